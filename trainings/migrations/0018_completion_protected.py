"""Decisions, ratings, certificates and nominations are found at their place, and noted."""

from django.db import migrations

from accounts.record import record_changes
from core.row_security import protect_by_place


class Migration(migrations.Migration):
    dependencies = [("trainings", "0017_completion_same_cohort")]

    operations = [
        *(
            protect_by_place(f"trainings_{table}")
            for table in (
                "completion",
                "skillrating",
                "certificate",
                "certificateprint",
                "nomination",
            )
        ),
        record_changes("trainings_completion", key="enrolment_id"),
        record_changes("trainings_skillrating"),
        record_changes("trainings_certificate", secret=["code"]),
        record_changes("trainings_certificateprint"),
        record_changes("trainings_nomination"),
    ]
