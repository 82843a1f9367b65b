"""Garments from the order to the hand that takes them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from outreach.models import (
    Garment,
    HouseholdConsent,
    HouseholdMember,
    MeasurementSet,
    Round,
    RoundGraduate,
    Visit,
)
from outreach.queries.measures import ready_to_cut, sets_of
from outreach.services.households import lock_household
from outreach.services.members import require_consent
from outreach.services.refusals import CannotChange, written

if TYPE_CHECKING:
    from accounts.models import User

State = Garment.State
NEXT = {State.ORDERED: State.CUT, State.CUT: State.SEWN, State.SEWN: State.CHECKED}
"""What follows a state in the workshop; delivery happens at a visit."""


@transaction.atomic
def order_garments(
    *, round_: Round, member: HouseholdMember, kinds: Iterable[str], by: User
) -> int:
    """Order what somebody needs; what is being sewn for her already is not ordered again."""
    household = lock_household(member.household_id)
    require_consent(household, HouseholdConsent.Purpose.MEASURE)
    if not round_.places.filter(household=household).exists():
        raise CannotChange(_("This household is not part of the round."))
    if member.gone_at is not None:
        raise CannotChange(_("This person does not live there any more."))
    working_on = set(member.garments.in_the_works().values_list("kind", flat=True))
    now = timezone.now()
    new = [
        Garment(
            round=round_,
            member=member,
            household=household,
            project_site_id=round_.project_site_id,
            kind=kind,
            ordered_at=now,
            ordered_by=by,
        )
        for kind in dict.fromkeys(kinds)
        if kind not in working_on
    ]
    with written():
        Garment.objects.bulk_create(new)
    return len(new)


@transaction.atomic
def move_on(
    *, garment: Garment, to: str, sewn_by: RoundGraduate | None = None, by: User
) -> Garment:
    """Take a garment one step further in the workshop; the same step twice is one."""
    household = lock_household(garment.household_id)
    garment = _lock(garment)
    if garment.state == to:
        return garment
    if NEXT.get(State(garment.state)) != to:
        raise CannotChange(_("Somebody has moved this garment meanwhile. Load the page again."))
    now = timezone.now()
    if to == State.CUT:
        require_consent(household, HouseholdConsent.Purpose.MEASURE)
        garment.cut_from = _measures_for(garment)
        garment.cut_at, garment.cut_by = now, by
    elif to == State.SEWN:
        garment.sewn_at, garment.sewn_by, garment.sewn_by_graduate = now, by, sewn_by
    else:
        garment.checked_at, garment.checked_by = now, by
    garment.state = to
    with written():
        garment.save()
    return garment


@transaction.atomic
def step_back(*, garment: Garment, from_state: str) -> Garment:
    """Undo the last step of a garment that is in the workshop; an order that was wrong goes."""
    lock_household(garment.household_id)
    garment = _lock(garment)
    if garment.state != from_state or garment.state in Garment.OVER:
        raise CannotChange(_("Somebody has moved this garment meanwhile. Load the page again."))
    if garment.state == State.ORDERED:
        garment.delete()
        return garment
    if garment.state == State.CUT:
        garment.cut_at = garment.cut_by = garment.cut_from = None
        garment.state = State.ORDERED
    elif garment.state == State.SEWN:
        garment.sewn_at = garment.sewn_by = garment.sewn_by_graduate = None
        garment.state = State.CUT
    else:
        garment.checked_at = garment.checked_by = None
        garment.state = State.SEWN
    with written():
        garment.save()
    return garment


@transaction.atomic
def deliver(
    *,
    visit: Visit,
    garments: Collection[UUID],
    received_by: str,
    acknowledgement: str,
    by: User,
) -> int:
    """Hand over what was checked, at a visit; answers how many, those delivered there already too.

    All of them are handed over or none.
    """
    household = lock_household(visit.household_id)
    visit = Visit.objects.select_for_update(of=("self",)).get(pk=visit.pk)
    if visit.arrived_at is None:
        raise CannotChange(_("Nobody has arrived there. Note when they arrived first."))
    if visit.outcome not in ("", Visit.Outcome.DONE):
        raise CannotChange(_("This visit was not made."))
    found = list(
        Garment.objects.select_for_update(of=("self",)).filter(pk__in=garments, household=household)
    )
    here = [one for one in found if one.delivered_visit_id == visit.pk]
    ready = [one for one in found if one.state == State.CHECKED]
    if not found or len(here) + len(ready) != len(set(garments)):
        raise CannotChange(_("One of these garments is not ready. Load the page again."))
    now = timezone.now()
    for garment in ready:
        garment.state = State.DELIVERED
        garment.delivered_at, garment.delivered_by = now, by
        garment.delivered_visit = visit
        garment.received_by, garment.acknowledgement = received_by, acknowledgement
    with written():
        for garment in ready:
            garment.save()
    return len(found)


@transaction.atomic
def give_back(*, garment: Garment, reason: str, by: User) -> Garment:
    """Note that a finished garment was not taken, or was brought back."""
    lock_household(garment.household_id)
    garment = _lock(garment)
    if garment.state == State.RETURNED:
        return garment
    if garment.state not in (State.CHECKED, State.DELIVERED):
        raise CannotChange(_("Only what is finished can be given back."))
    garment.state = State.RETURNED
    garment.returned_at, garment.returned_by = timezone.now(), by
    garment.returned_reason = reason
    with written():
        garment.save()
    return garment


def _measures_for(garment: Garment) -> MeasurementSet:
    sets = sets_of([garment.member_id])[garment.member_id]
    ready = ready_to_cut(garment.member, garment.kind, sets, timezone.localdate())
    if ready.measures is not None:
        return ready.measures
    if ready.missing:
        names = _(", ").join(str(measure.label) for measure in ready.missing)
        raise CannotChange(_("Measure first: %(measures)s.") % {"measures": names})
    raise CannotChange(_("The measures of a child are good for 60 days. Measure again first."))


def _lock(garment: Garment) -> Garment:
    locked = Garment.objects.select_for_update(of=("self",)).select_related("member")
    found = locked.filter(pk=garment.pk).first()
    if found is None:
        raise CannotChange(_("This order was taken back."))
    return found
