"""Checks that a missing mark or last day slipped through: for a check, unknown counts as true."""

from datetime import timedelta

from django.db import migrations, models
from django.db.migrations.operations.base import Operation
from django.db.models import F, Q

THERE = Q(mark__isnull=False, mark__in=["present", "late"])
NOT_THERE = Q(mark__isnull=False, mark__in=["absent", "excused"])
DETAILS = {
    "minutes_late_only_when_late": (
        Q(minutes_late=None) | Q(mark__isnull=False, mark="late"),
        "Minutes late belong to the mark late.",
    ),
    "left_early_only_when_there": (
        Q(left_early_minutes=None) | THERE,
        "Who left early was there before.",
    ),
    "reasons_only_when_not_there": (
        Q(reasons=[]) | NOT_THERE,
        "Reasons belong to an absence or an excuse.",
    ),
}


def replaced(model: str, name: str, condition: Q, sentence: str) -> list[Operation]:
    """Take a check away and put it back as it should have been."""
    return [
        migrations.RemoveConstraint(model_name=model, name=name),
        migrations.AddConstraint(
            model_name=model,
            constraint=models.CheckConstraint(
                condition=condition, name=name, violation_error_message=sentence
            ),
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [("trainings", "0003_triggers")]

    operations = [
        *(
            step
            for model, prefix in (
                ("attendance", "attendance"),
                ("attendanceevent", "attendance_event"),
            )
            for name, (condition, sentence) in DETAILS.items()
            for step in replaced(model, f"{prefix}_{name}", condition, sentence)
        ),
        *replaced(
            "enrolment",
            "enrolment_of_a_guest_is_one_day",
            Q(kind="member")
            | Q(kind="guest", to_on__isnull=False, to_on=F("from_on") + timedelta(days=1)),
            "A guest is there for one day.",
        ),
    ]
