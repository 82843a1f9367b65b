"""Visits planned by hand, moved, taken back, and allowed by a manager."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from outreach.assignment.sides import Result, Side, result_of
from outreach.models import HouseholdConsent, HouseholdInNeed, Round, Team, Visit
from outreach.models.words import ResultWord
from outreach.queries.sides import compositions_of, sides_at
from outreach.services.households import lock_household
from outreach.services.members import require_consent
from outreach.services.refusals import CannotChange, written
from outreach.services.rounds import lock_round, require_not_over
from outreach.services.rule import drop_exception

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def plan_visit(
    *,
    visit_id: UUID,
    round_: Round,
    household: HouseholdInNeed,
    team: Team,
    on_day: date,
    purpose: str,
    ask: bool = False,
    by: User,
) -> Visit:
    """Plan one visit; the same id twice is one visit.

    A team of the household's own side is refused, unless a manager shall be asked: nobody sets
    off before she has allowed it.
    """
    round_ = lock_round(round_)
    made = Visit.objects.filter(pk=visit_id).first()
    if made is not None:
        if (made.round_id, made.household_id) != (round_.pk, household.pk):
            raise CannotChange(_("This page is out of date. Load it again and tap once more."))
        return made
    require_not_over(round_)
    household = lock_household(household.pk)
    require_open(household)
    require_consent(household, HouseholdConsent.Purpose.VISIT)
    visit = Visit(
        id=visit_id,
        round=round_,
        household=household,
        project_site_id=round_.project_site_id,
        purpose=purpose,
        created_by=by,
    )
    _settle(visit, team, on_day, ask=ask)
    with written():
        visit.save(force_insert=True)
    return visit


@transaction.atomic
def change_visit(
    *, visit: Visit, team: Team, on_day: date, purpose: str, ask: bool = False
) -> Visit:
    """Give a planned visit to another team, or move it to another day."""
    round_ = lock_round(visit.round)
    require_not_over(round_)
    household = lock_household(visit.household_id)
    require_open(household)
    visit = lock_planned(visit)
    visit.purpose = purpose
    if visit.team_id != team.pk:
        drop_exception(visit)
    _settle(visit, team, on_day, ask=ask)
    with written():
        visit.save()
    return visit


@transaction.atomic
def take_back(*, visit: Visit) -> None:
    """Forget a visit that was planned and that nobody has set off for."""
    lock_round(visit.round)
    lock_household(visit.household_id)
    lock_planned(visit).delete()


@transaction.atomic
def allow_exception(*, visit: Visit, reason: str, by: User) -> Visit:
    """Let a team visit a household of its own side; the reason stays with the visit."""
    lock_household(visit.household_id)
    visit = lock_planned(visit)
    if visit.result != ResultWord.SAME:
        raise CannotChange(_("This visit does not need an exception."))
    if visit.exception_at is None:
        visit.exception_at, visit.exception_by, visit.exception_reason = timezone.now(), by, reason
        with written():
            visit.save(update_fields=["exception_at", "exception_by", "exception_reason"])
    return visit


def require_open(household: HouseholdInNeed) -> None:
    """Refuse to plan for a household that is closed or at an unsafe address."""
    if household.unsafe_at is not None:
        raise CannotChange(_("This address is unsafe, so no visit to it is planned."))
    if household.closed_at is not None:
        raise CannotChange(_("This household is closed."))


def lock_planned(visit: Visit) -> Visit:
    """A visit that nobody has set off for, kept from others meanwhile; its household first."""
    locked = Visit.objects.select_for_update(of=("self",)).select_related(
        "round__project_site", "household", "team"
    )
    found = locked.filter(pk=visit.pk).first()
    if found is None:
        raise CannotChange(_("Somebody has taken this visit back."))
    if found.outcome or found.left_base_at is not None:
        raise CannotChange(_("Somebody has set off for this visit already, or it has ended."))
    return found


def _settle(visit: Visit, team: Team, on_day: date, *, ask: bool) -> None:
    """Give a visit its team and day where the rules agree."""
    if not team.graduates.exists():
        raise CannotChange(_("This team was split. Choose another one."))
    if not visit.round.starts_on <= on_day <= visit.round.ends_on:
        raise CannotChange(_("This day lies outside of the round."))
    if on_day < timezone.localdate() and on_day != visit.on_day:
        raise CannotChange(_("This day is over."))
    sides = sides_at(visit.project_site_id)
    composition = compositions_of([visit.household_id], sides)[visit.household_id]
    result = result_of(Side(team.side), composition)
    if result is Result.UNKNOWN:
        raise CannotChange(
            _("It is not known yet whether this household is displaced. Complete its lines first.")
        )
    if result is Result.SAME and visit.exception_at is None and not ask:
        raise CannotChange(
            _("Team and household are of the same side. Choose another team, or ask a manager.")
        )
    visit.team, visit.on_day, visit.result = team, on_day, result
    if result is not Result.SAME:
        drop_exception(visit)
