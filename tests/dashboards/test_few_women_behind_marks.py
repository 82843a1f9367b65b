"""Six absences of two women are hidden wherever the page of a project or the catalogue says them.

Two programmes have the same marks week by week: in one two women missed all of the sessions that
were missed, in the other six did. Nothing that is given may tell which of the two it is but that
the numbers of the first are hidden.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db.models import Case, F, Value, When
from django.urls import reverse

from accounts.roles import Role
from dashboards.models import CohortCount, SessionCount, WeekCount
from dashboards.queries.project import Quarter
from dashboards.queries.project_marks import cohorts_asked, marks_asked
from dashboards.queries.women_behind import Asked, women_behind
from dashboards.services.project_numbers import project_numbers
from dashboards.services.rollups import check_counts, rebuild_counts
from tests.dashboards.history import FIRST
from tests.dashboards.programme import Programme
from tests.dashboards.reading import ids_out, without_places
from tests.dashboards.test_twin_programmes import given
from tests.factories import (
    CohortFactory,
    DisplacementEpisodeFactory,
    EnrolmentFactory,
    ProjectFactory,
    ProjectSiteFactory,
    SessionFactory,
    staff,
)
from tests.trainings.marking import mark
from trainings.models import Attendance

pytestmark = pytest.mark.django_db

BEGINS = date(2026, 1, 4)
QUARTER = Quarter(2026, 1)
# Of 9 displaced women at 7 sessions: 63 marks, 57 of them there; of 18 women 126 and 120.
SECRETS = ("57", "63", "120", "126")


@pytest.fixture
def place():
    return ProjectSiteFactory(
        project=ProjectFactory(starts_on=date(2026, 1, 1), ends_on=date(2027, 12, 31))
    )


def a_class_with_six_absences(place, of_women):
    """Nine displaced women and nine of the host community; some of the first missed six times."""
    cohort = CohortFactory(project_site=place, name="A", starts_on=BEGINS, ends_on=BEGINS)
    women = EnrolmentFactory.create_batch(18, cohort=cohort, from_on=BEGINS)
    for at, one in enumerate(women):
        DisplacementEpisodeFactory(
            participant=one.participant, status="idp" if at < 9 else "host", from_on=BEGINS
        )
    sessions = [
        SessionFactory(
            cohort=cohort, day=BEGINS + timedelta(days=day), number=day + 1, state="held"
        )
        for day in range(7)
    ]
    # Two a session for two women, one a session for six: as many of them in all.
    missed = {(day, at) for day in range(6 // of_women) for at in range(of_women)}
    for day, session in enumerate(sessions):
        for at, one in enumerate(women):
            mark(session, one, "absent" if (day, at) in missed else "present")
    return cohort


def secrets_in(told):
    return [
        (where, secret)
        for where, text in told.items()
        for secret in SECRETS
        if re.search(rf"(?<![\d.,-]){secret}(?![\d.,-])", without_places(text))
    ]


def test_six_absences_of_two_women_are_in_nothing_that_is_given(client, place):
    a_class_with_six_absences(place, of_women=2)

    told = given(client, place)

    assert secrets_in(told) == []
    assert "hidden" in told["csv"]
    assert "hidden" in told["page"]


def test_six_absences_of_six_women_are_told(client, place):
    a_class_with_six_absences(place, of_women=6)

    told = given(client, place)

    assert {where for where, _secret in secrets_in(told)} == {"page", "csv", "xlsx", "pdf"}
    assert 'aria-label="' in told["page"]


@pytest.mark.parametrize("women", [2, 3, 4])
def test_programmes_look_alike_whoever_of_a_few_was_away(client, place, women):
    cohort = a_class_with_six_absences(place, of_women=3)
    one = given(client, place)
    # The same six absences, made by others: a few again.
    hers = list(cohort.enrolments.order_by("pk"))
    Attendance.objects.filter(mark="absent").update(mark="present")
    for at in range(6):
        session = cohort.sessions.get(number=at // women + 1)
        Attendance.objects.filter(session=session, enrolment=hers[at % women]).update(mark="absent")

    other = given(client, place)

    for where, text in one.items():
        assert ids_out(text) == ids_out(other[where]), where


def test_the_catalogue_hides_them_as_well(client, place):
    version = a_class_with_six_absences(place, of_women=2).version
    version.state = "published"
    version.save()
    client.force_login(staff(Role.CATALOGUE, None, language="en"))
    address = reverse("dashboards:catalogue")

    few = client.get(address).content.decode()
    Attendance.objects.filter(mark="absent").update(mark="present")
    for at, one in enumerate(Attendance.objects.filter(session__number=1).order_by("pk")):
        Attendance.objects.filter(pk=one.pk).update(mark="absent" if at < 6 else "present")
    many = client.get(address).content.decode()

    assert "of 126" not in few
    assert "95 % (120 of 126)" in many


def test_one_who_was_away_in_two_weeks_counts_once(place):
    cohort = a_class_with_six_absences(place, of_women=2)
    hers = list(cohort.enrolments.order_by("pk"))[:2]
    for week in range(1, 4):
        session = SessionFactory(
            cohort=cohort, day=BEGINS + timedelta(days=7 * week), number=7 + week, state="held"
        )
        for one in cohort.enrolments.all():
            mark(session, one, "absent" if one in hers else "present")

    numbers = project_numbers(staff(Role.MANDE, None), [place], QUARTER, place)

    assert numbers.total["hidden"]
    assert numbers.site.cohorts[0].rate["hidden"]


def test_what_the_counts_promise_is_never_more_than_there_is():
    """The women behind every count of a random programme, met one by one in Python."""
    programme = Programme(67)
    quarter = Quarter.of(FIRST)
    met = [one for one in programme.met() if quarter.first <= one.week <= quarter.last]
    decided = set()
    for site in programme.places:
        here = [one for one in met if one.site == site]
        marks = marks_asked([site], site, quarter).told()
        cells = {
            **marks.weeks,
            **{row.id: row.marks for row in cohorts_asked(site, quarter).told()},
            site: marks.places[site],
        }
        asked = Asked(weeks=list(marks.weeks), cohorts=[one.cohort for one in here], places=[site])
        exact = women_behind([site], asked, site=site, quarter=quarter)
        for key, seen in cells.items():
            hers = [one for one in here if key in ((one.week, one.side), one.cohort, one.site)]
            came, away = ({one.woman for one in hers if one.there is was} for was in (True, False))
            assert (seen.there, seen.marked) == (sum(one.there for one in hers), len(hers))
            assert not (seen.there and seen.enough_came) or len(came) >= 5
            missed = seen.marked - seen.there
            assert not (missed and seen.enough_were_away) or len(away) >= 5
            if hers:
                assert (exact[key].came, exact[key].away) == (came, away)
                decided.add(seen.is_sure)

    assert decided == {True, False}


def counters():
    """Absences by the last digit of her id, added up another way."""
    return sum(
        10 ** (8 * int(str(one.enrolment.participant_id)[-1], 16))
        for one in Attendance.objects.filter(mark="absent").select_related("enrolment")
    )


def test_the_counters_follow_when_two_women_of_a_session_change_places(place):
    """The marks of the session add up to the same, so nothing else in its count moves."""
    cohort = a_class_with_six_absences(place, of_women=2)
    hers = list(cohort.enrolments.order_by("pk"))
    assert int(WeekCount.objects.get(status="idp").away) == counters()

    for other in hers[2:9]:
        was = Attendance.objects.filter(session__number=1, enrolment__in=[hers[0], other])
        was.update(mark=Case(When(enrolment=other, then=Value("absent")), default=Value("present")))

        assert int(WeekCount.objects.get(status="idp").away) == counters()
        assert int(CohortCount.objects.get().away) == counters()
        was.update(mark=Case(When(enrolment=other, then=Value("present")), default=Value("absent")))
    assert check_counts().wrong == 0


@pytest.mark.parametrize("model", [SessionCount, WeekCount, CohortCount])
def test_the_check_finds_counters_that_are_wrong(place, model):
    a_class_with_six_absences(place, of_women=2)

    model.objects.filter(away__gt=0).update(away=F("away") + 1)

    assert check_counts().wrong > 0
    rebuild_counts()
    assert check_counts().wrong == 0
