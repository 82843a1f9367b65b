"""Communities of a class: a word a day, the same however often and cleverly somebody asks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Look
from accounts.roles import Role
from participants.models import CommunityIdentity
from tests.factories import CohortFactory, CommunityAnswerFactory, EnrolmentFactory, staff
from tests.trainings.enrolling_world import DAY, class_for, in_class, one_who_waits, woman
from tests.trainings.refused import refused_by
from trainings.models import CommunityAnswer, Enrolment
from trainings.services.communities import MOST_ASKED, ask_about, target_is_met
from trainings.services.refusals import CannotChange
from trainings.services.seats import AgainstTarget
from trainings.services.transfers import transfer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def by():
    return staff(Role.COORDINATOR)


@pytest.fixture
def cohort():
    """A class of eight Kurdish and two Arab women, where no community should have over 60 %."""
    cohort = class_for(25, communities=60)
    in_class(cohort, 8, ethnicity="kurd")
    in_class(cohort, 2, ethnicity="arab")
    return cohort


def tomorrow():
    """As if every answer had been given yesterday."""
    CommunityAnswer.objects.update(on_day=timezone.localdate() - timedelta(days=1))


def say(person, ethnicity):
    CommunityIdentity.objects.update_or_create(
        participant=person,
        defaults={"ethnicity": ethnicity, "said_on": timezone.localdate()},
    )


@pytest.mark.parametrize(
    ("ethnicity", "effect"), [("arab", "helps"), ("kurd", "worse"), ("", "neutral")]
)
def test_three_answers(cohort, by, ethnicity, effect):
    assert ask_about(enrolment=one_who_waits(cohort, ethnicity=ethnicity), by=by) == effect


def test_every_time_she_is_asked_about_is_kept(cohort, by):
    place = one_who_waits(cohort, ethnicity="arab")

    for _ in range(2):
        ask_about(enrolment=place, by=by)

    looks = Look.objects.filter(kind="reveal", participant_id=place.participant_id)
    assert {look.user_id for look in looks} == {by.pk}
    assert looks.count() == 2


def test_changing_her_answer_and_asking_again_tells_nothing_new(cohort, by):
    place = one_who_waits(cohort, ethnicity="arab")
    first = ask_about(enrolment=place, by=by)

    told = set()
    for ethnicity in ("kurd", "turkmen", "assyrian", "arab"):
        say(place.participant, ethnicity)
        told.add(ask_about(enrolment=place, by=by))

    assert told == {first}


def test_next_day_it_is_looked_at_again(cohort, by):
    place = one_who_waits(cohort, ethnicity="arab")
    assert ask_about(enrolment=place, by=by) == "helps"
    say(place.participant, "kurd")
    tomorrow()

    assert ask_about(enrolment=place, by=by) == "worse"


def test_target_does_not_move_within_a_day(cohort, by):
    assert target_is_met(cohort, by) is False
    CommunityIdentity.objects.filter(participant__enrolments__cohort=cohort).delete()
    for number, place in enumerate(cohort.enrolments.all()):
        say(place.participant, "kurd" if number % 2 else "arab")

    assert target_is_met(cohort, by) is False
    tomorrow()
    assert target_is_met(cohort, by) is True


def test_nobody_asks_about_many_women_on_one_day(cohort, by):
    for _ in range(MOST_ASKED):
        ask_about(enrolment=one_who_waits(cohort), by=by)

    with pytest.raises(CannotChange, match="asked about many"):
        ask_about(enrolment=one_who_waits(cohort), by=by)
    assert ask_about(enrolment=one_who_waits(cohort), by=staff(Role.COORDINATOR))


def test_only_who_waits_is_asked_about(cohort, by):
    place = EnrolmentFactory(cohort=cohort, participant=woman(cohort, ethnicity="arab"))

    with pytest.raises(CannotChange, match="waiting list"):
        ask_about(enrolment=place, by=by)


def test_answers_are_encrypted_one_letter_long_and_at_most_one_a_day(cohort, by, django_db_blocker):
    place = one_who_waits(cohort, ethnicity="arab")
    ask_about(enrolment=place, by=by)

    assert CommunityAnswer.objects.get().answer == "h"
    with refused_by("community_answer_once_a_day"):
        CommunityAnswerFactory(
            cohort=cohort, enrolment=place, on_day=by.scope.today, asked_by=by, answer="w"
        )


def one_who_moves(cohort, ethnicity):
    """A place in another class of the same course."""
    other = CohortFactory(version=cohort.version, project_site=cohort.project_site)
    return EnrolmentFactory(
        cohort=other, participant=woman(other, ethnicity=ethnicity), from_on=DAY - timedelta(days=9)
    )


def test_move_that_makes_communities_worse_needs_a_reason(cohort, by):
    place = one_who_moves(cohort, "kurd")

    with pytest.raises(AgainstTarget, match="balance of communities"):
        transfer(enrolment=place, cohort=cohort, from_on=DAY, by=by)
    assert Look.objects.get(kind="reveal").participant_id == place.participant_id
    moved = transfer(enrolment=place, cohort=cohort, from_on=DAY, by=by, reason="قريب من بيتها")

    assert moved.state == "enrolled"


@pytest.mark.parametrize("ethnicity", ["arab", ""])
def test_move_that_helps_or_changes_nothing_needs_none(cohort, by, ethnicity):
    place = one_who_moves(cohort, ethnicity)

    assert transfer(enrolment=place, cohort=cohort, from_on=DAY, by=by).state == "enrolled"


def test_nobody_is_asked_about_who_neither_waits_nor_moves(cohort, by):
    ended = one_who_moves(cohort, "kurd")
    Enrolment.objects.filter(pk=ended.pk).update(to_on=DAY, state="withdrawn")
    ended.refresh_from_db()

    with pytest.raises(CannotChange, match="not on the waiting list"):
        ask_about(enrolment=ended, by=by, cohort=cohort)
    assert not CommunityAnswer.objects.exists()
