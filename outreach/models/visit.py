from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.visibility import visible
from core.dates import local_day
from core.ids import uuid7
from outreach.models.visit_truths import CONSTRAINTS
from outreach.models.words import ResultWord

if TYPE_CHECKING:
    from core.scope import Scoped

ADDRESS_STAYS = timedelta(days=7)
"""For so long after a visit its visitors can read the address."""


class VisitQuerySet(models.QuerySet["Visit"]):
    """Questions about visits."""

    def visible_to(self, user: Scoped) -> Self:
        """Those that any of her roles opens."""
        return self.filter(visible(user.scope, "outreach.Visit"))

    def open(self) -> Self:
        """Those of which nobody has said yet what came of them."""
        return self.filter(outcome="")

    def out(self) -> Self:
        """Those whose visitors have set off and are not back."""
        return self.filter(left_base_at__isnull=False, back_at=None)

    def overdue(self, now: datetime) -> Self:
        """Those whose visitors should be back by now."""
        return self.out().filter(left_base_at__lt=now - F("round__back_within"))

    def breaking_the_rule(self) -> Self:
        """Those that a manager has to allow before anybody sets off."""
        return self.open().filter(result=ResultWord.SAME, exception_at=None)


class Visit(models.Model):
    """Graduates at a household: planned, on the way, there, away, back."""

    class Purpose(models.TextChoices):
        MEASURE = "measure", _("meet and measure")
        DELIVER = "deliver", _("bring what was sewn")
        RETURN = "return", _("visit again")

    class Outcome(models.TextChoices):
        DONE = "done", _("done")
        NOBODY_HOME = "nobody_home", _("nobody home")
        REFUSED = "refused", _("refused")
        MOVED = "moved", _("moved away")
        UNSAFE = "unsafe", _("unsafe")
        POSTPONED = "postponed", _("postponed")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    round = models.ForeignKey("outreach.Round", models.PROTECT, related_name="visits")
    household = models.ForeignKey("outreach.HouseholdInNeed", models.PROTECT, related_name="visits")
    team = models.ForeignKey("outreach.Team", models.PROTECT, related_name="visits")
    project_site = models.ForeignKey("programmes.ProjectSite", models.PROTECT, related_name="+")
    purpose = models.CharField(
        _("what for"), max_length=7, choices=Purpose, default=Purpose.MEASURE
    )
    on_day = models.DateField(_("day"))
    # Judged anew while it is only planned; what it was when they set off stays.
    result = models.CharField(_("by the rule"), max_length=7, choices=ResultWord)
    exception_reason = models.CharField(_("why it is allowed"), max_length=300, blank=True)
    exception_at = models.DateTimeField(null=True, blank=True)
    exception_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    left_base_at = models.DateTimeField(_("set off at"), null=True, blank=True)
    arrived_at = models.DateTimeField(_("arrived at"), null=True, blank=True)
    left_at = models.DateTimeField(_("went away at"), null=True, blank=True)
    back_at = models.DateTimeField(_("back at"), null=True, blank=True)

    outcome = models.CharField(
        _("what came of it"), max_length=11, choices=Outcome, blank=True, default=""
    )
    outcome_at = models.DateTimeField(null=True, blank=True)
    outcome_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    met_women = models.PositiveSmallIntegerField(_("women"), null=True, blank=True)
    met_men = models.PositiveSmallIntegerField(_("men"), null=True, blank=True)
    met_girls = models.PositiveSmallIntegerField(_("girls"), null=True, blank=True)
    met_boys = models.PositiveSmallIntegerField(_("boys"), null=True, blank=True)
    wants_return = models.BooleanField(_("would like another visit"), null=True, blank=True)

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        ordering = ["on_day", "team", "id"]
        indexes = [
            models.Index(fields=["round", "on_day"], name="visit_round_and_day"),
            models.Index(
                fields=["project_site"],
                name="visit_out",
                condition=Q(left_base_at__isnull=False, back_at=None),
            ),
        ]
        constraints = CONSTRAINTS

    def __str__(self) -> str:
        return f"{self.household} · {self.team}"

    def get_absolute_url(self) -> str:
        return reverse("outreach:visit_detail", args=[self.pk])

    @property
    def is_out(self) -> bool:
        """True from setting off until they are back."""
        return self.left_base_at is not None and self.back_at is None

    @property
    def due_back_at(self) -> datetime | None:
        """When they should be back; None before they set off."""
        return self.left_base_at + self.round.back_within if self.left_base_at else None

    def is_overdue(self, now: datetime) -> bool:
        """True when they should be back and are not."""
        due = self.due_back_at
        return self.is_out and due is not None and due < now

    @property
    def needs_exception(self) -> bool:
        """True while a manager has to allow it before anybody sets off."""
        return self.result == ResultWord.SAME and self.exception_at is None

    def address_open_to_visitors(self, today: date) -> bool:
        """Whether those who visit can read the address: until a week after the visit."""
        moments = (self.left_base_at, self.outcome_at, self.back_at)
        last = max([self.on_day, *(local_day(moment) for moment in moments if moment)])
        return today <= last + ADDRESS_STAYS

    def days_late(self, today: date) -> int:
        """For how many days nobody has set off though it was planned."""
        is_waiting = not self.outcome and self.left_base_at is None
        return max((today - self.on_day).days, 0) if is_waiting else 0


class Visitor(models.Model):
    """Who went: a graduate of the round, or a member of staff who went along."""

    visit = models.ForeignKey("outreach.Visit", models.PROTECT, related_name="visitors")
    graduate = models.ForeignKey(
        "outreach.RoundGraduate", models.PROTECT, null=True, blank=True, related_name="went"
    )
    user = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("visitor")
        verbose_name_plural = _("visitors")
        constraints = [
            models.CheckConstraint(
                condition=Q(graduate__isnull=False, user=None)
                | Q(graduate=None, user__isnull=False),
                name="visitor_is_one_person",
                violation_error_message=_("A visitor is a graduate or a colleague."),
            ),
            models.UniqueConstraint(
                fields=["visit", "graduate"],
                name="visitor_graduate_once",
                violation_error_message=_("She is on this visit already."),
            ),
            models.UniqueConstraint(
                fields=["visit", "user"],
                name="visitor_user_once",
                violation_error_message=_("She is on this visit already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.graduate or self.user)
