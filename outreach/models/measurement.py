from __future__ import annotations

from decimal import Decimal
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.ids import uuid7
from outreach.models.words import Measure

LEAST, MOST = Decimal(5), Decimal(230)


def centimetres(measure: Measure) -> Any:
    """A column for one measure; empty where it was not taken."""
    return models.DecimalField(measure.label, max_digits=4, decimal_places=1, null=True, blank=True)


class MeasurementSet(models.Model):
    """What was measured of one person on one day, in centimetres."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    member = models.ForeignKey(
        "outreach.HouseholdMember", models.PROTECT, related_name="measurements"
    )
    household = models.ForeignKey("outreach.HouseholdInNeed", models.PROTECT, related_name="+")
    project_site = models.ForeignKey("programmes.ProjectSite", models.PROTECT, related_name="+")
    visit = models.ForeignKey(
        "outreach.Visit", models.PROTECT, null=True, blank=True, related_name="measurements"
    )
    taken_on = models.DateField(_("measured on"))
    taken_by = models.ForeignKey(
        "outreach.RoundGraduate",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who measured"),
    )
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    # Somebody measured twice because a value is unusual for the age.
    is_confirmed = models.BooleanField(_("measured twice"), default=False)

    height = centimetres(Measure.HEIGHT)
    chest = centimetres(Measure.CHEST)
    waist = centimetres(Measure.WAIST)
    hip = centimetres(Measure.HIP)
    shoulder = centimetres(Measure.SHOULDER)
    sleeve = centimetres(Measure.SLEEVE)
    back_length = centimetres(Measure.BACK_LENGTH)
    inseam = centimetres(Measure.INSEAM)
    neck = centimetres(Measure.NECK)
    head = centimetres(Measure.HEAD)

    class Meta:
        verbose_name = _("measurement set")
        verbose_name_plural = _("measurement sets")
        ordering = ["member", "-taken_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=reduce(or_, (Q(**{f"{one}__isnull": False}) for one in Measure)),
                name="measurement_set_not_empty",
                violation_error_message=_("Write down at least one measure."),
            ),
            models.CheckConstraint(
                condition=reduce(
                    and_,
                    (Q(**{one: None}) | Q(**{f"{one}__range": (LEAST, MOST)}) for one in Measure),
                ),
                name="measurement_within_5_and_230_cm",
                violation_error_message=_("A measure lies between 5 and 230 cm."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} · {self.taken_on}"

    @property
    def values(self) -> dict[Measure, Decimal]:
        """What was measured, without what was not."""
        values = {measure: getattr(self, measure) for measure in Measure}
        return {measure: value for measure, value in values.items() if value is not None}
