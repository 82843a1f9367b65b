from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from outreach.models.measurement import LEAST, MOST
from outreach.models.words import AgeBand, Measure


class MeasureBounds(models.Model):
    """Between what a project expects a measure at an age, where it is not the usual."""

    project = models.ForeignKey("programmes.Project", models.PROTECT, related_name="+")
    age_band = models.CharField(_("age"), max_length=5, choices=AgeBand)
    measure = models.CharField(_("measure"), max_length=11, choices=Measure)
    least = models.PositiveSmallIntegerField(_("at least"))
    most = models.PositiveSmallIntegerField(_("at most"))

    class Meta:
        verbose_name = _("bounds of a measure")
        verbose_name_plural = _("bounds of measures")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "age_band", "measure"],
                name="measure_bounds_once_per_project_and_age",
                violation_error_message=_("This project has bounds for it already."),
            ),
            models.CheckConstraint(
                condition=Q(least__lt=F("most"), least__gte=int(LEAST), most__lte=int(MOST)),
                name="measure_bounds_in_order",
                violation_error_message=_("The least is below the most, both within 5 and 230 cm."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_measure_display()} {self.least}–{self.most}"
