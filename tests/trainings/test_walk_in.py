"""Who comes without a place is a guest of that one day, with her agreement in words."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.models import Grant
from accounts.roles import Role
from participants.models import Consent, Participant
from tests.factories import (
    EnrolmentFactory,
    ParticipantFactory,
    SessionFactory,
    SessionStaffFactory,
    staff,
)
from tests.trainings.sync_world import phone_of, stored
from trainings.models import Enrolment, RejectedEvent
from trainings.services.walk_in import HasAPlace, add_guest

pytestmark = pytest.mark.django_db

COUNTED = (Participant, Enrolment, Consent)


@pytest.fixture
def session():
    return SessionFactory()


@pytest.fixture
def phone(session):
    return phone_of(session)


def people(answer):
    """Outcome and error of everybody who was sent."""
    return [(person["outcome"], person.get("error")) for person in answer.json["people"]]


def test_walk_in_is_a_guest_of_the_day_and_may_be_marked_in_the_same_batch(session, phone):
    came = phone.walk_in(session, "نوال", father="حسين", phone="٠٧٧٠ ١٢٣ ٤٥٦٧")

    answer = phone.send(phone.mark(session, came["enrolment"]), people=[came])

    assert answer.json["people"] == [{"id": came["id"], "outcome": "added"}]
    assert answer.outcomes == ["applied"]
    person = Participant.objects.get(pk=came["id"])
    assert (person.full_name, person.phone) == ("نوال حسين", "+9647701234567")
    assert person.project_sites == [session.project_site_id]
    place = person.enrolments.get()
    assert (str(place.pk), place.kind, place.cohort) == (came["enrolment"], "guest", session.cohort)
    assert (place.from_on, place.to_on) == (session.on_day, session.on_day + timedelta(days=1))
    assert place.created_by == phone.user
    assert [line.is_guest for line in session.roster()] == [True]


def test_agreement_in_words_is_kept_with_its_witness_to_be_completed(session, phone):
    came = phone.walk_in(session)

    phone.send(people=[came])

    consents = Consent.objects.filter(participant=came["id"])
    assert {consent.text.purpose for consent in consents} == {"participation", "data_processing"}
    for consent in consents:
        assert (consent.decision, consent.how) == ("agreed", "verbal")
        assert (consent.witnessed_by, consent.is_complete) == (phone.user, False)


def test_retry_adds_nobody_again(session, phone):
    came = phone.walk_in(session)
    phone.send(people=[came])
    counts = [model.objects.count() for model in COUNTED]

    answer = phone.send(people=[came, came])

    assert people(answer) == [("duplicate", None)] * 2
    assert [model.objects.count() for model in COUNTED] == counts


def test_same_person_comes_to_another_session_of_the_day(session, phone):
    other = SessionFactory(cohort__project_site=session.project_site, hour=15)
    came = phone.walk_in(session)
    again = phone.walk_in(other) | {"id": came["id"]}

    answer = phone.send(people=[came, again])

    assert people(answer) == [("added", None)] * 2
    assert Participant.objects.get(pk=came["id"]).enrolments.count() == 2


def test_id_of_a_person_of_another_place_is_refused_and_she_stays_there(session, phone):
    stranger = ParticipantFactory(given="نوال", father="")

    answer = phone.send(people=[phone.walk_in(session, "نوال", id=str(stranger.pk))])

    assert people(answer) == [("rejected", "id_reused")]
    assert not stranger.enrolments.exists()
    sites = list(stranger.project_sites)
    stranger.refresh_from_db()
    assert stranger.project_sites == sites


def test_id_of_somebody_of_another_name_is_refused(session, phone):
    known = ParticipantFactory(given="نوال", project_sites=[session.project_site_id])

    answer = phone.send(people=[phone.walk_in(session, "سعاد", id=str(known.pk))])

    assert people(answer) == [("rejected", "id_reused")]


def test_id_of_another_womans_place_is_refused_and_no_person_is_made(session, phone):
    taken = EnrolmentFactory(cohort=session.cohort)
    came = phone.walk_in(session, enrolment=str(taken.pk))

    answer = phone.send(people=[came])

    assert people(answer) == [("rejected", "id_reused")]
    assert not Participant.objects.filter(pk=came["id"]).exists()
    assert not Consent.objects.exists()


def test_member_of_the_cohort_is_no_guest_of_it(session, phone):
    member = EnrolmentFactory(cohort=session.cohort)
    came = phone.walk_in(session, member.participant.given, father=member.participant.father)

    answer = phone.send(people=[came | {"id": str(member.participant_id)}])

    assert people(answer) == [("rejected", "has_a_place")]


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"agreed": False}, "wrong_agreed"),
        ({"agreed": "yes"}, "wrong_agreed"),
        ({"given": ""}, "wrong_given"),
        ({"given": "123"}, "wrong_given"),
        ({"given": "ن" * 81}, "wrong_given"),
        ({"given": "é" * 10_000}, "wrong_given"),
        ({"father": 7}, "wrong_father"),
        ({"phone": 7}, "wrong_phone"),
        ({"id": "x"}, "wrong_id"),
        ({"enrolment": None}, "wrong_enrolment"),
        ({"session": []}, "wrong_session"),
    ],
)
def test_person_of_wrong_shape_is_refused_and_kept(session, phone, change, error):
    came = phone.walk_in(session) | change

    answer = phone.send(people=[came, phone.walk_in(session, "سعاد")])

    assert people(answer) == [("rejected", error), ("added", None)]
    kept = RejectedEvent.objects.get()
    assert (kept.error, json.loads(kept.body)) == (error, came)


@pytest.mark.parametrize("person", [None, 7, [], "x", {}, {"agreed": True}], ids=repr)
def test_what_is_no_person_costs_no_mark(session, phone, person):
    woman = EnrolmentFactory(cohort=session.cohort)

    answer = phone.send(phone.mark(session, woman), people=[person])

    assert [outcome for outcome, _ in people(answer)] == ["rejected"]
    assert stored(session, woman) == ("present", 1)


def test_name_is_cleaned_and_a_number_that_cannot_be_called_is_kept(session, phone):
    came = phone.walk_in(session, " نوال\u202e  علي ", phone="رقم ١٢٣")

    phone.send(people=[came])

    person = Participant.objects.get(pk=came["id"])
    assert (person.given, person.phone) == ("نوال علي", "رقم 123")


def test_session_of_another_place_answers_like_one_that_does_not_exist(session, phone):
    elsewhere = SessionFactory()

    answer = phone.send(
        people=[phone.walk_in(elsewhere), phone.walk_in(session) | {"session": str(uuid4())}]
    )

    assert people(answer) == [("rejected", "unknown_session")] * 2
    assert not Participant.objects.exists()


def test_facilitator_adds_who_came_to_her_session(session):
    facilitator = phone_of(session, Role.FACILITATOR)
    SessionStaffFactory(session=session, user=facilitator.user)

    assert people(facilitator.send(people=[facilitator.walk_in(session)])) == [("added", None)]


def test_who_may_only_look_adds_nobody(session):
    manager = phone_of(session, Role.MANAGER)

    answer = manager.send(people=[manager.walk_in(session)])

    assert people(answer) == [("rejected", "unknown_session")]


def test_whose_right_has_ended_adds_nobody_and_what_she_wrote_is_kept(session, phone):
    Grant.objects.filter(user=phone.user).update(to_on=timezone.localdate())

    answer = phone.send(people=[phone.walk_in(session)])

    assert people(answer) == [("rejected", "right_ended")]
    assert not Participant.objects.exists()
    assert RejectedEvent.objects.get().error == "right_ended"


def test_more_than_200_people_are_413(session, phone):
    answer = phone.send(people=[phone.walk_in(session)] * 201)

    assert answer.response.status_code == 413
    assert not Participant.objects.exists()


def test_somebody_known_elsewhere_may_be_a_guest_and_is_known_here_from_then_on(session):
    officer = staff(Role.FIELD, session.project_site)
    known = ParticipantFactory()

    guest = add_guest(session=session, participant=known, by=officer)

    known.refresh_from_db()
    assert known.project_sites[-1] == session.project_site_id
    assert len(known.project_sites) == 2
    assert (guest.kind, guest.from_on) == ("guest", session.on_day)


def test_guest_is_added_once(session):
    officer = staff(Role.FIELD, session.project_site)
    known = ParticipantFactory(project_sites=[session.project_site_id])
    add_guest(session=session, participant=known, by=officer)

    with pytest.raises(HasAPlace):
        add_guest(session=session, participant=known, by=officer)

    known.refresh_from_db()
    assert known.project_sites == [session.project_site_id]
