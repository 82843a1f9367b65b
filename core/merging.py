"""Two rows that turned out to be one: somebody said so, and somebody may take it back."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

STANDING = Q(undone_at=None)


class MergingQuerySet(models.QuerySet[Any]):
    """Questions about what was merged."""

    def standing(self) -> Self:
        """Those that nobody has taken back."""
        return self.filter(STANDING)


class Merging(models.Model):
    """Who said that two are one and when, and who took that back; the row stays either way."""

    merged_at = models.DateTimeField()
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[Any] = MergingQuerySet.as_manager()

    class Meta:
        abstract = True

    def take_back(self, by: Any) -> None:
        """Keep that somebody took it back now."""
        self.undone_at, self.undone_by = timezone.now(), by
        self.save(update_fields=["undone_at", "undone_by"])


def undone_by_somebody(name: str) -> models.CheckConstraint:
    """The truth that what was taken back says by whom."""
    return models.CheckConstraint(
        condition=Q(undone_at=None, undone_by=None)
        | Q(undone_at__isnull=False, undone_by__isnull=False),
        name=name,
        violation_error_message=_("What is taken back says who took it back."),
    )
