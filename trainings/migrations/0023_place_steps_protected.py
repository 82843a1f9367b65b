"""Steps of places and answers about communities are found at their place, and noted."""

from importlib import import_module

from django.db import migrations

from accounts.record import record_changes
from core.row_security import protect_by_place, protect_through

key = import_module("trainings.migrations.0002_same_cohort_and_place").key
PLACE = "cohort_id, project_site_id"


class Migration(migrations.Migration):
    dependencies = [("trainings", "0022_place_steps")]

    operations = [
        key(
            "communityanswer",
            "community_answer_of_place_in_cohort",
            f"enrolment_id, {PLACE}",
            "enrolment",
            f"id, {PLACE}",
        ),
        key(
            "communityanswer",
            "community_answer_at_place_of_cohort",
            PLACE,
            "cohort",
            "id, project_site_id",
        ),
        protect_through("trainings_placestep", "enrolment_id", "trainings_enrolment"),
        protect_by_place("trainings_communityanswer"),
        record_changes("trainings_placestep"),
        record_changes("trainings_communityanswer", secret=["answer"]),
    ]
