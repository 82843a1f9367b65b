"""Statistics of a project: right, hidden where they would tell of a few, and never more."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from accounts.roles import Role
from dashboards.queries.project import Quarter, quarters_of
from dashboards.services.project_numbers import project_numbers
from tests.dashboards.classes import QUARTER, a_class
from tests.dashboards.history import FIRST, History
from tests.factories import (
    CohortFactory,
    EnrolmentFactory,
    ProjectSiteFactory,
    SessionFactory,
    staff,
)
from tests.trainings.marking import mark

pytestmark = pytest.mark.django_db


def test_quarters_follow_each_other():
    assert [Quarter.of(date(2026, month, 15)).code for month in (1, 3, 4, 12)] == [
        "2026-1",
        "2026-1",
        "2026-2",
        "2026-4",
    ]
    assert Quarter(2026, 4).after == Quarter(2027, 1)
    assert (Quarter(2026, 1).first, Quarter(2026, 1).last) == (date(2026, 1, 1), date(2026, 3, 31))


def test_a_project_has_the_quarters_since_it_began(project):
    assert [one.code for one in quarters_of(project, date(2026, 2, 1))] == ["2026-1", "2025-4"]
    assert quarters_of(project, date(2025, 9, 30)) == []


def test_large_groups_are_told_with_their_counts(mande, place):
    a_class(place, idp=12, host=12, missed=2)

    numbers = project_numbers(mande, [place], QUARTER, place)

    site = numbers.site
    assert site.weeks == [FIRST]
    assert (site.total["amount"], site.total["base"]) == (48, 72)
    assert site.rates["idp"][0]["amount"] == 24
    assert site.rates["idp"][0]["percent"] == 67
    assert numbers.women[""] == [24, 0, 0]
    assert site.cohorts[0].enrolled == 24
    assert site.cohorts[0].rate["base"] == 72


def test_marks_of_a_few_women_are_hidden_however_many_there_are(mande, place):
    a_class(place, idp=3, host=12, sessions=7, missed=6)

    site = project_numbers(mande, [place], QUARTER, place).site

    assert site.rates["idp"][0]["hidden"]
    # With the week's total, the other side would tell it.
    assert site.rates["host"][0]["hidden"] or site.rates[""][0]["hidden"]


def test_a_rate_is_hidden_where_few_marks_say_she_was_absent(mande, place):
    a_class(place, idp=12, host=12, sessions=2)
    cohort = a_class(place, idp=12, host=12, sessions=1, name="B")
    woman = cohort.enrolments.first()
    session = SessionFactory(cohort=cohort, day=FIRST + timedelta(days=1), number=2, state="held")
    for one in cohort.enrolments.all():
        mark(session, one, "absent" if one == woman else "present")

    site = project_numbers(mande, [place], QUARTER, place).site

    assert site.total["hidden"]
    assert [line.rate["hidden"] for line in site.cohorts] == [True, True]


def test_few_who_did_not_complete_are_hidden(mande, place):
    cohort = a_class(place, idp=14, host=14)
    done = list(cohort.enrolments.all())[:25]
    for one in done:
        one.state, one.to_on = "completed", FIRST + timedelta(days=15)
        one.save()

    numbers = project_numbers(mande, [place], QUARTER, place)

    assert numbers.women[""][0] == 28
    assert numbers.women[""][1] is None
    assert numbers.site.cohorts[0].completed is None


def test_a_woman_of_two_classes_counts_once(mande, place):
    cohort = a_class(place, idp=10, host=10)
    other = CohortFactory(project_site=place, starts_on=FIRST, ends_on=FIRST + timedelta(days=9))
    for one in cohort.enrolments.all():
        EnrolmentFactory(cohort=other, participant=one.participant, from_on=FIRST)

    assert project_numbers(mande, [place], QUARTER, place).women[""][0] == 20


@pytest.mark.parametrize(("days", "went_on"), [(-1, 0), (0, 24), (1, 24)])
def test_next_course_may_begin_on_the_day_on_which_one_was_completed(mande, place, days, went_on):
    cohort = a_class(place, idp=12, host=12)
    done_on = FIRST + timedelta(days=14)
    other = CohortFactory(project_site=place, starts_on=FIRST, ends_on=FIRST + timedelta(days=60))
    for one in cohort.enrolments.all():
        one.state, one.to_on = "completed", done_on + timedelta(days=1)
        one.save()
        EnrolmentFactory(
            cohort=other, participant=one.participant, from_on=done_on + timedelta(days=days)
        )

    assert project_numbers(mande, [place], QUARTER, place).women[""] == [24, 24, went_on]


@pytest.mark.parametrize("seed", [41, 42])
def test_what_is_shown_is_what_another_count_says(seed):
    history = History(seed, days=14)
    from programmes.models import ProjectSite

    place = ProjectSite.objects.get(pk=history.places[0])
    site = project_numbers(staff(Role.MANDE, place), [place], QUARTER, place).site

    expected = history.marks(FIRST, FIRST + timedelta(days=13))
    told = {"idp": "idp", "host": "host"}
    for side in ("idp", "host", "rest"):
        shown = site.by_side[side]
        there, marked = (
            sum(n[at] for (_p, status), n in expected.items() if told.get(status, "rest") == side)
            for at in (0, 2)
        )
        assert shown["hidden"] or (shown["amount"], shown["base"]) == (there, marked)


def test_the_database_keeps_another_site_out_whatever_is_asked_for(mande, place, project):
    other = ProjectSiteFactory(project=project)
    a_class(other, idp=15, host=15, missed=2)

    numbers = project_numbers(mande, [place, other], QUARTER, other)

    assert [line.enrolled for line in numbers.sites] == [0, 0]


def test_numbers_of_another_site_are_not_among_them(mande, place, project):
    a_class(place, idp=12, host=12, missed=2)
    a_class(ProjectSiteFactory(project=project), idp=15, host=15, missed=2, name="B")

    assert project_numbers(mande, [place], QUARTER, place).women[""][0] == 24


def test_which_site_is_looked_at_makes_no_difference_to_what_is_hidden(project, place):
    other = ProjectSiteFactory(project=project)
    a_class(place, idp=3, host=14, sessions=7, missed=6)
    a_class(other, idp=14, host=15, missed=2, name="B")
    places, mande = [place, other], staff(Role.MANDE, None)

    one, two = (project_numbers(mande, places, QUARTER, site) for site in places)

    assert (one.sites, one.total, one.women) == (two.sites, two.total, two.women)
    assert [line.enrolled for line in one.sites] == [17, 29]
    for numbers, line in ((one, one.sites[0]), (two, two.sites[1])):
        assert numbers.site.total["hidden"] or numbers.site.total == line.rate


def test_a_site_with_few_women_gives_its_number_to_nobody(project, place):
    few, many = ProjectSiteFactory(project=project), ProjectSiteFactory(project=project)
    a_class(place, idp=12, host=12, missed=2)
    a_class(few, idp=2, host=1, name="B")
    a_class(many, idp=15, host=15, missed=2, name="C")

    numbers = project_numbers(staff(Role.MANDE, None), [place, few, many], QUARTER, few)

    shown = [line.enrolled for line in numbers.sites]
    assert shown[1] is None
    # Neither the sites nor the sides may add up to it.
    assert None in (shown[0], shown[2]) or numbers.women[""][0] is None
    assert numbers.site.cohorts[0].enrolled is None
    assert numbers.sites[1].rate["hidden"]


def test_sites_where_few_completed_are_not_told_by_all_who_completed(project, place):
    places = [place, ProjectSiteFactory(project=project), ProjectSiteFactory(project=project)]
    for site, done in zip(places, (2, 2, 1), strict=True):
        cohort = a_class(site, host=24, sessions=1)
        for one in list(cohort.enrolments.all())[:done]:
            one.state, one.to_on = "completed", FIRST + timedelta(days=15)
            one.save()

    numbers = project_numbers(staff(Role.MANDE, None), places, QUARTER, place)

    # Of five women at three sites each could have three at most.
    assert [line.completed for line in numbers.sites] == [None, None, None]
    assert numbers.women[""] == [72, None, 0]
