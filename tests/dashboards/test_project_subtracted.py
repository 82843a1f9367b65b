"""What is left when somebody subtracts numbers of a project from each other is hidden as well."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from accounts.roles import Role
from core.scoping import scope
from dashboards.indicators.behind import NO_FEW
from dashboards.indicators.counts import count
from dashboards.indicators.units import Kind, Period
from dashboards.queries.marks import attendance_rate
from dashboards.queries.project import Quarter
from dashboards.queries.project_marks import Marks
from dashboards.queries.seen import Seen
from dashboards.services.project_numbers import (
    Counted,
    FewOfProject,
    project_numbers,
    protect_project,
)
from tests.dashboards.classes import QUARTER, a_class
from tests.dashboards.history import FIRST
from tests.factories import EnrolmentFactory, ProjectSiteFactory, SessionFactory, staff
from tests.trainings.marking import mark

pytestmark = pytest.mark.django_db

SHARE = Kind.SHARE


@pytest.mark.parametrize("twice", [0, 2, 4, 5])
def test_few_women_of_two_cohorts_are_not_what_the_cohorts_have_more_than_their_site(
    mande, place, twice
):
    cohort = a_class(place, idp=10, host=10)
    other = a_class(place, idp=8, host=8, name="B")
    for one in list(cohort.enrolments.all())[:twice]:
        EnrolmentFactory(cohort=other, participant=one.participant, from_on=FIRST)

    numbers = project_numbers(mande, [place], QUARTER, place)

    (at_site,) = [line.enrolled for line in numbers.sites]
    in_cohorts = [line.enrolled for line in numbers.site.cohorts]
    assert at_site == 36
    assert in_cohorts == {0: [20, 16], 2: [20, None], 4: [None, 20], 5: [20, 21]}[twice]


@pytest.mark.parametrize("twice", [0, 2, 5])
def test_few_women_of_two_sites_are_not_what_the_sites_have_more_than_the_project(
    project, place, twice
):
    other = ProjectSiteFactory(project=project)
    first, second = a_class(place, idp=10, host=10), a_class(other, idp=8, host=8, name="B")
    for one in list(first.enrolments.all())[:twice]:
        EnrolmentFactory(cohort=second, participant=one.participant, from_on=FIRST)
    mande = staff(Role.MANDE, None)

    for looked_at in (place, other):
        numbers = project_numbers(mande, [place, other], QUARTER, looked_at)

        at_sites = [line.enrolled for line in numbers.sites]
        assert numbers.women[""][0] == 36
        assert at_sites == ([20, None] if twice == 2 else [20, 16 + twice])
    assert (numbers.site.cohorts[0].enrolled is None) == (twice == 2)


def test_the_order_of_sites_makes_no_difference_to_what_is_hidden(project, place):
    """Pages show them by name, which is another order in each language."""
    alike = [ProjectSiteFactory(project=project) for _ in range(2)]
    a_class(place, idp=2, host=1)
    for at, other in enumerate(alike):
        a_class(other, idp=8, host=8, name=f"B{at}")
    user = staff(Role.MANDE, None)
    places = [place, *alike]

    numbers = [
        project_numbers(user, order, QUARTER, place)
        for order in (places, [places[0], *places[:0:-1]], places[::-1])
    ]

    told = [{one.place.pk: (one.enrolled, one.rate["hidden"]) for one in n.sites} for n in numbers]
    assert told[0] == told[1] == told[2]
    assert sorted(told[0].values(), key=str) == [(16, False), (None, True), (None, True)]
    assert [[one.place for one in n.sites] for n in numbers][2] == places[::-1]


def test_who_completed_is_hidden_without_hiding_who_came(mande, place):
    """Of 14 women 13 completed: that one did not is hidden, how large the classes are is not."""
    first = a_class(place, idp=7, host=7)
    a_class(place, idp=9, host=9, name="B")
    a_class(place, idp=12, host=13, name="C")
    for one in list(first.enrolments.all())[:13]:
        one.state, one.to_on = "completed", FIRST + timedelta(days=15)
        one.save()

    cohorts = project_numbers(mande, [place], QUARTER, place).site.cohorts

    assert [line.completed for line in cohorts] == [None, None, None]
    assert [line.enrolled for line in cohorts] == [14, 18, 25]


def test_no_site_is_told_where_all_of_them_together_are_not(project):
    """28 of 28 at one site, 35 of 44 at all, as the indicators say: the others are 7 of 16."""
    places = [ProjectSiteFactory(project=project) for _ in range(4)]
    seen = [Seen(28, 28, 14, 14), Seen(), Seen(3, 12, 6, 3), Seen(4, 4, 2, 2)]
    marks = Marks({place.pk: one for place, one in zip(places, seen, strict=True)}, {})
    nobody = {"sides": {}, "sites": [[0, 0]] * 4, "cohorts": {}, "visits": {}}
    few = FewOfProject(NO_FEW, NO_FEW, NO_FEW)

    numbers = protect_project(Counted(marks, [], few, nobody), places, places[0])

    assert numbers.total["hidden"]
    assert [line.rate["amount"] for line in numbers.sites] == [None, 0, None, None]


@pytest.mark.parametrize("quarter", [QUARTER, Quarter(2026, 2)])
def test_a_quarter_is_that_of_the_indicators_so_that_nothing_is_left_to_subtract(
    mande, place, quarter
):
    """The last of March 2026 is a Tuesday: by weeks, one session would be in one of them alone."""
    cohort = a_class(place, idp=10, host=10, sessions=0)
    women = list(cohort.enrolments.all())
    for number, day in enumerate((date(2026, 3, 30), date(2026, 3, 31), date(2026, 4, 1))):
        session = SessionFactory(cohort=cohort, day=day, number=number + 1, state="held")
        for at, one in enumerate(women):
            mark(session, one, "absent" if at % 2 else "present")

    page = project_numbers(mande, [place], quarter, place)
    with scope(service="test"):
        (told,) = count(attendance_rate(Period([place.pk], quarter.first, quarter.last)), SHARE, [])

    ((exact,),) = told.cells
    assert (page.total["amount"], page.total["base"]) == (exact.amount, exact.base)
    assert page.site.cohorts[0].rate["base"] == exact.base == (40 if quarter == QUARTER else 20)
