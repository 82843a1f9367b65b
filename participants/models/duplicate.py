from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.ids import uuid7
from core.merging import STANDING, Merging, undone_by_somebody
from participants.models.participant import Participant

if TYPE_CHECKING:
    from core.scope import Scoped


class DuplicateCandidateQuerySet(models.QuerySet["DuplicateCandidate"]):
    """Questions about records that may be one woman."""

    def visible_to(self, user: Scoped) -> Self:
        """Those whose both sides she may see."""
        people = Participant.objects.visible_to(user).values("pk")
        return self.filter(one__in=people, other__in=people)

    def waiting(self) -> Self:
        """Those that nobody could decide yet, of records that are not merged by now."""
        undecided = [DuplicateCandidate.Verdict.OPEN, DuplicateCandidate.Verdict.UNSURE]
        return self.filter(verdict__in=undecided).exclude(one__canonical=F("other__canonical"))

    def of_pair(self, one: Participant, other: Participant) -> Self:
        """The candidate of two records, in whichever order."""
        first, second = sorted((one.pk, other.pk))
        return self.filter(one=first, other=second)


class DuplicateCandidate(models.Model):
    """Two records that look like one woman, and what somebody said of that; kept for good."""

    class Verdict(models.TextChoices):
        OPEN = "", _("not decided")
        SAME = "same", _("one woman")
        DIFFERENT = "different", _("two women")
        UNSURE = "unsure", _("not sure")

    class Reason(models.TextChoices):
        PHONE = "phone", _("same phone")
        NAME = "name", _("same name")
        NAME_ALIKE = "name_alike", _("name spelled alike")
        BIRTH = "birth", _("same birth year")
        BIRTH_NEAR = "birth_near", _("birth year nearly the same")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    # The smaller id is the one, so that a pair has one row.
    one = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    other = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    reasons = ArrayField(models.CharField(max_length=10, choices=Reason), default=list)
    verdict = models.CharField(
        _("verdict"), max_length=9, choices=Verdict, blank=True, default=Verdict.OPEN
    )
    found_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = DuplicateCandidateQuerySet.as_manager()

    class Meta:
        verbose_name = _("likely duplicate")
        verbose_name_plural = _("likely duplicates")
        ordering = ["found_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["one", "other"],
                name="duplicate_candidate_once_per_pair",
                violation_error_message=_("These two were compared already."),
            ),
            models.CheckConstraint(
                condition=Q(one__lt=F("other")),
                name="duplicate_candidate_in_order",
                violation_error_message=_("A record is compared with another one."),
            ),
            models.CheckConstraint(
                condition=Q(verdict="", decided_at=None, decided_by=None)
                | ~Q(verdict="") & Q(decided_at__isnull=False, decided_by__isnull=False),
                name="duplicate_candidate_decided_by_somebody",
                violation_error_message=_("What is decided says who decided it."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def both(self) -> tuple[Participant, Participant]:
        """The two records, as they stand side by side."""
        return self.one, self.other


class Merge(Merging):
    """Somebody said that two records are one woman; it moves nothing, and can be taken back."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    survivor = models.ForeignKey("participants.Participant", models.PROTECT, related_name="merges")
    other = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        ordering = ["merged_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["other"],
                condition=STANDING,
                name="merge_once_until_undone",
                violation_error_message=_("This record is merged already."),
            ),
            models.CheckConstraint(
                condition=~Q(survivor=F("other")),
                name="merge_of_two_records",
                violation_error_message=_("A record is compared with another one."),
            ),
            undone_by_somebody("merge_undone_by_somebody"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
