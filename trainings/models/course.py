from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.ids import uuid7
from core.translated import Translated
from trainings.models.skill import HIGHEST
from trainings.truths import TRIGGERS

percent = [MinValueValidator(0), MaxValueValidator(100)]


class Course(models.Model):
    """An entry of the catalogue; what is taught stands in its versions."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.SlugField(_("code"), max_length=30, unique=True)
    title_ar = models.CharField(_("title in Arabic"), max_length=120)
    title_ckb = models.CharField(_("title in Kurdish"), max_length=120, blank=True)
    title_en = models.CharField(_("title in English"), max_length=120, blank=True)
    title_tr = models.CharField(_("title in Turkmen"), max_length=120, blank=True)
    description_ar = models.TextField(_("description in Arabic"), blank=True)
    description_ckb = models.TextField(_("description in Kurdish"), blank=True)
    description_en = models.TextField(_("description in English"), blank=True)
    description_tr = models.TextField(_("description in Turkmen"), blank=True)

    title = Translated()
    description = Translated()

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.title


class CourseVersion(models.Model):
    """What a course is made of. Cohorts pin a version, so a published one is frozen."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        RETIRED = "retired", _("retired")

    class ReasonsPolicy(models.TextChoices):
        OFF = "off", _("are not asked")
        OPTIONAL = "optional", _("may be given")
        REQUIRED = "required", _("are asked for")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    course = models.ForeignKey(
        "trainings.Course", models.PROTECT, related_name="versions", verbose_name=_("course")
    )
    number = models.PositiveSmallIntegerField(_("version"), default=1)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.DRAFT)
    prerequisite = models.ForeignKey(
        "trainings.Course",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("course to complete before"),
    )
    capacity = models.PositiveSmallIntegerField(
        _("places"), default=25, validators=[MinValueValidator(1), MaxValueValidator(200)]
    )
    completion_percent = models.PositiveSmallIntegerField(
        _("attendance rate that completes it, in percent"), default=80, validators=percent
    )
    completion_dialogue_minutes = models.PositiveSmallIntegerField(
        _("minutes of dialogue that completing asks for"),
        default=0,
        help_text=_("0 where dialogue is not asked for."),
    )
    completion_assessment = models.BooleanField(
        _("completing asks for the last assessment"), default=False
    )
    completion_skill_level = models.PositiveSmallIntegerField(
        _("level that completing asks for in each skill at the end"),
        default=0,
        validators=[MaxValueValidator(HIGHEST)],
        help_text=_("0 where the checklist has no say."),
    )
    balance_percent = models.PositiveSmallIntegerField(
        _("smallest share of displaced and of host women, in percent"),
        default=40,
        validators=[MinValueValidator(0), MaxValueValidator(50)],
    )
    community_percent = models.PositiveSmallIntegerField(
        _("largest share of one community, in percent"),
        default=60,
        validators=[MinValueValidator(34), MaxValueValidator(100)],
        help_text=_("100 where the balance of communities is not looked at."),
    )
    reasons_policy = models.CharField(
        _("reasons for an absence"),
        max_length=8,
        choices=ReasonsPolicy,
        default=ReasonsPolicy.OPTIONAL,
    )

    class Meta:
        verbose_name = _("course version")
        verbose_name_plural = _("course versions")
        ordering = ["course", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "number"],
                name="course_version_number_once",
                violation_error_message=_("This course has a version of that number already."),
            ),
            models.CheckConstraint(
                condition=Q(capacity__range=(1, 200)),
                name="course_version_capacity_sensible",
                violation_error_message=_("A course has 1 to 200 places."),
            ),
            models.CheckConstraint(
                condition=Q(completion_percent__range=(0, 100)),
                name="course_version_completion_is_percent",
                violation_error_message=_("A percentage lies between 0 and 100."),
            ),
            models.CheckConstraint(
                condition=Q(completion_skill_level__range=(0, HIGHEST)),
                name="course_version_skill_level_exists",
                violation_error_message=_("A level is 0, 1, 2 or 3."),
            ),
            models.CheckConstraint(
                condition=Q(prerequisite=None) | ~Q(prerequisite=F("course")),
                name="course_version_not_before_itself",
                violation_error_message=_("A course cannot be completed before itself."),
            ),
            models.CheckConstraint(
                condition=Q(balance_percent__range=(0, 50)),
                name="course_version_balance_possible",
                violation_error_message=_("Two groups cannot both have more than half."),
            ),
            models.CheckConstraint(
                condition=Q(community_percent__range=(34, 100)),
                name="course_version_community_share_possible",
                violation_error_message=_("The largest share lies between 34 and 100 percent."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course} · {self.number}"

    def clean(self) -> None:
        """Refuse a circle beside its field; the database does so whoever writes."""
        if self.prerequisite_id and self.course_id in self._before(self.prerequisite_id):
            raise ValidationError({"prerequisite": TRIGGERS["course_version_in_no_circle"]})

    def _before(self, course: UUID) -> set[UUID]:
        """A course's own prerequisites and theirs, as far as they are taught or drafted."""
        others = CourseVersion.objects.exclude(pk=self.pk).exclude(state=self.State.RETIRED)
        asked = list(others.exclude(prerequisite=None).values_list("course", "prerequisite"))
        before, further = set[UUID](), {course}
        while further:
            step = {needed for one, needed in asked if one in further}
            further = step - before
            before |= step
        return before

    @property
    def is_frozen(self) -> bool:
        """True once published: a trigger keeps it as it is."""
        return self.state != self.State.DRAFT
