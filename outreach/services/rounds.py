"""Rounds: planned, opened, closed; their graduates, households and volunteers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from outreach.models import (
    HouseholdInNeed,
    Round,
    RoundGraduate,
    RoundHousehold,
    RoundVolunteer,
    Visit,
)
from outreach.queries.people import graduates_of, volunteers_at
from outreach.queries.sides import sides_at, sides_of_people
from outreach.services.refusals import CannotChange, written

if TYPE_CHECKING:
    from accounts.models import User
    from programmes.models import AdminArea
    from trainings.models import Cohort


@transaction.atomic
def plan_round(
    *,
    round_id: UUID,
    cohort: Cohort,
    name: str,
    area: AdminArea | None,
    starts_on: date,
    ends_on: date,
    visits_per_day: int,
    back_within: timedelta,
    by: User,
) -> Round:
    """Make a round with every graduate of a cohort; the same id twice is one round."""
    made = Round.objects.filter(pk=round_id).first()
    if made is not None:
        if (made.cohort_id, made.created_by_id) != (cohort.pk, by.pk):
            raise CannotChange(_("This page is out of date. Load it again and tap once more."))
        return made
    round_ = Round(
        id=round_id,
        cohort=cohort,
        project_site_id=cohort.project_site_id,
        name=name,
        area=area,
        starts_on=starts_on,
        ends_on=ends_on,
        visits_per_day=visits_per_day,
        back_within=back_within,
        created_by=by,
    )
    with written():
        round_.save(force_insert=True)
        choose_graduates(round_=round_, enrolments=[place.pk for place in graduates_of(cohort)])
    return round_


@transaction.atomic
def choose_graduates(*, round_: Round, enrolments: Iterable[UUID]) -> None:
    """Say who takes part; whoever is in a team stays until it is split."""
    round_ = lock_round(round_)
    wanted = set(enrolments)
    here = {place.pk: place.participant_id for place in graduates_of(round_.cohort)}
    known = {graduate.enrolment_id: graduate for graduate in round_.graduates.all()}
    if not wanted <= here.keys() | known.keys():
        raise CannotChange(_("She is not a graduate of this cohort."))
    gone = [graduate for key, graduate in known.items() if key not in wanted]
    if any(graduate.team_id for graduate in gone) or _went(gone):
        raise CannotChange(_("Split her team first, or keep her: she has been on a visit."))
    round_.graduates.filter(pk__in=[graduate.pk for graduate in gone]).delete()
    new = [key for key in here if key in wanted - known.keys()]
    RoundGraduate.objects.bulk_create(
        RoundGraduate(
            round=round_,
            enrolment_id=key,
            cohort_id=round_.cohort_id,
            project_site_id=round_.project_site_id,
        )
        for key in new
    )
    find_sides(round_)


def find_sides(round_: Round) -> None:
    """Say anew where everybody without a team stands today, or on the first day still to come."""
    free = list(round_.graduates.filter(team=None).select_related("enrolment__participant"))
    sides = sides_of_people(
        [graduate.enrolment.participant for graduate in free],
        max(round_.starts_on, timezone.localdate()),
        sides_at(round_.project_site_id),
    )
    for graduate in free:
        graduate.side = sides.get(graduate.enrolment.participant_id, "")
    RoundGraduate.objects.bulk_update(free, ["side"])


@transaction.atomic
def add_households(*, round_: Round, households: Iterable[UUID], by: User) -> int:
    """Add open households of the place to a round; answers how many were new."""
    round_ = lock_round(round_)
    wanted = set(households)
    found = HouseholdInNeed.objects.open().filter(
        pk__in=wanted, project_site=round_.project_site_id
    )
    ids = list(found.values_list("pk", flat=True))
    if len(ids) != len(wanted):
        raise CannotChange(_("One of these households is closed or at another place."))
    known = set(round_.places.values_list("household", flat=True))
    new = [key for key in ids if key not in known]
    RoundHousehold.objects.bulk_create(
        RoundHousehold(
            round=round_,
            household_id=key,
            project_site_id=round_.project_site_id,
            added_by=by,
        )
        for key in new
    )
    return len(new)


@transaction.atomic
def drop_household(*, round_: Round, household_id: UUID) -> None:
    """Take a household out of a round that has not begun to visit it."""
    round_ = lock_round(round_)
    if (
        round_.visits.filter(household=household_id).exists()
        or round_.garments.filter(household=household_id).exists()
    ):
        raise CannotChange(_("A visit to this household is planned or was made."))
    round_.places.filter(household=household_id).delete()


@transaction.atomic
def assign_volunteer(*, round_: Round, user: User) -> None:
    """Let a volunteer see and record a round."""
    round_ = lock_round(round_)
    if not volunteers_at(round_.project_site).filter(pk=user.pk).exists():
        raise CannotChange(_("She is not a volunteer here. Ask for that role for her first."))
    RoundVolunteer.objects.update_or_create(round=round_, user=user, defaults={"ended_at": None})


@transaction.atomic
def take_volunteer_off(*, round_: Round, user_id: UUID) -> None:
    """End her right to a round at once."""
    lock_round(round_)
    round_.volunteers.filter(user=user_id, ended_at=None).update(ended_at=timezone.now())


@transaction.atomic
def open_round(*, round_: Round, by: User) -> Round:
    """Begin: its volunteers see their visits from now on."""
    round_ = lock_round(round_)
    if round_.closed_at is not None:
        raise CannotChange(_("This round is over."))
    if not round_.visits.exists():
        raise CannotChange(_("Plan at least one visit first."))
    if round_.opened_at is None:
        round_.opened_at, round_.opened_by = timezone.now(), by
        round_.save(update_fields=["opened_at", "opened_by"])
    return round_


@transaction.atomic
def close_round(*, round_: Round, by: User) -> int:
    """End a round; answers how many visits that nobody made count as postponed."""
    round_ = lock_round(round_)
    if round_.opened_at is None:
        raise CannotChange(_("This round has not begun."))
    if round_.closed_at is not None:
        raise CannotChange(_("This round is over."))
    if round_.visits.out().exists():
        raise CannotChange(_("Somebody is still on a visit. Wait until everybody is back."))
    now = timezone.now()
    untold = round_.visits.open()
    if untold.filter(left_base_at__isnull=False).exists():
        raise CannotChange(_("Say of every visit that was made what came of it."))
    postponed = untold.update(outcome=Visit.Outcome.POSTPONED, outcome_at=now, outcome_by=by)
    round_.closed_at, round_.closed_by = now, by
    round_.save(update_fields=["closed_at", "closed_by"])
    return postponed


def lock_round(round_: Round) -> Round:
    """Keep others from planning the same round meanwhile."""
    locked = Round.objects.select_for_update(of=("self",))
    return locked.select_related("cohort", "project_site").get(pk=round_.pk)


def require_not_over(round_: Round) -> None:
    """Refuse to plan or visit in a round that is over."""
    if round_.closed_at is not None:
        raise CannotChange(_("This round is over."))


def _went(graduates: list[RoundGraduate]) -> bool:
    return any(graduate.went.exists() for graduate in graduates)
