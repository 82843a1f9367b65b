"""What waits for a person: disagreements, events to review, and what could not be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.ids import uuid7

if TYPE_CHECKING:
    from core.scope import Scoped


M = TypeVar("M", bound=models.Model)


class WaitingQuerySet(models.QuerySet[M]):
    """Questions that disagreements and reviews share."""

    def open(self) -> Self:
        """Those that nobody has settled."""
        return self.filter(settled_at=None)

    def at(self, project_sites: frozenset[int]) -> Self:
        """Those of some project sites."""
        return self.filter(project_site__in=project_sites)

    def visible_to(self, user: Scoped) -> Self:
        """Those that she may decide."""
        return self.at(user.scope.where("attendance_decide"))


class WaitingManager(models.Manager[M]):
    """Asks those questions of a table."""

    def get_queryset(self) -> WaitingQuerySet[M]:
        return WaitingQuerySet(self.model, using=self._db)

    def open(self) -> WaitingQuerySet[M]:
        """Those that nobody has settled."""
        return self.get_queryset().open()

    def visible_to(self, user: Scoped) -> WaitingQuerySet[M]:
        """Those that she may decide."""
        return self.get_queryset().visible_to(user)


class Settled(models.Model):
    """A pair that says when and by whom something was settled."""

    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        abstract = True


def settled_by_somebody(name: str) -> models.CheckConstraint:
    """Whatever is settled says who settled it."""
    return models.CheckConstraint(
        condition=Q(settled_at=None, settled_by=None)
        | Q(settled_at__isnull=False, settled_by__isnull=False),
        name=f"{name}_settled_by_somebody",
        violation_error_message=_("What is settled says who settled it."),
    )


class Disagreement(Settled):
    """Two people said different things of one row; open until somebody settles it."""

    id = models.UUIDField(primary_key=True, editable=False)
    session = models.ForeignKey("trainings.Session", models.PROTECT, related_name="disagreements")
    enrolment = models.ForeignKey("trainings.Enrolment", models.PROTECT, related_name="+")
    project_site = models.ForeignKey("programmes.ProjectSite", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    opened_by_event = models.ForeignKey(
        "trainings.AttendanceEvent", models.PROTECT, related_name="+"
    )
    # The winner that the opening event replaced: the other voice.
    against_event = models.ForeignKey("trainings.AttendanceEvent", models.PROTECT, related_name="+")
    settled_by_event = models.ForeignKey(
        "trainings.AttendanceEvent", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = WaitingManager["Disagreement"]()

    class Meta:
        verbose_name = _("disagreement")
        verbose_name_plural = _("disagreements")
        ordering = ["opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "enrolment"],
                condition=Q(settled_at=None),
                name="disagreement_one_open_per_row",
                violation_error_message=_("This row has an open disagreement already."),
            ),
            settled_by_somebody("disagreement"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Review(Settled):
    """An event that came too late, too early or without a right that still held."""

    class Verdict(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    event = models.OneToOneField("trainings.AttendanceEvent", models.PROTECT, related_name="review")
    project_site = models.ForeignKey("programmes.ProjectSite", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    verdict = models.CharField(max_length=8, choices=Verdict, blank=True, default="")
    reason = models.CharField(_("reason"), max_length=300, blank=True, default="")
    settled_by_event = models.ForeignKey(
        "trainings.AttendanceEvent", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = WaitingManager["Review"]()

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["opened_at"]
        constraints = [
            settled_by_somebody("review"),
            models.CheckConstraint(
                condition=Q(settled_at=None, verdict="")
                | Q(settled_at__isnull=False) & ~Q(verdict=""),
                name="review_settled_has_verdict",
                violation_error_message=_("A review is accepted or declined."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class RejectedEvent(models.Model):
    """The body of something that a phone sent and that could not be taken, kept as it came."""

    id = models.BigAutoField(primary_key=True)
    author = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    device = models.UUIDField()
    received_at = models.DateTimeField()
    error = models.CharField(max_length=40)
    # JSON as text: jsonb refuses the NUL character that a hostile body may hold.
    body = models.TextField()

    class Meta:
        verbose_name = _("rejected event")
        verbose_name_plural = _("rejected events")
        ordering = ["received_at"]

    def __str__(self) -> str:
        return self.error
