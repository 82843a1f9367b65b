"""Every change is noted; of what is confidential, only that it changed."""

from django.db import migrations

from accounts.record import record_changes


class Migration(migrations.Migration):
    dependencies = [
        ("childcare", "0003_row_security"),
        ("trainings", "0007_record"),
    ]

    operations = [
        record_changes(
            "childcare_child",
            subject="guardian_id",
            secret=["allergies", "medicine", "notes"],
        ),
        record_changes("childcare_guardianship"),
        record_changes(
            "childcare_pickupauthorisation",
            subject="said_by_id",
            secret=["phone", "blocked_reason"],
            left_out=["folded_name"],
        ),
        record_changes("childcare_daytag", subject="guardian_id", secret=["code"]),
        record_changes("childcare_stay", subject="", secret=["brought_name", "collected_name"]),
        record_changes("childcare_refusedhandover", subject="", secret=["collector_name"]),
        record_changes("childcare_carer", subject=""),
        record_changes("childcare_shift", subject=""),
        record_changes("childcare_ratioband", subject=""),
    ]
