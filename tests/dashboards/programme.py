"""A random programme of several sites and many cohorts, and its numbers counted in Python."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import NamedTuple
from uuid import UUID

from django.utils import timezone

from dashboards.queries.project import Quarter
from dashboards.queries.weeks import week_of
from participants.models import Participant
from tests.dashboards.history import FIRST, History
from tests.factories import ProjectFactory, ProjectSiteFactory
from tests.outreach.factories import RoundFactory, TeamFactory, VisitFactory, set_off
from trainings.models import Attendance, Enrolment

SIDES = {"idp": "idp", "host": "host"}


class Met(NamedTuple):
    """One mark that counts."""

    site: int
    cohort: UUID
    week: date
    side: str
    woman: UUID
    there: bool


class Place(NamedTuple):
    """A woman's place in a cohort within a quarter."""

    site: int
    cohort: UUID
    version: UUID
    course: UUID
    woman: UUID
    from_on: date
    done_on: date | None


@dataclass
class Programme(History):
    """One project; `sizes` says of each site how many women come to each of its cohorts."""

    days: int = 9
    sizes: tuple = ((3, 12, 26), (22,), (14, 9))

    def __post_init__(self):
        self.random = Random(self.seed)
        self.project = ProjectFactory(starts_on=FIRST, ends_on=FIRST + timedelta(days=700))
        self.sites = [ProjectSiteFactory(project=self.project) for _ in self.sizes]
        self.places = [site.pk for site in self.sites]
        pool = []
        for site, sizes in zip(self.sites, self.sizes, strict=True):
            for size in sizes:
                # Some come to two cohorts, some of them at two sites.
                again = self.random.sample(
                    pool, min(len(pool), self.random.choice([0, 0, size // 6]))
                )
                women = again + [self.woman(site) for _ in range(size - len(again))]
                for one in again:
                    one.project_sites = sorted({*one.project_sites, site.pk})
                    one.save()
                self.cohort(site, women)
                pool += women[len(again) :]
        self.merge(pool[0], pool[1])
        self.visits(self.sites[0])

    def session(self, cohort, day, enrolments, dialogue):
        """Every third day; the history's own sessions, planned or held or cancelled."""
        if (day - FIRST).days % 3 == 0:
            super().session(cohort, day, enrolments, dialogue)

    def visits(self, site):
        """Some of each result, few of one of them."""
        group = RoundFactory(cohort__project_site=site, is_open=True, starts_on=FIRST)
        team = TeamFactory(round=group)
        allowed = defaultdict(dict)
        allowed["same"] = {
            "exception_at": timezone.now(),
            "exception_by": team.round.created_by,
            "exception_reason": "سبب",
        }
        for result, most in (("cross", 14), ("mixed", 8), ("same", 5)):
            for _ in range(self.random.randint(1, most)):
                visit = VisitFactory(
                    round=group, team=team, result=result, on_day=FIRST, **allowed[result]
                )
                set_off(visit)
                visit.arrived_at = visit.outcome_at = timezone.now()
                visit.outcome, visit.outcome_by = "done", visit.created_by
                visit.save()

    # --- Counted another way ---------------------------------------------------

    def met(self):
        """Every mark that counts, one by one."""
        status = cache(self.status)
        marks = Attendance.objects.filter(
            session__parent=None, session__state="held", mark__isnull=False
        ).select_related("session", "enrolment__participant__canonical")
        return [
            Met(
                one.session.project_site_id,
                one.session.cohort_id,
                max(week_of(one.session.on_day), Quarter.of(one.session.on_day).first),
                SIDES.get(status(one.enrolment.participant.canonical, one.session.on_day), "rest"),
                one.enrolment.participant.canonical_id,
                one.mark in ("present", "late"),
            )
            for one in marks
            if self.is_hers(one.enrolment, one.session)
        ]

    def had_places(self, first, last):
        """Every place that a woman had on a day of a period."""
        enrolments = (
            Enrolment.objects.filter(kind="member", from_on__lte=last)
            .exclude(state__in=["applied", "waitlisted", "merged"])
            .select_related("participant__canonical", "cohort__version")
        )
        for one in enrolments:
            if one.to_on is None or one.to_on > first:
                ended = one.to_on - timedelta(days=1) if one.to_on else one.cohort.ends_on
                done_on = ended if one.state == "completed" else None
                version = one.cohort.version
                yield Place(
                    one.project_site_id,
                    one.cohort_id,
                    version.pk,
                    version.course_id,
                    one.participant.canonical_id,
                    one.from_on,
                    done_on,
                )

    def steps(self, first, last):
        """(what, of which) → women enrolled, completed, gone on; of sides, sites and cohorts."""
        places = list(self.had_places(first, last))
        people = {one.pk: one for one in self._survivors()}
        days = defaultdict(lambda: date.max)
        for one in places:
            days[one.woman] = min(days[one.woman], max(one.from_on, first))
        found = defaultdict(lambda: (set(), set(), set()))
        for one in places:
            side = SIDES.get(self.status(people[one.woman], days[one.woman]), "rest")
            done = one.done_on is not None and first <= one.done_on <= last
            went = done and any(
                next_.woman == one.woman
                and next_.course != one.course
                and one.done_on <= next_.from_on <= last
                for next_ in places
            )
            for key in (("side", side), ("site", one.site), ("cohort", one.cohort)):
                for step, counts in enumerate((True, done, went)):
                    if counts:
                        found[key][step].add(one.woman)
        return {key: tuple(map(len, steps)) for key, steps in found.items()}

    def _survivors(self):
        return Participant.objects.filter(canonical_id__isnull=False)
