from __future__ import annotations

from django.db import models
from django.db.models import Deferrable, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.ids import uuid7
from core.translated import Translated

HIGHEST = 3


class Skill(models.Model):
    """One line of the checklist of a course version; frozen with it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    version = models.ForeignKey(
        "trainings.CourseVersion", models.CASCADE, related_name="skills", verbose_name=_("version")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    name_ar = models.CharField(_("name in Arabic"), max_length=120)
    name_ckb = models.CharField(_("name in Kurdish"), max_length=120, blank=True)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    name_tr = models.CharField(_("name in Turkmen"), max_length=120, blank=True)

    name = Translated()

    class Meta:
        verbose_name = _("skill")
        verbose_name_plural = _("skills")
        ordering = ["version", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "number"],
                name="skill_number_once_per_version",
                deferrable=Deferrable.DEFERRED,
                violation_error_message=_("Two skills have the same number."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SkillRating(models.Model):
    """How well a woman does one thing, halfway and at the end: 0 not yet, 3 could show others."""

    class Stage(models.TextChoices):
        MID = "mid", _("halfway")
        END = "end", _("at the end")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    enrolment = models.ForeignKey("trainings.Enrolment", models.PROTECT, related_name="ratings")
    project_site = models.ForeignKey("programmes.ProjectSite", models.PROTECT, related_name="+")
    cohort = models.ForeignKey("trainings.Cohort", models.PROTECT, related_name="+")
    skill = models.ForeignKey("trainings.Skill", models.PROTECT, related_name="+")
    stage = models.CharField(_("when"), max_length=3, choices=Stage)
    level = models.PositiveSmallIntegerField(_("level"))
    rated_at = models.DateTimeField(default=timezone.now)
    rated_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "skill", "stage"],
                name="skill_rating_once_per_stage",
                violation_error_message=_("This skill is rated already."),
            ),
            models.CheckConstraint(
                condition=Q(level__range=(0, HIGHEST)),
                name="skill_rating_from_0_to_3",
                violation_error_message=_("A level is 0, 1, 2 or 3."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.skill}: {self.level}"
