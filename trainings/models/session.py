from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import Deferrable, F, Func, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.visibility import visible
from core.ids import uuid7

if TYPE_CHECKING:
    from core.scope import Scoped
    from trainings.models.attendance import Attendance
    from trainings.roster import RosterLine

LONGEST = timedelta(hours=12)


class SessionQuerySet(models.QuerySet["Session"]):
    """Questions about sessions."""

    def visible_to(self, user: Scoped) -> Self:
        """Those that any of her roles opens, within the windows of that role."""
        return self.filter(visible(user.scope, "trainings.Session"))

    def main(self) -> Self:
        """Those that do not lie inside another session."""
        return self.filter(parent=None)

    def on(self, day: date) -> Self:
        """Those of a day at their site."""
        return self.filter(on_day=day)

    def happening(self) -> Self:
        """Those that are neither cancelled nor postponed."""
        return self.filter(state__in=Session.HAPPENING)


class Session(models.Model):
    """One meeting of a cohort; a dialogue inside a course day has that day's as its parent."""

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        HELD = "held", _("held")
        CANCELLED = "cancelled", _("cancelled")
        POSTPONED = "postponed", _("postponed")

    HAPPENING = (State.PLANNED, State.HELD)

    class StateReason(models.TextChoices):
        CURFEW = "curfew", _("Curfew or security")
        WEATHER = "weather", _("Weather")
        HOLIDAY = "holiday", _("Holiday")
        STAFF = "staff", _("Nobody to lead it")
        POWER = "power", _("No power or water")
        ROOM = "room", _("Room not free")
        MATERIAL = "material", _("No material")
        OTHER = "other", _("Other")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    cohort = models.ForeignKey("trainings.Cohort", models.PROTECT, related_name="sessions")
    project_site = models.ForeignKey("programmes.ProjectSite", models.PROTECT, related_name="+")
    module = models.ForeignKey("trainings.Module", models.PROTECT, null=True, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    makeup_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="makeups"
    )
    room = models.ForeignKey(
        "programmes.Room", models.PROTECT, null=True, blank=True, verbose_name=_("room")
    )
    # Main sessions are counted through the cohort; a child carries its parent's number.
    number = models.PositiveSmallIntegerField(_("number"))
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"))
    # The day of starts_at in the time zone of the site; a trigger keeps it.
    on_day = models.DateField(_("day"), editable=False, default=date.min)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.PLANNED)
    state_reason = models.CharField(
        _("reason"), max_length=10, choices=StateReason, blank=True, default=""
    )
    state_at = models.DateTimeField(null=True, blank=True)
    state_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    finished_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    refused_count = models.PositiveSmallIntegerField(
        _("who did not want to be written down"), default=0
    )

    attendances: models.Manager[Attendance]
    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["starts_at", "id"]
        indexes = [models.Index(fields=["project_site", "on_day"], name="session_place_and_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="session_ends_after_start",
                violation_error_message=_("A session ends after it starts."),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__lte=F("starts_at") + LONGEST),
                name="session_no_longer_than_12_hours",
                violation_error_message=_("No session is longer than 12 hours."),
            ),
            ExclusionConstraint(
                name="session_one_family_per_room_at_a_time",
                expressions=[
                    ("room", RangeOperators.EQUAL),
                    (
                        Func(
                            "starts_at",
                            "ends_at",
                            RangeBoundary(),
                            function="tstzrange",
                            output_field=DateTimeRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                    (Coalesce("parent", "id"), RangeOperators.NOT_EQUAL),
                ],
                condition=Q(state__in=["planned", "held"]),
                deferrable=Deferrable.IMMEDIATE,
                violation_error_message=_("Another session is in this room at that time."),
            ),
            ExclusionConstraint(
                name="session_children_do_not_overlap",
                expressions=[
                    ("parent", RangeOperators.EQUAL),
                    (
                        Func(
                            "starts_at",
                            "ends_at",
                            RangeBoundary(),
                            function="tstzrange",
                            output_field=DateTimeRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(state__in=["planned", "held"], parent__isnull=False),
                deferrable=Deferrable.IMMEDIATE,
                violation_error_message=_("Two dialogues of one day overlap."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["planned", "held"], state_reason="")
                | Q(state__in=["cancelled", "postponed"]) & ~Q(state_reason=""),
                name="session_off_says_why",
                violation_error_message=_("Say why the session did not take place."),
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None, finished_by=None)
                | Q(finished_at__isnull=False, finished_by__isnull=False),
                name="session_finished_by_somebody",
                violation_error_message=_("A finished session says who finished it."),
            ),
            models.CheckConstraint(
                condition=~Q(parent=F("id")) & ~Q(makeup_of=F("id")),
                name="session_not_its_own_relative",
                violation_error_message=_("A session cannot lie inside or make up for itself."),
            ),
            # What composite foreign keys point to: marks, events, and the children of a session.
            models.UniqueConstraint(
                fields=["id", "cohort", "project_site"], name="session_with_cohort"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cohort} · {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("trainings:session_roster", args=[self.pk])

    def minutes_late_at(self, now: datetime) -> int | None:
        """How late somebody is who comes now; None once it is over, when only she knows."""
        if now > self.ends_at:
            return None
        return max(0, int((now - self.starts_at).total_seconds() // 60))

    @property
    def is_happening(self) -> bool:
        """True unless it was cancelled or postponed."""
        return self.state in self.HAPPENING

    def roster(self) -> list[RosterLine]:
        """One line for every person expected that day, sorted by name, with her current mark."""
        from trainings.roster import roster_of

        return roster_of(self)
