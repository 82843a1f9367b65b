"""Each row of a cohort, its sessions and its women is found only at its project site."""

from django.db import migrations

from core.row_security import USER, protect, protect_by_place, protect_through

AT_A_PLACE = [
    "cohort", "enrolment", "session", "attendance", "attendanceevent", "disagreement", "review",
    "referral",
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("trainings", "0005_shipped_catalogue"),
        ("participants", "0003_row_security"),
    ]

    operations = [
        *(protect_by_place(f"trainings_{table}") for table in AT_A_PLACE),
        protect_through("trainings_plannedexcuse", "enrolment_id", "trainings_enrolment"),
        protect_through("trainings_sessionstaff", "session_id", "trainings_session"),
        protect_through("trainings_dialoguenote", "session_id", "trainings_session"),
        # What could not be read says of itself where it belongs, so only its author finds it.
        protect("trainings_rejectedevent", f"author_id = {USER}"),
    ]
