"""Follow-ups are found at their place alone, and every change of them is noted."""

from django.db import migrations

from accounts.record import record_changes
from core.row_security import protect_by_place


class Migration(migrations.Migration):
    dependencies = [
        ("trainings", "0012_follow_ups_same_cohort"),
        ("accounts", "0003_record_functions"),
    ]

    operations = [
        protect_by_place("trainings_followup"),
        protect_by_place("trainings_call"),
        record_changes("trainings_followup"),
        record_changes("trainings_call"),
    ]
