"""Sessions that are planned already get other hours, another room or another day."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from tests.factories import (
    CohortFactory,
    EnrolmentFactory,
    HolidayFactory,
    RoomFactory,
    SessionFactory,
    at,
    staff,
)
from tests.trainings.marking import mark
from trainings.models import Session

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def day_from_now(days):
    return TODAY + timedelta(days=days)


def as_typed(day):
    return f"{day:%d/%m/%Y}"


@pytest.fixture
def cohort():
    return CohortFactory(starts_on=day_from_now(1), ends_on=day_from_now(3))


@pytest.fixture
def sessions(cohort):
    """Three sessions, from tomorrow on."""
    return [SessionFactory(cohort=cohort, number=n, day=day_from_now(n)) for n in (1, 2, 3)]


@pytest.fixture
def change(client, cohort):
    """Sign the coordinator of the place in, and post what she fills in."""
    client.force_login(staff(Role.COORDINATOR, cohort.project_site))
    url = reverse("trainings:cohort_times", args=[cohort.pk])

    def post(first, last, **said):
        return client.post(url, {"range_first": first, "range_last": last} | said, follow=True)

    return post


def days(cohort):
    return list(cohort.sessions.main().order_by("number", "pk").values_list("on_day", flat=True))


def test_hours_of_a_range_of_sessions_change_together(change, cohort, sessions):
    change("2", "٣", range_begins="10:00", range_ends="13:00")

    hours = [one.starts_at.astimezone().hour for one in cohort.sessions.order_by("number")]
    assert hours[1] == hours[2] == hours[0] + 1


def test_one_session_moves_to_another_day_with_its_dialogue(change, cohort, sessions):
    dialogue = SessionFactory(
        cohort=cohort,
        parent=sessions[2],
        number=3,
        starts_at=at(sessions[2].on_day, 10),
        hours=1,
    )
    new = day_from_now(9)

    change("3", "3", range_day=as_typed(new))

    sessions[2].refresh_from_db()
    dialogue.refresh_from_db()
    cohort.refresh_from_db()
    assert (sessions[2].starts_at, sessions[2].on_day) == (at(new, 9), new)
    assert (dialogue.starts_at, dialogue.on_day) == (at(new, 10), new)
    assert cohort.ends_on == new


def test_another_day_is_for_one_session(change, cohort, sessions):
    before = days(cohort)

    page = change("2", "3", range_day=as_typed(day_from_now(9)))

    assert days(cohort) == before
    assert "Another day is for one session" in page.content.decode()


def test_session_with_marks_keeps_its_day(change, cohort, sessions):
    mark(sessions[1], EnrolmentFactory(cohort=cohort), "excused")

    page = change("2", "2", range_day=as_typed(day_from_now(9)))

    assert days(cohort)[1] == sessions[1].on_day
    assert "postpone it and make a new one" in page.content.decode()


def test_session_with_marks_is_offered_to_be_postponed(client, change, cohort, sessions):
    mark(sessions[1], EnrolmentFactory(cohort=cohort), "excused")

    page = client.get(reverse("trainings:cohort_times", args=[cohort.pk])).content.decode()

    postponed = {
        one.number for one in sessions if reverse("trainings:session_state", args=[one.pk]) in page
    }
    assert postponed == {2}
    assert 'href="?session=1"' in page


def test_session_of_the_list_fills_the_form(client, change, cohort, sessions):
    url = reverse("trainings:cohort_times", args=[cohort.pk])

    chosen = client.get(url, {"session": "2"}).context["form"].initial
    forged = client.get(url, {"session": "٢x\x00"}).context["form"].initial

    assert chosen == {"range_first": 2, "range_last": 2, "range_day": sessions[1].on_day}
    assert forged == {}


def test_what_does_not_take_place_is_left_out_of_a_range(change, cohort, sessions):
    Session.objects.filter(pk=sessions[1].pk).update(state="postponed", state_reason="weather")

    page = change("1", "3", range_begins="10:00", range_ends="13:00")

    assert "2 sessions are changed." in page.content.decode()
    sessions[1].refresh_from_db()
    assert sessions[1].starts_at == at(sessions[1].on_day, 9)


def test_clash_on_the_new_day_names_the_other_session(change, cohort, sessions):
    room = RoomFactory(site=cohort.project_site.site)
    Session.objects.filter(pk__in=[one.pk for one in sessions]).update(room=room)

    page = change("2", "2", range_day=as_typed(sessions[2].on_day))

    assert days(cohort)[1] == sessions[1].on_day
    assert str(cohort) in page.content.decode()


@pytest.mark.parametrize("moved", [0, 2])
def test_nothing_moves_out_of_a_locked_period_nor_into_it(change, cohort, sessions, moved):
    project = cohort.project_site.project
    project.locked_until = day_from_now(1)
    project.save()

    change(f"{moved + 1}", f"{moved + 1}", range_day=as_typed(day_from_now(9 if moved == 0 else 0)))

    assert days(cohort) == [one.on_day for one in sessions]


def test_day_on_which_people_are_at_home_is_told(change, cohort, sessions):
    HolidayFactory(on_day=day_from_now(9), name_ar="عيد")

    page = change("2", "2", range_day=as_typed(day_from_now(9)))

    assert days(cohort)[1] == day_from_now(9)
    assert "That day is a holiday" in page.content.decode()


@pytest.mark.parametrize("typed", ["31/02/2027", "soon", "01/01/9999", "x" * 10_000])
def test_day_that_is_none_gets_a_sentence(change, cohort, sessions, typed):
    page = change("2", "2", range_day=typed)

    assert page.status_code == 200
    assert page.context["form"].errors["range_day"]
    assert days(cohort) == [one.on_day for one in sessions]
