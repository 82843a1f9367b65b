"""A follow-up, its sessions and its calls share the cohort and the place of her enrolment."""

from importlib import import_module

from django.db import migrations

key = import_module("trainings.migrations.0002_same_cohort_and_place").key
PLACE = "cohort_id, project_site_id"


class Migration(migrations.Migration):
    dependencies = [("trainings", "0011_follow_ups")]

    operations = [
        *(
            key(
                "followup",
                f"follow_up_in_cohort_of_{column}",
                f"{column}_id, {PLACE}",
                target,
                f"id, {PLACE}",
            )
            for column, target in (
                ("enrolment", "enrolment"),
                ("first_session", "session"),
                ("last_session", "session"),
                ("peer", "enrolment"),
            )
        ),
        key(
            "call",
            "call_about_who_is_followed_up",
            f"follow_up_id, enrolment_id, {PLACE}",
            "followup",
            f"id, enrolment_id, {PLACE}",
        ),
        key("call", "call_by_peer_of_cohort", f"peer_id, {PLACE}", "enrolment", f"id, {PLACE}"),
        key(
            "enrolment",
            "enrolment_buddy_in_cohort",
            f"buddy_id, {PLACE}",
            "enrolment",
            f"id, {PLACE}",
        ),
    ]
