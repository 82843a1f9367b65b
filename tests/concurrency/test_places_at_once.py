"""Several colleagues give, end and move places at the same moment."""

from functools import partial

import pytest
from django.utils import timezone

from accounts.roles import Role
from core.scoping import scope
from participants.details import Decision
from participants.services.consents import decide
from participants.services.duplicates import merge, undo_merge
from tests.concurrency.together import at_once
from tests.factories import (
    CohortFactory,
    ConsentFactory,
    ConsentTextFactory,
    CourseVersionFactory,
    EnrolmentFactory,
    ParticipantFactory,
    ProjectSiteFactory,
    staff,
)
from trainings.models import Enrolment
from trainings.services.accepting import accept
from trainings.services.enrolments import enrol, withdraw
from trainings.services.refusals import CannotChange
from trainings.services.transfers import transfer

RACERS = 16


def tried(action, **kwargs):
    """What a change answers, or the sentence with which it was refused."""

    def act():
        try:
            with scope(service="test"):
                return action(**kwargs)
        except CannotChange as refusal:
            return refusal

    return act


def agreed(place, number):
    """Some women who agreed to take part and that their data is kept."""
    texts = [ConsentTextFactory(purpose=one) for one in ("participation", "data_processing")]
    women = ParticipantFactory.create_batch(number, project_sites=[place.pk])
    for woman in women:
        for text in texts:
            ConsentFactory(participant=woman, text=text)
    return women


def small_class(place, capacity):
    return CohortFactory(project_site=place, version=CourseVersionFactory(capacity=capacity))


def have_a_place(cohort):
    return cohort.enrolments.filter(state="enrolled", to_on=None).count()


@pytest.mark.parametrize("rounds", [2, pytest.param(50, marks=pytest.mark.long)])
def test_last_seat_goes_to_one_of_16(committed, rounds):
    place, by = ProjectSiteFactory(), staff(Role.FIELD)
    women = agreed(place, RACERS)
    for _ in range(rounds):
        cohort = small_class(place, capacity=3)
        EnrolmentFactory.create_batch(2, cohort=cohort)
        day = timezone.localdate()

        places = at_once(
            *(tried(enrol, cohort=cohort, participant=woman, from_on=day, by=by) for woman in women)
        )

        assert sorted(place.state for place in places) == ["enrolled"] + ["waitlisted"] * 15
        assert have_a_place(cohort) == 3


@pytest.mark.parametrize("rounds", [2, pytest.param(50, marks=pytest.mark.long)])
def test_last_seat_is_given_to_one_of_16_who_wait(committed, rounds):
    place, by = ProjectSiteFactory(), staff(Role.COORDINATOR)
    women = agreed(place, RACERS)
    for _ in range(rounds):
        cohort = small_class(place, capacity=1)
        waiting = [
            EnrolmentFactory(cohort=cohort, participant=woman, state="waitlisted")
            for woman in women
        ]

        given = at_once(
            *(tried(accept, enrolment=one, from_on=timezone.localdate(), by=by) for one in waiting)
        )

        assert sum(isinstance(one, Enrolment) for one in given) == 1
        assert have_a_place(cohort) == 1


@pytest.mark.parametrize("rounds", [2, pytest.param(50, marks=pytest.mark.long)])
def test_last_seat_is_one_for_who_is_new_who_waits_and_who_moves(committed, rounds):
    place, by = ProjectSiteFactory(), staff(Role.COORDINATOR)
    new, waits, moves = agreed(place, 3)
    day = timezone.localdate()
    for _ in range(rounds):
        cohort = small_class(place, capacity=1)
        waiting = EnrolmentFactory(cohort=cohort, participant=waits, state="waitlisted")
        other = CohortFactory(project_site=place, version=cohort.version)
        before = EnrolmentFactory(cohort=other, participant=moves)

        at_once(
            tried(enrol, cohort=cohort, participant=new, from_on=day, by=by),
            tried(accept, enrolment=waiting, from_on=day, by=by),
            tried(transfer, enrolment=before, cohort=cohort, from_on=day, by=by),
        )

        assert have_a_place(cohort) == 1


@pytest.mark.parametrize("rounds", [3, pytest.param(50, marks=pytest.mark.long)])
def test_nobody_waits_for_ever_while_records_merge_places_end_and_consent_is_taken_back(
    committed, rounds
):
    place, by = ProjectSiteFactory(), staff(Role.COORDINATOR)
    day = timezone.localdate()
    for _ in range(rounds):
        one, other = agreed(place, 2)
        cohorts = [small_class(place, capacity=9) for _ in range(3)]
        # In opposite orders, as the ids of places and of cohorts need not agree.
        places = [
            EnrolmentFactory(cohort=cohort, participant=woman)
            for woman, order in ((one, cohorts[:2]), (other, cohorts[1::-1]))
            for cohort in order
        ]
        said = [Decision("contact_by_phone", "withdrawn", "signed")]

        answers = at_once(
            tried(merge, survivor=one, other=other, by=by),
            *(
                tried(withdraw, enrolment=place, last_day=day, leaving="work", by=by)
                for place in places
            ),
            *(tried(decide, person=woman, decisions=said, by=by) for woman in (one, other)),
            *(
                tried(enrol, cohort=cohorts[2], participant=woman, from_on=day, by=by)
                for woman in (one, other)
            ),
        )

        made = answers[0]
        assert not isinstance(made, CannotChange)
        at_once(
            tried(partial(undo_merge, merge=made), by=by),
            *(
                tried(withdraw, enrolment=place, last_day=day, leaving="work", by=by)
                for place in places
            ),
        )
