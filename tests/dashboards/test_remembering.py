"""What is remembered of a project is never staler than its places."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from accounts.roles import Role
from dashboards.jobs import forget_changes
from dashboards.models import PlaceChange
from dashboards.queries.project import Quarter
from dashboards.queries.project_women import state_asked
from dashboards.services import project_people
from dashboards.services.project_numbers import project_numbers
from dashboards.services.remembering import forget_what_is_at_hand
from outreach.models import Visit
from participants.models import DisplacementEpisode, Participant
from tests.dashboards.history import FIRST
from tests.factories import (
    CohortFactory,
    DisplacementEpisodeFactory,
    EnrolmentFactory,
    ProjectSiteFactory,
    staff,
)
from tests.outreach.factories import VisitFactory
from trainings.models import Enrolment

pytestmark = pytest.mark.django_db

QUARTER = Quarter(2026, 1)


@pytest.fixture
def place():
    return ProjectSiteFactory()


@pytest.fixture
def mande(place):
    return staff(Role.MANDE, place)


def a_class(place, women=12):
    cohort = CohortFactory(project_site=place, starts_on=FIRST, ends_on=FIRST + timedelta(days=20))
    for _ in range(women):
        one = EnrolmentFactory(cohort=cohort, from_on=FIRST)
        DisplacementEpisodeFactory(participant=one.participant, status="idp", from_on=FIRST)
    return cohort


def told(mande, place):
    numbers = project_numbers(mande, [place], QUARTER, place)
    return numbers.women, [line.enrolled for line in numbers.site.cohorts]


def test_women_are_not_counted_again_while_nothing_changes(mande, place, monkeypatch):
    a_class(place)
    before = told(mande, place)

    monkeypatch.setattr(project_people, "women_of", None)

    assert told(mande, place) == before
    assert before[0]["idp"][0] == 12


def comes(cohort):
    EnrolmentFactory(cohort=cohort, from_on=FIRST)


def leaves_before_it_began(cohort):
    Enrolment.objects.filter(pk=cohort.enrolments.first().pk).update(state="applied")


def completes(cohort):
    cohort.enrolments.update(state="completed", to_on=FIRST + timedelta(days=15))


def is_of_another_side(cohort):
    DisplacementEpisode.objects.filter(participant__enrolments__cohort=cohort).update(status="host")


def says_no_status_any_more(cohort):
    DisplacementEpisode.objects.filter(participant__enrolments__cohort=cohort).delete()


def is_one_woman(cohort):
    one, two, *_others = [place.participant for place in cohort.enrolments.all()]
    Participant.objects.filter(pk=two.pk).update(canonical=one, merged_at=timezone.now())


@pytest.mark.parametrize(
    "change",
    [
        comes,
        leaves_before_it_began,
        completes,
        is_of_another_side,
        says_no_status_any_more,
        is_one_woman,
    ],
)
def test_a_change_is_seen_at_once(mande, place, change):
    cohort = a_class(place)
    before = told(mande, place)

    change(cohort)

    now = told(mande, place)
    cache.clear()
    forget_what_is_at_hand()
    assert now != before
    assert now == told(mande, place)


def test_a_visit_is_seen_at_once():
    visit = VisitFactory()
    before = state_asked([visit.project_site_id]).told()

    Visit.objects.filter(pk=visit.pk).update(result="same")

    assert state_asked([visit.project_site_id]).told() != before


def test_marks_of_another_place_change_nothing_here(place):
    before = state_asked([place.pk]).told()

    a_class(ProjectSiteFactory(project=place.project))

    assert state_asked([place.pk]).told() == before


def test_who_sees_more_places_has_an_answer_of_her_own(place):
    other = ProjectSiteFactory(project=place.project)
    cohort = a_class(place)
    # Her status stands on a record of hers at the other place alone.
    for one in cohort.enrolments.all():
        elsewhere = EnrolmentFactory(cohort=CohortFactory(project_site=other), from_on=FIRST)
        DisplacementEpisode.objects.filter(participant=one.participant).delete()
        DisplacementEpisodeFactory(
            participant=elsewhere.participant, status="host", from_on=date(2025, 1, 1)
        )
        Participant.objects.filter(pk=elsewhere.participant.pk).update(
            canonical=one.participant, merged_at=timezone.now()
        )
    here, everywhere = staff(Role.MANDE, place), staff(Role.MANDE, None)

    first, second = (project_numbers(who, [place], QUARTER, place) for who in (here, everywhere))

    assert first.women["rest"][0] == 12
    assert second.women["host"][0] == 12


def test_old_changes_go_and_the_newest_of_each_place_stays(place):
    a_class(place, women=3)
    other = ProjectSiteFactory()
    EnrolmentFactory(cohort=CohortFactory(project_site=other))
    PlaceChange.objects.update(changed_at=timezone.now() - timedelta(days=3))
    newest = {
        one: PlaceChange.objects.filter(project_site=one).order_by("-pk").values_list("pk")[0]
        for one in (place, other)
    }
    before = state_asked([place.pk]).told()

    forget_changes()

    for one, pk in newest.items():
        assert list(PlaceChange.objects.filter(project_site=one).values_list("pk")) == [pk]
    # Whoever finds it later counts anew rather than trusting what was kept under less.
    assert state_asked([place.pk]).told() != before
