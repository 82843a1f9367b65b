"""One signed list, many taps and two people who write it down at the same moment."""

from uuid import uuid4

import pytest
from django.utils import timezone
from django.utils.translation import override

from core.scoping import scope
from tests.concurrency.together import at_once
from tests.factories import EnrolmentFactory, SessionFactory, UserFactory
from trainings.models import Handout
from trainings.services.handouts import Given, give_handouts, take_back
from trainings.services.refusals import CannotChange

TAPS = 8
WOMEN = 5


@pytest.fixture
def session(committed):
    session = SessionFactory()
    EnrolmentFactory.create_batch(WOMEN, cohort=session.cohort)
    return session


def give(session, batch, by, *, at_session=True):
    """A form that is sent: how many it wrote down, or why it was refused."""
    places = list(session.cohort.enrolments.values_list("pk", flat=True))
    fare = Given(
        item="transport", amount=3000, on_day=timezone.localdate(), confirmation="signature"
    )

    def act():
        try:
            with scope(service="test"), override("en"):
                return give_handouts(
                    batch=batch,
                    cohort=session.cohort,
                    enrolments=places,
                    given=fare,
                    session=session if at_session else None,
                    by=by,
                )
        except CannotChange as refusal:
            return refusal.sentences

    return act


def test_button_that_is_tapped_many_times_gives_once(session):
    told = at_once(*[give(session, uuid4(), UserFactory())] * TAPS)

    assert told == [WOMEN] * TAPS
    assert Handout.objects.count() == WOMEN


@pytest.mark.parametrize("at_session", [True, False])
def test_two_people_who_write_the_same_list_down_give_once(session, at_session):
    users = [UserFactory(), UserFactory()]

    told = at_once(*(give(session, uuid4(), by, at_session=at_session) for by in users))

    assert told.count(WOMEN) == 1
    refusal = next(one for one in told if one != WOMEN)
    assert "received this" in refusal[0]
    written = Handout.objects.values_list("noted_by", flat=True)
    assert list(written) == [users[told.index(WOMEN)].pk] * WOMEN


def test_mistake_that_two_take_back_at_once_is_taken_back_by_one_of_them(session):
    give(session, uuid4(), UserFactory())()
    handout = Handout.objects.first()
    users = [UserFactory(), UserFactory()]

    def take(by):
        def act():
            with scope(service="test"):
                return take_back(handout=handout, by=by).taken_back_by_id

        return act

    told = at_once(*(take(by) for by in users))

    assert len(set(told)) == 1
    assert told[0] in {user.pk for user in users}
    assert Handout.objects.standing().count() == WOMEN - 1
