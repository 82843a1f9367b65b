"""What a mark and an event have in common."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trainings.reasons import Reason


class Mark(models.TextChoices):
    """The four marks; no mark is not recorded, which is not absent."""

    PRESENT = "present", _("present")
    LATE = "late", _("late")
    EXCUSED = "excused", _("excused")
    ABSENT = "absent", _("absent")


class How(models.TextChoices):
    """How a mark came about; bulk and follows are soft, the others firm."""

    TAPPED = "tapped", _("tapped")
    BULK = "bulk", _("all remaining at once")
    PAPER = "paper", _("from paper")
    FOLLOWS = "follows", _("follows the main session")
    MERGED = "merged", _("merged")


class Details(models.Model):
    """The details of a mark."""

    minutes_late = models.PositiveSmallIntegerField(null=True, blank=True)
    left_early_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    reasons = ArrayField(models.CharField(max_length=40, choices=Reason), default=list, blank=True)
    # The one thing in free words; anonymising sets it to null.
    note = models.TextField(null=True, blank=True)

    class Meta:
        abstract = True


def details_fit_the_mark(name: str) -> list[models.CheckConstraint]:
    """The constraints that both tables carry, under names of their own."""
    return [
        models.CheckConstraint(
            condition=Q(minutes_late=None) | Q(mark__isnull=False, mark="late"),
            name=f"{name}_minutes_late_only_when_late",
            violation_error_message=_("Minutes late belong to the mark late."),
        ),
        models.CheckConstraint(
            condition=Q(left_early_minutes=None)
            | Q(mark__isnull=False, mark__in=["present", "late"]),
            name=f"{name}_left_early_only_when_there",
            violation_error_message=_("Who left early was there before."),
        ),
        models.CheckConstraint(
            condition=Q(reasons=[]) | Q(mark__isnull=False, mark__in=["absent", "excused"]),
            name=f"{name}_reasons_only_when_not_there",
            violation_error_message=_("Reasons belong to an absence or an excuse."),
        ),
    ]
