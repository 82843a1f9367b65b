"""What the database knows to be true of every visit."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

KEEPS_THE_RULE = ["cross", "mixed"]


def _after(later: str, earlier: str) -> Q:
    """A step that was not taken, or one that follows another."""
    return Q(**{later: None}) | Q(**{f"{earlier}__isnull": False, f"{later}__gte": F(earlier)})


CONSTRAINTS: list[models.BaseConstraint] = [
    models.UniqueConstraint(
        fields=["household"],
        condition=Q(outcome=""),
        name="visit_one_open_per_household",
        violation_error_message=_("Another visit to this household is planned already."),
    ),
    models.CheckConstraint(
        condition=Q(left_base_at=None)
        | Q(result__in=KEEPS_THE_RULE)
        | Q(result="same", exception_at__isnull=False),
        name="visit_keeps_the_rule_of_crossing",
        violation_error_message=_(
            "Nobody sets off for a household of her own side unless a manager has allowed it."
        ),
    ),
    models.CheckConstraint(
        condition=Q(exception_at=None, exception_by=None, exception_reason="")
        | Q(result="same", exception_at__isnull=False, exception_by__isnull=False)
        & ~Q(exception_reason=""),
        name="visit_exception_has_a_reason",
        violation_error_message=_("An exception has a reason, and says who allowed it."),
    ),
    models.CheckConstraint(
        condition=_after("arrived_at", "left_base_at")
        & _after("left_at", "arrived_at")
        & _after("back_at", "left_base_at")
        & (Q(back_at=None) | Q(arrived_at=None) | Q(back_at__gte=F("arrived_at")))
        & (Q(back_at=None) | Q(left_at=None) | Q(back_at__gte=F("left_at"))),
        name="visit_steps_in_order",
        violation_error_message=_("A step of a visit comes after the one before it."),
    ),
    models.CheckConstraint(
        condition=Q(outcome="", outcome_at=None, outcome_by=None)
        | ~Q(outcome="") & Q(outcome_at__isnull=False, outcome_by__isnull=False),
        name="visit_outcome_says_who",
        violation_error_message=_("What came of a visit is said by somebody."),
    ),
    models.CheckConstraint(
        condition=~Q(outcome="done") | Q(arrived_at__isnull=False),
        name="visit_done_was_there",
        violation_error_message=_("A visit is done once somebody has arrived."),
    ),
    models.CheckConstraint(
        condition=Q(outcome="done")
        | Q(met_women=None, met_men=None, met_girls=None, met_boys=None, wants_return=None),
        name="visit_met_somebody_when_done",
        violation_error_message=_("Who was met belongs to a visit that is done."),
    ),
    # What composite foreign keys of measurements and garments point to.
    models.UniqueConstraint(fields=["id", "household"], name="visit_with_household"),
]
