"""A visit from setting off until everybody is back, and what came of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.dates import local_day
from outreach.models import HouseholdConsent, HouseholdInNeed, RoundGraduate, Visit, Visitor
from outreach.queries.visitors import colleagues_for, graduates_for
from outreach.services.households import keep_closed, lock_household, mark_unsafe
from outreach.services.members import require_consent
from outreach.services.refusals import CannotChange, written
from outreach.services.visits import lock_planned, require_open
from participants.models import Participant

if TYPE_CHECKING:
    from accounts.models import User

A_DAY = timedelta(days=1)
AT_LEAST = 2
"""Who go on a visit."""


@dataclass(frozen=True, slots=True)
class Met:
    """Who was met, as counts, and whether they would like another visit."""

    women: int | None = None
    men: int | None = None
    girls: int | None = None
    boys: int | None = None
    wants_return: bool | None = None


NOBODY = Met()


@transaction.atomic
def set_off(
    *,
    visit: Visit,
    graduates: Collection[UUID],
    colleagues: Collection[UUID],
    at: datetime,
) -> Visit:
    """Note who leaves the base for a household; at least two go, one of them of its team."""
    household = lock_household(visit.household_id)
    current = _lock(visit)
    if current.left_base_at is not None:
        return current
    visit = lock_planned(visit)
    _require_real(at)
    if visit.round.opened_at is None or visit.round.closed_at is not None:
        raise CannotChange(_("This round is not going on."))
    require_open(household)
    require_consent(household, HouseholdConsent.Purpose.VISIT)
    if visit.needs_exception:
        raise CannotChange(_("A manager has to allow this visit first."))
    going = _going(visit, graduates, colleagues)
    visit.left_base_at, visit.on_day = at, local_day(at)
    with written():
        Visitor.objects.bulk_create(going)
        visit.save(update_fields=["left_base_at", "on_day"])
    return visit


@transaction.atomic
def arrive(*, visit: Visit, at: datetime) -> Visit:
    """Note that they are at the door."""
    return _step(visit, "arrived_at", at)


@transaction.atomic
def leave(*, visit: Visit, at: datetime) -> Visit:
    """Note that they have left the household."""
    return _step(visit, "left_at", at)


@transaction.atomic
def come_back(*, visit: Visit, at: datetime) -> Visit:
    """Note that they are back, whatever else was noted: nobody stays overdue for a missing tap."""
    return _step(visit, "back_at", at)


STEPS = {"arrived_at": "left_base_at", "left_at": "arrived_at", "back_at": "left_base_at"}
"""Each step, and the one that has to be there before it."""


@transaction.atomic
def say_outcome(*, visit: Visit, outcome: str, met: Met = NOBODY, by: User) -> Visit:
    """Say what came of a visit, or mend what was said while its round goes on."""
    household = lock_household(visit.household_id)
    visit = _lock(visit)
    if visit.round.closed_at is not None:
        raise CannotChange(_("This round is over."))
    if outcome == Visit.Outcome.DONE and visit.arrived_at is None:
        raise CannotChange(_("Nobody has arrived there. Note when they arrived first."))
    if outcome == Visit.Outcome.NOBODY_HOME and visit.left_base_at is None:
        raise CannotChange(_("Nobody has set off for this visit."))
    if outcome == Visit.Outcome.POSTPONED and visit.arrived_at is not None:
        raise CannotChange(_("They were there, so the visit was not postponed."))
    if outcome != Visit.Outcome.DONE:
        met = NOBODY
        if visit.deliveries.exists() or visit.measurements.exists():
            raise CannotChange(_("Something was measured or brought there, so the visit was done."))
    visit.outcome, visit.outcome_at, visit.outcome_by = outcome, timezone.now(), by
    visit.met_women, visit.met_men = met.women, met.men
    visit.met_girls, visit.met_boys = met.girls, met.boys
    visit.wants_return = met.wants_return
    with written():
        visit.save()
    if outcome == Visit.Outcome.UNSAFE:
        mark_unsafe(household=household, by=by)
    if outcome == Visit.Outcome.MOVED and household.closed_at is None:
        keep_closed(household, HouseholdInNeed.ClosedReason.MOVED, by)
    return visit


def _going(
    visit: Visit, graduates: Collection[UUID], colleagues: Collection[UUID]
) -> list[Visitor]:
    women = list(graduates_for(visit).filter(pk__in=graduates))
    along = list(colleagues_for(visit).filter(pk__in=colleagues))
    if len(women) != len(set(graduates)) or len(along) != len(set(colleagues)):
        raise CannotChange(_("Somebody cannot go on this visit. Load the page again."))
    if not any(woman.team_id == visit.team_id for woman in women):
        raise CannotChange(_("At least one woman of the team goes."))
    if len(women) + len(along) < AT_LEAST:
        raise CannotChange(_("Nobody sets off alone: at least two go."))
    _require_free(women)
    return [
        *(Visitor(visit=visit, graduate=woman) for woman in women),
        *(Visitor(visit=visit, user=user) for user in along),
    ]


def _require_free(women: Collection[RoundGraduate]) -> None:
    """Refuse to send somebody who is on a visit that has not ended, in whatever round."""
    people = sorted(woman.enrolment.participant_id for woman in women)
    # In one order: whoever sends one of them elsewhere at the same moment waits for the answer.
    list(Participant.objects.filter(pk__in=people).order_by("pk").select_for_update(no_key=True))
    out = Visitor.objects.filter(
        graduate__enrolment__participant__in=people, visit__in=Visit.objects.out()
    )
    if out.exists():
        raise CannotChange(_("One of them is still on another visit. Note first that she is back."))


def _step(visit: Visit, name: str, at: datetime) -> Visit:
    visit = _lock(visit)
    if getattr(visit, name) is not None:
        return visit
    _require_real(at)
    if getattr(visit, STEPS[name]) is None:
        raise CannotChange(_("A step of a visit comes after the one before it."))
    setattr(visit, name, at)
    with written():
        visit.save(update_fields=[name])
    return visit


def _require_real(at: datetime) -> None:
    now = timezone.now()
    if not now - A_DAY <= at <= now + timedelta(minutes=1):
        raise CannotChange(_("This moment lies in the future, or is more than a day ago."))


def _lock(visit: Visit) -> Visit:
    locked = Visit.objects.select_for_update(of=("self",)).select_related("round", "household")
    found = locked.filter(pk=visit.pk).first()
    if found is None:
        raise CannotChange(_("Somebody has taken this visit back."))
    return found
