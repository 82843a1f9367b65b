"""What women receive, in the database and by the hand that writes it down."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Change
from tests.factories import (
    CohortFactory,
    EnrolmentFactory,
    HandoutFactory,
    SessionFactory,
    UserFactory,
)
from trainings.models import Handout
from trainings.services.handouts import Given, give_handouts, take_back
from trainings.services.refusals import CannotChange

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
TODAY = timezone.localdate()
KIT = Given(item="kit", quantity=1, on_day=TODAY, confirmation="signature")
FARE = Given(item="transport", amount=3000, on_day=TODAY, confirmation="thumb")


def refused(name):
    """The database keeps a truth."""
    return pytest.raises(IntegrityError, match=name)


# --- Truths ------------------------------------------------------------------


@pytest.mark.parametrize(
    "fields",
    [
        {"quantity": None},
        {"quantity": 0},
        {"quantity": 1001},
        {"amount": 5},
        {"item": "transport"},
        {"item": "transport", "quantity": None},
        {"item": "transport", "quantity": None, "amount": 0},
        {"item": "transport", "quantity": None, "amount": 100_000_001},
    ],
)
def test_things_are_counted_in_pieces_and_money_in_dinars(fields):
    with refused("handout_counts_pieces_or_money"), transaction.atomic():
        HandoutFactory(**fields)


@pytest.mark.parametrize("quantity", [1, 1000])
def test_one_piece_and_a_thousand_are_fine(quantity):
    assert HandoutFactory(quantity=quantity).quantity == quantity


@pytest.mark.parametrize("fields", [{"item": "other"}, {"name": "مقص"}])
def test_something_else_says_what_and_nothing_else_does(fields):
    with refused("handout_of_something_else_says_what"), transaction.atomic():
        HandoutFactory(**fields)


def test_witness_has_a_name():
    with refused("handout_witness_has_a_name"), transaction.atomic():
        HandoutFactory(confirmation="witness")
    with refused("handout_witness_has_a_name"), transaction.atomic():
        HandoutFactory(witness=UserFactory())


def test_taken_back_says_who():
    with refused("handout_taken_back_says_who"), transaction.atomic():
        HandoutFactory(taken_back_at=timezone.now())


def test_a_thing_is_received_once_at_a_session_unless_it_was_taken_back():
    session = SessionFactory()
    first = HandoutFactory(enrolment__cohort=session.cohort, session=session)
    again = {"enrolment": first.enrolment, "session": session}

    with refused("handout_of_a_kind_once_per_session"), transaction.atomic():
        HandoutFactory(**again)
    HandoutFactory(**again, item="fabric")
    take_back(handout=first, by=UserFactory())
    HandoutFactory(**again)


def test_a_thing_is_received_once_a_day_unless_it_was_taken_back():
    first = HandoutFactory()
    again = {"enrolment": first.enrolment, "on_day": first.on_day}

    with refused("handout_of_a_kind_once_per_day"), transaction.atomic():
        HandoutFactory(**again)
    HandoutFactory(**again, item="fabric")
    HandoutFactory(**again | {"on_day": first.on_day - timedelta(days=1)})
    take_back(handout=first, by=UserFactory())
    HandoutFactory(**again)


def test_woman_and_session_are_of_the_cohort():
    here, elsewhere = EnrolmentFactory(), CohortFactory()

    with (
        pytest.raises(IntegrityError, match="handout_in_cohort_of_enrolment"),
        transaction.atomic(),
    ):
        HandoutFactory(enrolment=here, cohort=elsewhere, project_site=elsewhere.project_site)
    with pytest.raises(IntegrityError, match="handout_in_cohort_of_session"), transaction.atomic():
        HandoutFactory(enrolment=here, session=SessionFactory(cohort=elsewhere))


# --- Written down ------------------------------------------------------------


@pytest.fixture
def cohort():
    return CohortFactory()


def give(cohort, *places, given=KIT, **how):
    return give_handouts(
        **{
            "batch": uuid4(),
            "cohort": cohort,
            "enrolments": [place.pk for place in places],
            "given": given,
            "by": UserFactory(),
            **how,
        }
    )


def test_each_of_many_receives_it(cohort):
    women = EnrolmentFactory.create_batch(3, cohort=cohort)

    assert give(cohort, *women, given=FARE) == 3

    assert set(Handout.objects.values_list("enrolment", "amount", "quantity")) == {
        (woman.pk, 3000, None) for woman in women
    }
    assert Change.objects.filter(table_name="trainings_handout").count() == 3


def test_form_that_is_sent_twice_gives_once(cohort):
    woman, batch = EnrolmentFactory(cohort=cohort), uuid4()

    assert [give(cohort, woman, batch=batch) for _ in range(2)] == [1, 1]
    assert Handout.objects.count() == 1


def test_batch_of_another_cohort_is_not_taken_over(cohort):
    batch, other = uuid4(), EnrolmentFactory()
    give(cohort, EnrolmentFactory(cohort=cohort), batch=batch)

    with pytest.raises(CannotChange, match="out of date"):
        give(other.cohort, other, batch=batch)


@pytest.mark.parametrize("state", ["waitlisted", "applied"])
def test_who_has_no_place_receives_nothing(cohort, state):
    with pytest.raises(CannotChange):
        give(cohort, EnrolmentFactory(cohort=cohort, state=state))


def test_nobody_of_another_cohort_and_nobody_at_all_is_refused_in_words(cohort):
    with pytest.raises(CannotChange, match="out of date"):
        give(cohort, EnrolmentFactory())
    with pytest.raises(CannotChange, match="at least one woman"):
        give(cohort)


def test_day_to_come_is_refused(cohort):
    tomorrow = Given(item="kit", quantity=1, on_day=TODAY + timedelta(days=1), confirmation="thumb")

    with pytest.raises(CannotChange, match="has not come yet"):
        give(cohort, EnrolmentFactory(cohort=cohort), given=tomorrow)


def test_whoever_has_had_it_at_this_session_stops_the_whole_list(cohort):
    session = SessionFactory(cohort=cohort)
    one, other = EnrolmentFactory.create_batch(2, cohort=cohort)
    give(cohort, one, given=FARE, session=session)

    with pytest.raises(CannotChange, match="received this at this session already"):
        give(cohort, one, other, given=FARE, session=session)
    assert Handout.objects.count() == 1


def test_whoever_has_had_it_that_day_stops_the_whole_list(cohort):
    one, other = EnrolmentFactory.create_batch(2, cohort=cohort)
    give(cohort, one)

    with pytest.raises(CannotChange, match="received this on that day already"):
        give(cohort, one, other)
    assert Handout.objects.count() == 1


def test_mistake_is_taken_back_once_and_stays(cohort):
    give(cohort, EnrolmentFactory(cohort=cohort))
    handout, first, second = Handout.objects.get(), UserFactory(), UserFactory()

    for by in (first, second):
        take_back(handout=handout, by=by)

    assert Handout.objects.get().taken_back_by == first
    assert not Handout.objects.standing().exists()
