"""What people closed, what she told of before, and what else has a say in a follow-up."""

from datetime import timedelta

import pytest

from tests.factories import (
    EnrolmentFactory,
    FollowUpFactory,
    PlannedExcuseFactory,
    SessionFactory,
    UserFactory,
)
from tests.trainings.absence_story import Story
from tests.trainings.sync_world import phone_of
from trainings.models import FollowUp, Session
from trainings.services.enrolments import withdraw
from trainings.services.excuses import plan_excuse, take_back_excuse
from trainings.services.session_state import set_session_state

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    return Story()


@pytest.mark.parametrize(
    ("result", "said"),
    [
        ("will_return", {}),
        ("needs_support", {"support": "transport"}),
        ("unreachable", {}),
        ("returned", {}),
    ],
)
def test_next_absence_opens_again_what_a_person_had_closed(story, result, said):
    story.mark(9, "absent")
    story.close(result, **said)

    story.mark(8, "absent")

    assert story.told == [("", 2)]
    assert (story.task.closed_by, story.task.support) == (None, "")


def test_what_a_person_closed_stays_closed_while_she_is_not_missed_again(story):
    story.mark(8, "absent")
    story.close("will_return")

    story.mark(8, "absent", reasons=["illness"])

    assert story.told == [("will_return", 1)]


@pytest.mark.parametrize(
    ("result", "said"), [("left", {"leaving": "moved"}), ("do_not_contact", {})]
)
def test_who_left_or_wants_to_be_left_alone_is_not_followed_up_again(story, result, said):
    story.mark(9, "absent")
    story.close(result, **said)

    story.mark(8, "absent")

    assert story.told == [(result, 1)]


def test_who_left_and_came_back_is_missed_like_everybody(story):
    story.mark(9, "absent")
    story.close("left", leaving="work")
    story.mark(8, "present")
    story.mark(7, "absent")

    assert story.told == [("left", 1), ("", 1)]


def test_who_does_not_want_to_be_contacted_never_is(story):
    story.mark(9, "absent")
    story.close("do_not_contact")
    story.mark(8, "present")
    story.mark(7, "absent")

    assert story.told == [("do_not_contact", 1)]


def test_planned_excuse_spares_the_call(story):
    PlannedExcuseFactory(enrolment=story.place, from_on=story.at(1).on_day)

    story.mark(1, "absent")

    assert story.told == []


def test_excuse_planned_afterwards_closes_it_and_taken_back_opens_it(story):
    day = story.at(1).on_day
    story.mark(1, "absent")
    FollowUp.objects.update(due_on=day)

    excuse = plan_excuse(
        enrolment=story.place, first_day=day, last_day=day, reason="travel", by=UserFactory()
    )
    assert story.told == [("excused", 1)]

    take_back_excuse(excuse=excuse)
    assert story.told == [("", 1)]


def test_guest_is_not_followed_up(story):
    guest = EnrolmentFactory(
        cohort=story.place.cohort,
        kind="guest",
        from_on=story.at(1).on_day,
        to_on=story.at(1).on_day + timedelta(days=1),
    )
    story.place = guest

    story.mark(1, "absent")

    assert story.told == []


def test_end_of_her_place_ends_it(story):
    story.mark(8, "absent")

    withdraw(enrolment=story.place, last_day=story.at(2).on_day, leaving="work", by=UserFactory())

    assert story.told == [("place_ended", 1)]


def test_session_that_did_not_take_place_was_not_missed(story):
    story.mark(8, "absent")
    session = Session.objects.get(pk=story.at(8).pk)

    set_session_state(session=session, state="cancelled", reason="power", by=UserFactory())
    assert story.told == [("corrected", 1)]

    session.refresh_from_db()
    set_session_state(session=session, state="planned", by=UserFactory())
    assert story.told == [("", 1)]


def test_dialogue_inside_a_day_is_not_missed_for_itself(story):
    day = story.at(1)
    SessionFactory(
        cohort=story.place.cohort, parent=day, day=day.on_day, hour=10, hours=1, number=day.number
    )

    story.mark(1, "absent")

    assert story.told == [("", 1)]


def test_whole_class_is_tended_at_once(story):
    session = story.at(1)
    others = EnrolmentFactory.create_batch(5, cohort=story.place.cohort)
    FollowUpFactory(enrolment=others[0], first_session=story.at(8))
    phone = phone_of(session)

    phone.send(*(phone.mark(session, woman, "absent") for woman in others))

    opened = FollowUp.objects.open().filter(enrolment__in=others)
    assert opened.count() == 5
