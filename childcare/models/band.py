from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.ids import uuid7

OLDEST = 17
MOST_CHILDREN = 30


class RatioBand(models.Model):
    """From which age on how many children one adult looks after; a place's own table.

    A place without rows has the table of `childcare.ratio`.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project_site = models.ForeignKey("programmes.ProjectSite", models.PROTECT, related_name="+")
    from_years = models.PositiveSmallIntegerField(
        _("from years"), validators=[MaxValueValidator(OLDEST)]
    )
    children = models.PositiveSmallIntegerField(
        _("children per adult"),
        validators=[MinValueValidator(1), MaxValueValidator(MOST_CHILDREN)],
    )
    area_m2 = models.DecimalField(_("m² per child"), max_digits=3, decimal_places=1)

    class Meta:
        verbose_name = _("age band")
        verbose_name_plural = _("age bands")
        ordering = ["project_site", "from_years"]
        constraints = [
            models.UniqueConstraint(
                fields=["project_site", "from_years"],
                name="ratio_band_once_per_age",
                violation_error_message=_("Two bands begin at the same age."),
            ),
            models.CheckConstraint(
                condition=Q(children__range=(1, MOST_CHILDREN)),
                name="ratio_band_children_sensible",
                violation_error_message=_("One adult looks after 1 to 30 children."),
            ),
            models.CheckConstraint(
                condition=Q(from_years__lte=OLDEST),
                name="ratio_band_for_children",
                violation_error_message=_("A child is under 18."),
            ),
            models.CheckConstraint(
                condition=Q(area_m2__gte=0),
                name="ratio_band_area_sensible",
                violation_error_message=_("The floor for a child is not below 0 m²."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_years}: 1:{self.children}"
