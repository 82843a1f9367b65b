from __future__ import annotations

from django.db import models
from django.db.models import Func, Q, Value
from django.utils.translation import gettext_lazy as _

from trainings.models.marked import Details, How, Mark, details_fit_the_mark


class AttendanceEvent(Details):
    """One thing that somebody said of a row, with what became of it.

    Append-only by trigger; the free-text note may be set to null and nothing else may change.
    """

    class EventMark(models.TextChoices):
        PRESENT = Mark.PRESENT.value, Mark.PRESENT.label
        LATE = Mark.LATE.value, Mark.LATE.label
        EXCUSED = Mark.EXCUSED.value, Mark.EXCUSED.label
        ABSENT = Mark.ABSENT.value, Mark.ABSENT.label
        CLEARED = "cleared", _("cleared")

    class Outcome(models.TextChoices):
        APPLIED = "applied", _("recorded")
        NOOP = "noop", _("was so already")
        SUPERSEDED = "superseded", _("overtaken")
        CONFLICT = "conflict", _("recorded against another's mark")
        PENDING_REVIEW = "pending_review", _("waits for a manager")

    # The id is made on the phone and is the idempotency key.
    id = models.UUIDField(primary_key=True, editable=False)
    position = models.BigIntegerField(
        unique=True,
        editable=False,
        db_default=Func(Value("trainings_event_position"), function="nextval"),
    )
    session = models.ForeignKey("trainings.Session", models.PROTECT, related_name="events")
    enrolment = models.ForeignKey("trainings.Enrolment", models.PROTECT, related_name="events")
    cohort = models.ForeignKey("trainings.Cohort", models.PROTECT, related_name="+")
    project_site = models.ForeignKey("programmes.ProjectSite", models.PROTECT, related_name="+")
    author = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    device = models.UUIDField()
    seq = models.BigIntegerField()
    mark = models.CharField(max_length=7, choices=EventMark)
    how = models.CharField(max_length=7, choices=How)
    base_version = models.IntegerField()
    client_time = models.DateTimeField()
    received_at = models.DateTimeField()
    # How far the phone's clock was ahead, in seconds; testimony, never used to order.
    skew_seconds = models.BigIntegerField()
    undoes = models.UUIDField(null=True, blank=True)
    settles = models.UUIDField(null=True, blank=True)
    fingerprint = models.BinaryField(max_length=16)
    outcome = models.CharField(max_length=14, choices=Outcome)
    error = models.CharField(max_length=20, blank=True, default="")
    # The version that it brought the row to; null where the row did not change.
    applied_version = models.IntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("attendance event")
        verbose_name_plural = _("attendance events")
        ordering = ["position"]
        indexes = [
            models.Index(
                fields=["session", "enrolment", "author", "device", "-seq"],
                name="attendance_event_turn",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "enrolment", "applied_version"],
                name="attendance_event_one_per_version",
                violation_error_message=_("Another event brought the row to this version."),
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["applied", "conflict"], applied_version__isnull=False)
                | Q(outcome__in=["noop", "superseded", "pending_review"], applied_version=None),
                name="attendance_event_version_when_applied",
                violation_error_message=_("An event has a version when it changed the row."),
            ),
            *details_fit_the_mark("attendance_event"),
        ]

    def __str__(self) -> str:
        return f"{self.get_mark_display()} ({self.get_outcome_display()})"
