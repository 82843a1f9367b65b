"""What women received shares their cohort and place, is found there, and noted."""

from importlib import import_module

from django.db import migrations

from accounts.record import record_changes
from core.row_security import protect_by_place

key = import_module("trainings.migrations.0002_same_cohort_and_place").key
PLACE = "cohort_id, project_site_id"


class Migration(migrations.Migration):
    dependencies = [("trainings", "0024_handouts")]

    operations = [
        *(
            key(
                "handout",
                f"handout_in_cohort_of_{target}",
                f"{target}_id, {PLACE}",
                target,
                f"id, {PLACE}",
            )
            for target in ("enrolment", "session")
        ),
        protect_by_place("trainings_handout"),
        record_changes("trainings_handout"),
    ]
