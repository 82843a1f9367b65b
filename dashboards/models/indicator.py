from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.ids import uuid7
from core.translated import Translated


class Indicator(models.Model):
    """A line of a project's log frame: a named question with what is expected of its answer."""

    class Level(models.TextChoices):
        OUTPUT = "output", _("output")
        OUTCOME = "outcome", pgettext_lazy("level of an indicator", "outcome")
        IMPACT = "impact", _("impact")

    class UniqueOver(models.TextChoices):
        PERIOD = "period", _("the period")
        PROJECT = "project", _("the project")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey("programmes.Project", models.PROTECT, related_name="indicators")
    code = models.SlugField(_("code"), max_length=30)
    text_ar = models.CharField(_("text in Arabic"), max_length=300)
    text_ckb = models.CharField(_("text in Kurdish"), max_length=300, blank=True)
    text_en = models.CharField(_("text in English"), max_length=300, blank=True)
    text_tr = models.CharField(_("text in Turkmen"), max_length=300, blank=True)
    level = models.CharField(_("level"), max_length=7, choices=Level)
    # The name of a question in `indicators.registry`.
    question = models.SlugField(_("question"), max_length=40)
    sides = ArrayField(
        models.CharField(max_length=20), verbose_name=_("told by"), default=list, blank=True
    )
    unique_over = models.CharField(
        _("a woman counts once over"), max_length=7, choices=UniqueOver, default=UniqueOver.PROJECT
    )
    baseline = models.DecimalField(
        _("baseline"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    baseline_on = models.DateField(_("baseline measured on"), null=True, blank=True)
    eu_code = models.CharField(_("code in the EU results framework"), max_length=40, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    text = Translated()

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["project", "position", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "code"],
                name="indicator_code_once_per_project",
                violation_error_message=_("This project has an indicator of that code already."),
            ),
            # Two answers to one question could be subtracted from each other.
            models.UniqueConstraint(
                fields=["project", "question"],
                name="indicator_question_once_per_project",
                violation_error_message=_("This project asks that question already."),
            ),
            models.CheckConstraint(
                condition=Q(baseline=None, baseline_on=None)
                | Q(baseline__isnull=False, baseline_on__isnull=False),
                name="indicator_baseline_says_when",
                violation_error_message=_("Say when the baseline was measured."),
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Target(models.Model):
    """What an indicator should reach in a period, both days included."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    indicator = models.ForeignKey(
        "dashboards.Indicator", models.CASCADE, related_name="targets", verbose_name=_("indicator")
    )
    first_on = models.DateField(_("from"))
    last_on = models.DateField(_("until"))
    value = models.DecimalField(_("target"), max_digits=12, decimal_places=2)

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ["indicator", "first_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")),
                name="target_ends_after_start",
                violation_error_message=_("A period cannot end before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0),
                name="target_not_below_zero",
                violation_error_message=_("A target is not below zero."),
            ),
            ExclusionConstraint(
                name="targets_do_not_overlap",
                expressions=[
                    ("indicator", RangeOperators.EQUAL),
                    (
                        Func(
                            "first_on",
                            "last_on",
                            models.Value("[]"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=_("There is a target for some of these days already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} · {self.value}"
