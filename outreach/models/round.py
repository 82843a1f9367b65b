from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.visibility import visible
from core.ids import uuid7

if TYPE_CHECKING:
    from core.scope import Scoped

LONGEST = timedelta(days=180)


class RoundQuerySet(models.QuerySet["Round"]):
    """Questions about rounds."""

    def visible_to(self, user: Scoped) -> Self:
        """Those that any of her roles opens."""
        return self.filter(visible(user.scope, "outreach.Round"))

    def going_on(self) -> Self:
        """Those that are open."""
        return self.filter(opened_at__isnull=False, closed_at=None)


class Round(models.Model):
    """Graduates of one cohort visit households of an area between two days."""

    class State(models.TextChoices):
        PLANNING = "planning", _("being planned")
        OPEN = "open", _("going on")
        CLOSED = "closed", _("over")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    cohort = models.ForeignKey(
        "trainings.Cohort", models.PROTECT, related_name="rounds", verbose_name=_("cohort")
    )
    project_site = models.ForeignKey("programmes.ProjectSite", models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=80)
    area = models.ForeignKey(
        "programmes.AdminArea",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("area"),
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    visits_per_day = models.PositiveSmallIntegerField(
        _("visits a team makes on a day"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(6)],
    )
    back_within = models.DurationField(_("back at the latest after"), default=timedelta(hours=2))
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    households = models.ManyToManyField(
        "outreach.HouseholdInNeed", through="outreach.RoundHousehold", related_name="rounds"
    )

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("round of visits")
        verbose_name_plural = _("rounds of visits")
        ordering = ["-starts_on", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "name"],
                name="round_name_once_per_cohort",
                violation_error_message=_("This cohort has a round of that name already."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="round_ends_after_start",
                violation_error_message=_("A round cannot end before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__lte=F("starts_on") + LONGEST),
                name="round_no_longer_than_180_days",
                violation_error_message=_("A round lasts at most 180 days."),
            ),
            models.CheckConstraint(
                condition=Q(visits_per_day__range=(1, 6)),
                name="round_visits_per_day_within_reason",
                violation_error_message=_("A team makes 1 to 6 visits on a day."),
            ),
            models.CheckConstraint(
                condition=Q(back_within__gt=timedelta(0), back_within__lte=timedelta(hours=12)),
                name="round_back_the_same_day",
                violation_error_message=_("Whoever sets off is expected back within 12 hours."),
            ),
            models.CheckConstraint(
                condition=Q(opened_at=None, opened_by=None)
                | Q(opened_at__isnull=False, opened_by__isnull=False),
                name="round_opened_by_somebody",
                violation_error_message=_("An open round says who opened it."),
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False, opened_at__isnull=False),
                name="round_closed_by_somebody",
                violation_error_message=_("A round that is over was open, and says who closed it."),
            ),
            # What composite foreign keys point to.
            models.UniqueConstraint(
                fields=["id", "cohort", "project_site"], name="round_with_cohort"
            ),
            models.UniqueConstraint(fields=["id", "project_site"], name="round_with_place"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("outreach:round_detail", args=[self.pk])

    @property
    def state(self) -> State:
        """Whether it is planned, goes on, or is over."""
        if self.closed_at:
            return self.State.CLOSED
        return self.State.OPEN if self.opened_at else self.State.PLANNING


class RoundHousehold(models.Model):
    """A household that a round visits."""

    round = models.ForeignKey("outreach.Round", models.PROTECT, related_name="places")
    household = models.ForeignKey(
        "outreach.HouseholdInNeed", models.PROTECT, related_name="round_places"
    )
    project_site = models.ForeignKey("programmes.ProjectSite", models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("household of a round")
        verbose_name_plural = _("households of rounds")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "household"],
                name="round_household_once",
                violation_error_message=_("This round visits the household already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round} · {self.household}"


class RoundVolunteer(models.Model):
    """An outreach volunteer who records a round; ended, never deleted, as it was a right to see."""

    round = models.ForeignKey("outreach.Round", models.PROTECT, related_name="volunteers")
    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="rounds")
    ended_at = models.DateTimeField(_("taken off at"), null=True, blank=True)

    class Meta:
        verbose_name = _("volunteer of a round")
        verbose_name_plural = _("volunteers of rounds")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "user"],
                name="round_volunteer_once",
                violation_error_message=_("She works with this round already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round} · {self.user}"
