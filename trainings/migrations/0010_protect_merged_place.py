"""A merged place is found where its cohort is, and every change of it is noted."""

from django.db import migrations

from accounts.record import record_changes
from core.row_security import protect_through


class Migration(migrations.Migration):
    dependencies = [("trainings", "0009_merged_place")]

    operations = [
        protect_through("trainings_mergedplace", "enrolment_id", "trainings_enrolment"),
        record_changes("trainings_mergedplace"),
    ]
