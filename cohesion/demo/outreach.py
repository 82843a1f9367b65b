"""A round of visits in the story: planned, measured, sewn, and a dress that reached a hand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from accounts.models import User
from cohesion.demo.families import FAMILIES, Family
from core.ids import uuid7
from outreach.models import Garment, HouseholdInNeed, HouseholdMember, MeasurementSet, Round, Visit
from outreach.models.words import GarmentKind
from outreach.services import garments, households, rounds, visit_steps, visits
from outreach.services.measurements import take_measurements
from outreach.services.members import add_member, decide
from outreach.services.proposal import propose_visits
from outreach.services.teams import propose_teams
from trainings.models import Cohort

MARKAZ_KIRKUK = "IQG13Q04N06"
FIRST_VISIT, SECOND_VISIT = timedelta(days=9), timedelta(days=1)
MINUTE = timedelta(minutes=1)


def tell_outreach(cohort: Cohort, staff: dict[str, User], today: date) -> None:
    """Tell a round of the graduates of a cohort, from its plan to a delivered dress."""
    coordinator, volunteer = staff["coordinator"], staff["outreach"]
    families = [_write_down(family, cohort, by=volunteer) for family in FAMILIES]
    round_ = rounds.plan_round(
        round_id=uuid7(),
        cohort=cohort,
        name="جولة الخريف",
        area=None,
        starts_on=today - timedelta(days=14),
        ends_on=today + timedelta(days=14),
        visits_per_day=2,
        back_within=timedelta(hours=2),
        by=coordinator,
    )
    rounds.assign_volunteer(round_=round_, user=volunteer)
    rounds.add_households(
        round_=round_, households=[family.pk for family in families], by=coordinator
    )
    propose_teams(round_=round_)
    propose_visits(round_=round_, by=coordinator)
    round_ = rounds.open_round(round_=round_, by=coordinator)

    first = round_.visits.get(household=families[0])
    _make(first, by=volunteer)
    _measure(first, by=volunteer)
    _move(first, FIRST_VISIT)
    _sew(round_, families[0], by=volunteer)
    _bring(round_, first, by=volunteer)
    households.note_came(household=families[0], on_day=today - timedelta(days=3), by=coordinator)
    _send_out(round_.visits.get(household=families[1]))
    _ask_for_an_exception(round_, families[2])


def _write_down(family: Family, cohort: Cohort, *, by: User) -> HouseholdInNeed:
    household = households.add_household(
        household_id=uuid7(),
        project_site_id=cohort.project_site_id,
        by=by,
        area_id=MARKAZ_KIRKUK,
        neighbourhood=family.neighbourhood,
        address=family.address,
        languages=[family.language],
        basis=list(family.basis),
        urgency=family.urgency,
        found_by="graduate",
    )
    for number, person in enumerate(family.people):
        add_member(
            household=household,
            member_id=uuid7(),
            by=by,
            label=person.label,
            sex=person.sex,
            age_band=person.age_band,
            status=person.status,
            wants=list(person.wants),
            is_head=number == 0,
        )
    decide(
        household=household,
        purposes=["visit", "measure"],
        decision="agreed" if family.agrees else "refused",
        how="verbal",
        by=by,
    )
    return household


def _make(visit: Visit, *, by: User) -> None:
    """A visit that was made: two hours ago they left, now they are back."""
    now = timezone.now()
    _go(visit, now - 110 * MINUTE)
    visit_steps.arrive(visit=visit, at=now - 90 * MINUTE)
    visit_steps.say_outcome(
        visit=visit, outcome="done", met=visit_steps.Met(1, 0, 1, 1, True), by=by
    )
    visit_steps.leave(visit=visit, at=now - 30 * MINUTE)
    visit_steps.come_back(visit=visit, at=now - 10 * MINUTE)
    visit.refresh_from_db()


def _go(visit: Visit, at: datetime) -> None:
    visit_steps.set_off(
        visit=visit,
        graduates=list(visit.team.graduates.values_list("pk", flat=True)),
        colleagues=[],
        at=at,
    )


def _move(visit: Visit, ago: timedelta) -> None:
    """Services take what happens now; the story happened before."""
    visit.refresh_from_db()
    moments = ("created_at", "left_base_at", "arrived_at", "left_at", "back_at", "outcome_at")
    moved = {name: getattr(visit, name) - ago for name in moments}
    Visit.objects.filter(pk=visit.pk).update(on_day=visit.on_day - ago, **moved)
    MeasurementSet.objects.filter(visit=visit).update(taken_on=visit.on_day - ago)
    visit.refresh_from_db()


SIZES = {
    "18-59": (162, 96, 84, 104, 40, 58, 41, 74, 35, 56),
    "6-11": (128, 66, 60, 70, 32, 44, 31, 56, 28, 52),
    "2-5": (98, 54, 52, 56, 25, 34, 24, 40, 25, 50),
}
NAMES = "height chest waist hip shoulder sleeve back_length inseam neck head".split()


def _measure(visit: Visit, *, by: User) -> None:
    for member in visit.household.members.all():
        take_measurements(
            set_id=uuid7(),
            member=member,
            taken_on=visit.on_day,
            values=dict(zip(NAMES, map(Decimal, SIZES[member.age_band]), strict=True)),
            visit=visit,
            taken_by=visit.team.graduates.first(),
            by=by,
        )


def _sew(round_: Round, household: HouseholdInNeed, *, by: User) -> None:
    """The dress is finished, the abaya is sewn, the trousers are cut."""
    done = {GarmentKind.DRESS: 3, GarmentKind.ABAYA: 2, GarmentKind.TROUSERS: 1}
    members: Iterable[HouseholdMember] = household.members.all()
    for member in members:
        garments.order_garments(round_=round_, member=member, kinds=member.wants, by=by)
    seamstress = round_.graduates.order_by("pk").first()
    for garment in household.garments.all():
        for to in ("cut", "sewn", "checked")[: done[GarmentKind(garment.kind)]]:
            sewn_by = seamstress if to == "sewn" else None
            garments.move_on(garment=garment, to=to, sewn_by=sewn_by, by=by)


def _bring(round_: Round, first: Visit, *, by: User) -> None:
    """The same team brings the dress on a second visit."""
    visit = visits.plan_visit(
        visit_id=uuid7(),
        round_=round_,
        household=first.household,
        team=first.team,
        on_day=timezone.localdate(),
        purpose="deliver",
        by=by,
    )
    _make(visit, by=by)
    ready = first.household.garments.filter(state=Garment.State.CHECKED)
    garments.deliver(
        visit=visit,
        garments=[garment.pk for garment in ready],
        received_by="الأم",
        acknowledgement="thumb",
        by=by,
    )
    _move(visit, SECOND_VISIT)
    moved = timezone.now() - SECOND_VISIT
    first.household.garments.filter(delivered_visit=visit).update(delivered_at=moved)


def _send_out(visit: Visit) -> None:
    """Two women are on their way at this moment."""
    _go(visit, timezone.now() - 25 * MINUTE)


def _ask_for_an_exception(round_: Round, household: HouseholdInNeed) -> None:
    """Only two host women speak the language of a host family: a manager is asked."""
    visit = round_.visits.get(household=household)
    visits.change_visit(
        visit=visit,
        team=round_.teams.filter(side="host").order_by("number")[0],
        on_day=visit.on_day,
        purpose=visit.purpose,
        ask=True,
    )
