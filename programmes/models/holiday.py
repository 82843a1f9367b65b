from __future__ import annotations

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from core.translated import Translated


class Holiday(models.Model):
    """A day without sessions, in one governorate or, without one, everywhere."""

    on_day = models.DateField(_("day"))
    governorate = models.ForeignKey(
        "programmes.AdminArea",
        models.PROTECT,
        verbose_name=_("governorate"),
        null=True,
        blank=True,
        limit_choices_to={"level": 1},
        help_text=_("Leave empty when it is a holiday everywhere."),
    )
    name_ar = models.CharField(_("name in Arabic"), max_length=80)
    name_ckb = models.CharField(_("name in Kurdish"), max_length=80, blank=True)
    name_en = models.CharField(_("name in English"), max_length=80, blank=True)
    name_tr = models.CharField(_("name in Turkmen"), max_length=80, blank=True)
    is_tentative = models.BooleanField(
        _("tentative"),
        default=False,
        help_text=_(
            "The moon or the cabinet has still to decide; sessions are left out all the same."
        ),
    )

    name = Translated()

    class Meta:
        verbose_name = _("holiday")
        verbose_name_plural = _("holidays")
        ordering = ["on_day"]
        constraints = [
            models.UniqueConstraint(
                "on_day",
                Coalesce("governorate", models.Value("")),
                name="holiday_one_per_day_and_governorate",
                violation_error_message=_("This day is a holiday there already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
