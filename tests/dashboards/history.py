"""Random histories, and the same numbers counted another way: row by row, in Python."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from django.utils import timezone

from participants.models import Participant
from tests.factories import (
    CohortFactory,
    CourseVersionFactory,
    DisplacementEpisodeFactory,
    EnrolmentFactory,
    ModuleFactory,
    ParticipantFactory,
    ProjectSiteFactory,
    SessionFactory,
)
from tests.trainings.marking import mark
from trainings.models import Attendance, Enrolment, Session

FIRST = date(2026, 3, 1)
STATUSES = ("host", "idp", "idp_returnee", "refugee", "unknown", "refused", None)
TOLD = {"host": "host", "idp": "idp", "idp_returnee": "returnee", "refugee": "other"}


@dataclass
class History:
    """Two cohorts of one project, and one of another that must not count."""

    seed: int
    days: int = 20
    places: list = field(default_factory=list)

    def __post_init__(self):
        self.random = Random(self.seed)
        here, there = ProjectSiteFactory(), ProjectSiteFactory()
        self.places = [here.pk]
        women = [self.woman(here) for _ in range(9)]
        self.merge(women[0], women[1])
        for place, number in ((here, 2), (there, 1)):
            for _ in range(number):
                self.cohort(place, women)

    def woman(self, place):
        born = self.random.choice([None, date(1960, 5, 1), date(1990, 3, 5), date(2009, 3, 10)])
        person = ParticipantFactory(
            project_sites=[place.pk], born_on=born, born_precision="day" if born else ""
        )
        begins = FIRST - timedelta(days=10)
        for _ in range(2):
            ends = begins + timedelta(days=self.random.randint(5, 25))
            status = self.random.choice(STATUSES)
            if status:
                DisplacementEpisodeFactory(
                    participant=person, status=status, from_on=begins, to_on=ends
                )
            begins = ends
        return person

    def merge(self, survivor, other):
        Participant.objects.filter(pk=other.pk).update(canonical=survivor, merged_at=timezone.now())

    def cohort(self, place, women):
        version = CourseVersionFactory()
        dialogue = ModuleFactory(version=version, kind="dialogue", minutes=45)
        cohort = CohortFactory(
            version=version,
            project_site=place,
            starts_on=FIRST,
            ends_on=FIRST + timedelta(days=self.days),
        )
        enrolments = [self.enrolment(cohort, person) for person in women]
        for day in range(self.days):
            self.session(cohort, FIRST + timedelta(days=day), enrolments, dialogue)

    def enrolment(self, cohort, person):
        begins = FIRST + timedelta(days=self.random.choice([-5, 0, 3, 12]))
        ends = self.random.choice([None, begins + timedelta(days=self.random.randint(1, 15))])
        state = self.random.choice(
            ["enrolled", "enrolled", "completed", "withdrawn", "transferred", "applied"]
        )
        kind = self.random.choice(["member", "member", "member", "guest"])
        if kind == "guest":
            ends = begins + timedelta(days=1)
        return EnrolmentFactory(
            cohort=cohort, participant=person, kind=kind, state=state, from_on=begins, to_on=ends
        )

    def session(self, cohort, day, enrolments, dialogue):
        state = self.random.choice(["held", "held", "held", "planned", "cancelled", "postponed"])
        off = state in ("cancelled", "postponed")
        # Near midnight in Baghdad: the day there is not the day in UTC.
        session = SessionFactory(
            cohort=cohort,
            day=day,
            hour=self.random.choice([0, 9]),
            state=state,
            state_reason="power" if off else "",
        )
        inside = SessionFactory(
            cohort=cohort,
            parent=session,
            number=session.number,
            module=dialogue,
            starts_at=session.starts_at + timedelta(hours=1),
            ends_at=session.starts_at + timedelta(hours=1, minutes=45),
            state=state,
            state_reason="power" if off else "",
        )
        for enrolment in enrolments:
            for one in (session, inside):
                value = self.random.choice(["present", "late", "excused", "absent", None])
                if value:
                    made = mark(one, enrolment, value)
                    if value == "late":
                        made.minutes_late = self.random.choice([5, 60])
                        made.save(update_fields=["minutes_late"])

    # --- The same numbers, another way -----------------------------------------

    def status(self, person, day):
        """What a woman was on a day, over all her records."""
        records = sorted(
            Participant.objects.filter(canonical=person), key=lambda one: one.pk != person.pk
        )
        told = [
            episode.status
            for record in records
            for episode in record.displacement_episodes.all()
            if episode.from_on <= day and (episode.to_on is None or day < episode.to_on)
        ]
        telling = [status for status in told if status not in ("unknown", "refused")]
        return TOLD[telling[0]] if telling else "unknown"

    def is_hers(self, enrolment, session):
        return (
            enrolment.cohort_id == session.cohort_id
            and enrolment.kind == "member"
            and enrolment.state not in ("applied", "waitlisted", "merged")
            and enrolment.from_on <= session.on_day
            and (enrolment.to_on is None or session.on_day < enrolment.to_on)
        )

    def marks(self, first, last):
        """(woman, status) → there, there or excused, marked, hers."""
        found = defaultdict(lambda: [0, 0, 0, 0])
        marks = {(one.session_id, one.enrolment_id): one.mark for one in Attendance.objects.all()}
        for session in Session.objects.filter(
            parent=None, state="held", project_site__in=self.places
        ):
            if not first <= session.on_day <= last:
                continue
            for enrolment in Enrolment.objects.select_related("participant"):
                if self.is_hers(enrolment, session):
                    value = marks.get((session.pk, enrolment.pk))
                    person = enrolment.participant.canonical
                    counted = found[person.pk, self.status(person, session.on_day)]
                    counted[0] += value in ("present", "late")
                    counted[1] += value in ("present", "late", "excused")
                    counted[2] += value is not None
                    counted[3] += 1
        return dict(found)

    def minutes(self, first, last):
        """(woman, status) → minutes of dialogue that she was in, and that were planned."""
        found = defaultdict(lambda: [0, 0])
        for one in Attendance.objects.select_related("session__module", "enrolment__participant"):
            session = one.session
            if (
                one.mark is not None
                and session.module
                and session.state in ("held", "planned")
                and session.project_site_id in self.places
                and first <= session.on_day <= last
                and self.is_hers(one.enrolment, session)
            ):
                person = one.enrolment.participant.canonical
                counted = found[person.pk, self.status(person, session.on_day)]
                if one.mark in ("present", "late"):
                    counted[0] += max(45 - (one.minutes_late or 0), 0)
                counted[1] += 45
        return {key: tuple(counted) for key, counted in found.items()}

    def enrolled(self, first, last):
        """Woman → the first day of the period on which she had a place."""
        days = {}
        for enrolment in Enrolment.objects.filter(
            kind="member", project_site__in=self.places
        ).exclude(state__in=["applied", "waitlisted", "merged"]):
            day = max(enrolment.from_on, first)
            if day <= last and (enrolment.to_on is None or enrolment.to_on > first):
                person = enrolment.participant.canonical_id
                days[person] = min(days.get(person, day), day)
        return days
