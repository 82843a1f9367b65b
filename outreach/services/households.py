"""Households in need: written down, closed, called unsafe."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from outreach.models import HouseholdInNeed, Visit
from outreach.services.refusals import CannotChange, written
from programmes.models import ProjectSite

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def add_household(
    *, household_id: UUID, project_site_id: int, by: User, **said: Any
) -> HouseholdInNeed:
    """Write a household down under the next number of its place; the same id twice is one."""
    # One after another at a place, or two would get the same number.
    ProjectSite.objects.select_for_update(no_key=True).get(pk=project_site_id)
    made = HouseholdInNeed.objects.filter(pk=household_id).first()
    if made is not None:
        if (made.project_site_id, made.created_by_id) != (project_site_id, by.pk):
            raise CannotChange(_("This page is out of date. Load it again and tap once more."))
        return made
    at_place = HouseholdInNeed.objects.filter(project_site=project_site_id)
    last = at_place.aggregate(last=Max("number"))["last"] or 0
    household = HouseholdInNeed(
        id=household_id,
        project_site_id=project_site_id,
        number=last + 1,
        created_by=by,
        **said,
    )
    with written():
        household.save(force_insert=True)
    return household


@transaction.atomic
def change_household(*, household: HouseholdInNeed, **said: Any) -> HouseholdInNeed:
    """Mend where it is, how it is reached and how urgent it is."""
    household = lock_household(household.pk)
    for name, value in said.items():
        setattr(household, name, value)
    with written():
        household.save(update_fields=list(said))
    return household


@transaction.atomic
def mark_unsafe(*, household: HouseholdInNeed, by: User) -> None:
    """Close an address for planning; a visit that is only planned does not take place."""
    household = lock_household(household.pk)
    if household.unsafe_at is None:
        household.unsafe_at, household.unsafe_by = timezone.now(), by
        household.save(update_fields=["unsafe_at", "unsafe_by"])
    end_planned(household, Visit.Outcome.UNSAFE, by)


@transaction.atomic
def mark_safe(*, household: HouseholdInNeed) -> None:
    """Open an address for planning again; the record of changes says who did."""
    household = lock_household(household.pk)
    household.unsafe_at = household.unsafe_by = None
    household.save(update_fields=["unsafe_at", "unsafe_by"])


OUTCOMES = {
    HouseholdInNeed.ClosedReason.HELPED: Visit.Outcome.POSTPONED,
    HouseholdInNeed.ClosedReason.MOVED: Visit.Outcome.MOVED,
    HouseholdInNeed.ClosedReason.REFUSED: Visit.Outcome.REFUSED,
    HouseholdInNeed.ClosedReason.MISTAKE: Visit.Outcome.POSTPONED,
}
"""What becomes of a planned visit to a household that is closed."""


@transaction.atomic
def close_household(*, household: HouseholdInNeed, reason: str, by: User) -> None:
    """Stop planning for a household; whatever was recorded stays."""
    household = lock_household(household.pk)
    if household.closed_at is not None:
        raise CannotChange(_("This household is closed already."))
    if household.visits.out().exists():
        raise CannotChange(_("Visitors are at this household. Wait until they are back."))
    if (
        reason in (HouseholdInNeed.ClosedReason.HELPED, HouseholdInNeed.ClosedReason.MISTAKE)
        and household.garments.in_the_works().exists()
    ):
        raise CannotChange(_("Something is still being sewn for this household."))
    keep_closed(household, reason, by)
    end_planned(household, OUTCOMES[HouseholdInNeed.ClosedReason(reason)], by)


def keep_closed(household: HouseholdInNeed, reason: str, by: User) -> None:
    """Write down that a household, which is locked, is closed and why."""
    household.closed_at, household.closed_by = timezone.now(), by
    household.closed_reason = reason
    household.save(update_fields=["closed_at", "closed_by", "closed_reason"])


@transaction.atomic
def open_household(*, household: HouseholdInNeed) -> None:
    """Plan for a household again."""
    household = lock_household(household.pk)
    household.closed_at, household.closed_by, household.closed_reason = None, None, ""
    household.save(update_fields=["closed_at", "closed_by", "closed_reason"])


@transaction.atomic
def note_came(*, household: HouseholdInNeed, on_day: date, by: User) -> None:
    """Keep that somebody of the household visited the women in her turn; the first day stays."""
    household = lock_household(household.pk)
    if on_day > timezone.localdate():
        raise CannotChange(_("This day has not come yet."))
    if household.came_on is None or on_day < household.came_on:
        household.came_on, household.came_noted_by = on_day, by
        household.save(update_fields=["came_on", "came_noted_by"])


def lock_household(household_id: UUID) -> HouseholdInNeed:
    """Keep others from changing it meanwhile: always before its visits are locked."""
    return HouseholdInNeed.objects.select_for_update().get(pk=household_id)


def end_planned(household: HouseholdInNeed, outcome: Visit.Outcome, by: User) -> None:
    """Say what becomes of a visit that is planned and that nobody has set off for."""
    household.visits.open().filter(left_base_at=None).update(
        outcome=outcome, outcome_at=timezone.now(), outcome_by=by
    )
