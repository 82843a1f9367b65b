"""Cohorts of the story, planned and filled through the same services as on the pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from accounts.models import User
from cohesion.demo.names import InventedPerson, invent_people
from core.ids import uuid7
from participants.models import Consent, DisplacementEpisode, Participant
from participants.services.consents import latest_texts
from programmes.calendar import is_weekend
from programmes.models import ProjectSite, Room
from trainings.models import Cohort, CourseVersion, Enrolment
from trainings.planning import slot_for
from trainings.queries.modules import days_of
from trainings.services.cohorts import PlannedSession, plan_cohort

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A cohort of the story; `held` of its days lie before today, one each `every` working days."""

    name: str
    course: str
    place: ProjectSite
    room: Room
    people: int
    held: int
    begins: time
    meets_today: bool
    lead: User
    by: User
    seed: int
    every: int = 1


def make_cohort(wanted: Wanted, today: date) -> Cohort:
    """Plan a cohort around today and give its people their places."""
    version = CourseVersion.objects.get(
        course__code=wanted.course, state=CourseVersion.State.PUBLISHED
    )
    modules = days_of(version)
    days = days_around(
        today,
        before=min(wanted.held, len(modules)),
        count=len(modules),
        meets_today=wanted.meets_today,
        every=wanted.every,
    )
    planned = [
        PlannedSession(
            slot_for(
                module,
                starts := datetime.combine(day, wanted.begins),
                starts + timedelta(minutes=module.minutes),
            ),
            wanted.room,
        )
        for module, day in zip(modules, days, strict=True)
    ]
    cohort = plan_cohort(
        cohort_id=uuid7(),
        version=version,
        project_site=wanted.place,
        name=wanted.name,
        planned=planned,
        lead=wanted.lead,
        by=wanted.by,
    )
    enrol_everybody(cohort, invent_people(wanted.people, wanted.seed), by=wanted.by)
    return cohort


def days_around(
    today: date, *, before: int, count: int, meets_today: bool, every: int = 1
) -> list[date]:
    """Every so many working days; today is one of them, whatever the day, where it meets today."""
    past = list(_days(today, -ONE_DAY, before * every))[every - 1 :: every][::-1]
    after = count - before - meets_today
    future = list(_days(today, ONE_DAY, after * every))[every - 1 :: every]
    return [*past, *([today] if meets_today else []), *future]


def _days(start: date, step: timedelta, count: int) -> Iterator[date]:
    day = start
    while count:
        day += step
        if not is_weekend(day):
            count -= 1
            yield day


def enrol_everybody(cohort: Cohort, people: Iterable[InventedPerson], *, by: User) -> None:
    """Register invented people with what they agreed to, and enrol them from the first day."""
    invented = list(people)
    persons = Participant.objects.bulk_create(
        Participant(
            given=person.given,
            father=person.father,
            grandfather=person.grandfather,
            family=person.family,
            sex=Participant.Sex.FEMALE,
            born_on=person.born_on,
            born_precision=Participant.Precision.YEAR,
            phone=person.phone,
            phone_owner=Participant.PhoneOwner.OWN,
            safe_to_call=True,
            project_sites=[cohort.project_site_id],
        )
        for person in invented
    )
    _keep_status(persons, invented, cohort.starts_on)
    Consent.objects.bulk_create(
        Consent(
            participant=person,
            text=text,
            decision=Consent.Decision.AGREED,
            how=Consent.How.SIGNED,
            witnessed_by=by,
        )
        for person in persons
        for text in latest_texts()
    )
    Enrolment.objects.bulk_create(
        Enrolment(
            cohort=cohort,
            project_site_id=cohort.project_site_id,
            participant=person,
            from_on=cohort.starts_on,
            created_by=by,
        )
        for person in persons
    )


def _keep_status(
    persons: Sequence[Participant], invented: Sequence[InventedPerson], since: date
) -> None:
    status = DisplacementEpisode.Status
    DisplacementEpisode.objects.bulk_create(
        DisplacementEpisode(
            participant=person,
            status=status.IDP if told.is_displaced else status.HOST,
            from_on=since,
        )
        for person, told in zip(persons, invented, strict=True)
    )
