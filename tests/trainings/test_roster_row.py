"""The page of one row takes every detail, and tells who set what when."""

import re

import pytest
from django.urls import reverse

from accounts.roles import Role
from tests.factories import CourseVersionFactory, EnrolmentFactory, SessionFactory, staff
from trainings.models import AttendanceEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    return SessionFactory()


@pytest.fixture
def woman(session):
    return EnrolmentFactory(cohort=session.cohort)


@pytest.fixture
def signed_in(client, session, woman):
    client.force_login(staff(Role.FIELD, session.project_site, full_name="ژيان"))
    return client


def url(session, woman):
    return reverse("trainings:roster_row", args=[session.pk, woman.pk])


def save(client, session, woman, **fields):
    page = client.get(url(session, woman)).content.decode()
    state = re.search(r'name="state" value="([^"]+)"', page)[1]
    return client.post(url(session, woman), {"state": state, **fields})


def test_minutes_are_taken_in_the_digits_of_three_scripts(signed_in, session, woman):
    save(signed_in, session, woman, mark="late", minutes_late="٢٥", left_early_minutes="۱۰")

    (line,) = session.roster()
    assert (line.mark, line.minutes_late, line.left_early_minutes) == ("late", 25, 10)


def test_details_that_do_not_fit_the_mark_are_left_out(signed_in, session, woman):
    save(signed_in, session, woman, mark="absent", minutes_late="5", reasons=["illness", "work"])

    (line,) = session.roster()
    assert (line.mark, line.minutes_late, line.reasons) == ("absent", None, ["illness", "work"])


def test_mark_can_be_taken_away(signed_in, session, woman):
    save(signed_in, session, woman, mark="present")
    save(signed_in, session, woman, mark="")

    (line,) = session.roster()
    assert (line.mark, line.version) == (None, 2)


def test_missing_reason_never_blocks(client):
    session = SessionFactory(cohort__version=CourseVersionFactory(reasons_policy="required"))
    woman = EnrolmentFactory(cohort=session.cohort)
    client.force_login(staff(Role.FIELD, session.project_site))

    save(client, session, woman, mark="absent")

    assert session.roster()[0].mark == "absent"
    assert b"Please give a reason" in client.get(url(session, woman)).content


def test_history_tells_who_set_what_the_newest_first(signed_in, session, woman):
    save(signed_in, session, woman, mark="present")
    save(signed_in, session, woman, mark="late", minutes_late="5")

    page = signed_in.get(url(session, woman)).content.decode()

    told = re.findall(r"<strong>(\w+)</strong>", page.split("History")[-1])
    assert told == ["Late", "Present"]
    assert page.count("<bdi>ژيان</bdi>") >= 2


def test_unchanged_row_makes_no_event(signed_in, session, woman):
    save(signed_in, session, woman, mark="")

    assert not AttendanceEvent.objects.exists()


def test_woman_of_another_cohort_is_not_found(signed_in, session):
    stranger = EnrolmentFactory()

    assert signed_in.get(url(session, stranger)).status_code == 404


@pytest.mark.parametrize(
    "forged", [{"state": "x"}, {"minutes_late": "many"}, {"mark": "purple"}, {"reasons": "no"}]
)
def test_forged_field_is_a_sentence(signed_in, session, woman, forged):
    answer = save(signed_in, session, woman, **({"mark": "late"} | forged))

    assert answer.status_code == 200
    assert not AttendanceEvent.objects.exists()


def test_sheet_of_paper_has_everybody_in_order_and_blank_lines(signed_in, session):
    EnrolmentFactory.create_batch(4, cohort=session.cohort)

    page = signed_in.get(reverse("trainings:session_print", args=[session.pk])).content.decode()

    names = re.findall(r'<th scope="row"><bdi>([^<]+)</bdi>', page)
    assert names == [line.name for line in session.roster()]
    assert page.count("<tr>") == 1 + 5 + 6
