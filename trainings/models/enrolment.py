from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from accounts.visibility import visible
from core.ids import uuid7
from trainings.reasons import Reason

if TYPE_CHECKING:
    from core.scope import Scoped


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    """Questions about places in cohorts."""

    def visible_to(self, user: Scoped) -> Self:
        """Those that any of her roles opens."""
        return self.filter(visible(user.scope, "trainings.Enrolment"))

    def active_on(self, day: date) -> Self:
        """Those who are expected on a day, guests of that day too."""
        return self.exclude(state__in=Enrolment.WITHOUT_A_PLACE).filter(
            Q(from_on__lte=day), Q(to_on=None) | Q(to_on__gt=day)
        )

    def members(self) -> Self:
        """Those with a place of their own, guests left out."""
        return self.filter(kind=Enrolment.Kind.MEMBER)


class Enrolment(models.Model):
    """A participant's place in a cohort, from a day until before another."""

    class Kind(models.TextChoices):
        MEMBER = "member", _("member")
        GUEST = "guest", _("guest")

    class State(models.TextChoices):
        APPLIED = "applied", _("applied")
        WAITLISTED = "waitlisted", _("on the waiting list")
        ENROLLED = "enrolled", _("enrolled")
        WITHDRAWN = "withdrawn", _("withdrawn")
        TRANSFERRED = "transferred", _("transferred")
        COMPLETED = "completed", _("completed")

    WITHOUT_A_PLACE = (State.APPLIED, State.WAITLISTED)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    cohort = models.ForeignKey("trainings.Cohort", models.PROTECT, related_name="enrolments")
    project_site = models.ForeignKey("programmes.ProjectSite", models.PROTECT, related_name="+")
    participant = models.ForeignKey(
        "participants.Participant", models.PROTECT, related_name="enrolments"
    )
    kind = models.CharField(_("kind"), max_length=6, choices=Kind, default=Kind.MEMBER)
    state = models.CharField(_("state"), max_length=11, choices=State, default=State.ENROLLED)
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("until, not including"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        ordering = ["cohort", "from_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(to_on__gt=F("from_on")),
                name="enrolment_not_empty",
                violation_error_message=_("A place ends after the day on which it starts."),
            ),
            models.CheckConstraint(
                condition=Q(kind="member")
                | Q(kind="guest", to_on__isnull=False, to_on=F("from_on") + timedelta(days=1)),
                name="enrolment_of_a_guest_is_one_day",
                violation_error_message=_("A guest is there for one day."),
            ),
            ExclusionConstraint(
                name="enrolment_one_place_at_a_time",
                expressions=[
                    ("participant", RangeOperators.EQUAL),
                    ("cohort", RangeOperators.EQUAL),
                    (
                        Func(
                            "from_on", "to_on", function="daterange", output_field=DateRangeField()
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=_("She has a place in this cohort on some of these days."),
            ),
            # What the composite foreign keys of marks and events point to.
            models.UniqueConstraint(
                fields=["id", "cohort", "project_site"], name="enrolment_with_cohort"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant} · {self.cohort}"


class PlannedExcuse(models.Model):
    """She said before that she will not come; an outline on the roster, not a mark."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    enrolment = models.ForeignKey(
        "trainings.Enrolment", models.PROTECT, related_name="planned_excuses"
    )
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("until, not including"))
    reason = models.CharField(_("reason"), max_length=40, choices=Reason)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("planned excuse")
        verbose_name_plural = _("planned excuses")
        ordering = ["enrolment", "from_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__gt=F("from_on")),
                name="planned_excuse_not_empty",
                violation_error_message=_("An excuse ends after the day on which it starts."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_reason_display()
