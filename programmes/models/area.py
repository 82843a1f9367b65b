from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.translated import Translated


class AdminArea(models.Model):
    """A governorate, district or sub-district, by its OCHA P-code."""

    class Level(models.IntegerChoices):
        GOVERNORATE = 1, _("governorate")
        DISTRICT = 2, _("district")
        SUBDISTRICT = 3, _("sub-district")

    pcode = models.CharField(_("P-code"), max_length=12, primary_key=True)
    level = models.SmallIntegerField(_("level"), choices=Level)
    name_ar = models.CharField(max_length=80)
    name_ckb = models.CharField(max_length=80, blank=True)
    name_en = models.CharField(max_length=80)
    name_tr = models.CharField(max_length=80, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True)

    name = Translated()

    class Meta:
        verbose_name = _("administrative area")
        verbose_name_plural = _("administrative areas")
        ordering = ["pcode"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(level=1, parent=None)
                | models.Q(level__in=[2, 3], parent__isnull=False),
                name="admin_area_below_governorate_has_parent",
                violation_error_message=_("Only a governorate has no area above it."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def governorate_pcode(self) -> str:
        """The P-code of the governorate, which every code inside it begins with."""
        return self.pcode[:5]
