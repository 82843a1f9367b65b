from __future__ import annotations

from django.db import models
from django.db.models import Deferrable, F, Q
from django.utils.translation import gettext_lazy as _

from core.ids import uuid7
from core.translated import Translated


class Module(models.Model):
    """A planned session of a course version; a dialogue may lie inside another module's day."""

    class Kind(models.TextChoices):
        PRACTICAL = "practical", _("practical")
        DIALOGUE = "dialogue", _("dialogue")
        ASSESSMENT = "assessment", _("assessment")
        ORIENTATION = "orientation", _("orientation")
        CEREMONY = "ceremony", _("ceremony")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    version = models.ForeignKey(
        "trainings.CourseVersion", models.CASCADE, related_name="modules", verbose_name=_("version")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=11, choices=Kind, default=Kind.PRACTICAL)
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    topic_ar = models.CharField(_("topic in Arabic"), max_length=160)
    topic_ckb = models.CharField(_("topic in Kurdish"), max_length=160, blank=True)
    topic_en = models.CharField(_("topic in English"), max_length=160, blank=True)
    topic_tr = models.CharField(_("topic in Turkmen"), max_length=160, blank=True)
    inside = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("inside the day of"),
        help_text=_("For a dialogue that is held within a practical day."),
    )
    starts_after_minutes = models.PositiveSmallIntegerField(
        _("minutes after that day begins"), null=True, blank=True
    )

    topic = Translated()

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")
        ordering = ["version", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "number"],
                name="module_number_once_per_version",
                deferrable=Deferrable.DEFERRED,
                violation_error_message=_("Two modules have the same number."),
            ),
            models.CheckConstraint(
                condition=Q(minutes__range=(5, 720)),
                name="module_minutes_sensible",
                violation_error_message=_("A module takes 5 minutes to 12 hours."),
            ),
            models.CheckConstraint(
                condition=Q(inside=None, starts_after_minutes=None)
                | Q(inside__isnull=False, starts_after_minutes__isnull=False),
                name="module_inside_a_day_says_when",
                violation_error_message=_(
                    "Say how many minutes after the day begins, for a module inside a day only."
                ),
            ),
            models.CheckConstraint(
                condition=Q(inside=None) | ~Q(inside=F("id")),
                name="module_not_inside_itself",
                violation_error_message=_("A module cannot lie inside itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.topic}"
