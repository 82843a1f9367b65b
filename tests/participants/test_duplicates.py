"""Likely duplicates: found within sight with reasons, beyond it as a yes or no."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, connection

from accounts.roles import Role
from core.scoping import scope
from participants.details import PersonDetails
from participants.models import DuplicateCandidate, Participant
from participants.queries.duplicates import known_elsewhere, likely_duplicates, told_of
from participants.services.duplicates import (
    decide_candidate,
    may_merge,
    note_candidates,
    note_changed,
)
from participants.services.refusals import CannotKeep
from participants.services.registration import register_person
from tests.factories import (
    DuplicateCandidateFactory,
    GrantFactory,
    ParticipantFactory,
    ProjectSiteFactory,
    staff,
)

pytestmark = pytest.mark.django_db

PHONE = "+9647701234567"
SAID = {"given": "زينب", "father": "كاظم", "born_on": date(1990, 1, 1), "born_precision": "year"}


@pytest.fixture
def known(place):
    return ParticipantFactory(**SAID, phone=PHONE, project_sites=[place.pk])


def test_who_is_known_is_found_with_reasons(officer, known):
    told = told_of(PersonDetails(**SAID | {"given": "زينَب"}, phone=PHONE))

    [likely] = likely_duplicates(told, officer)

    assert (likely.person, likely.reasons) == (known, ("phone", "birth", "name"))


def test_name_in_another_script_is_found_by_the_phone(officer, known):
    told = told_of(PersonDetails(given="Zainab", father="Kadhim", phone=PHONE))

    [likely] = likely_duplicates(told, officer)

    assert likely.reasons == ("phone", "name_alike")


def test_who_is_out_of_sight_is_not_answered(officer):
    ParticipantFactory(**SAID, phone=PHONE)

    assert likely_duplicates(told_of(PersonDetails(**SAID, phone=PHONE)), officer) == []


def test_merged_records_are_answered_as_who_stands_for_them(officer, known, place):
    survivor = ParticipantFactory(given="Zainab", project_sites=[place.pk])
    Participant.objects.filter(pk=known.pk).update(canonical=survivor, merged_at=known.created_at)

    [likely] = likely_duplicates(told_of(PersonDetails(**SAID, phone=PHONE)), officer)

    assert likely.person == survivor


def test_two_women_are_never_asked_about_again(officer, known, place):
    person = ParticipantFactory(**SAID, project_sites=[place.pk])
    likely = likely_duplicates(told_of(person), officer, besides=person.pk)
    note_candidates(person=person, likely=likely, verdicts={known.pk: "different"}, by=officer)

    assert note_candidates(person=person, likely=likely, verdicts={}, by=officer) == 1
    assert note_changed(person=person, by=officer) == 0
    candidate = DuplicateCandidate.objects.get()
    assert (candidate.verdict, candidate.decided_by) == ("different", officer)
    assert not DuplicateCandidate.objects.all().waiting().exists()


def test_unsure_waits_for_a_coordinator(officer, known, place):
    person = ParticipantFactory(**SAID, project_sites=[place.pk])
    likely = likely_duplicates(told_of(person), officer, besides=person.pk)

    note_candidates(person=person, likely=likely, verdicts={known.pk: "unsure"}, by=officer)

    coordinator = staff(Role.COORDINATOR, place)
    assert DuplicateCandidate.objects.visible_to(coordinator).waiting().count() == 1


def register_elsewhere(place, **said):
    """Register somebody at a place as its own officer would, in her scope."""
    officer = staff(Role.FIELD, place)
    with scope(officer):
        return register_person(details=PersonDetails(**said), place=place, by=officer)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (SAID | {"phone": PHONE}, True),
        (SAID, True),
        ({"given": "زينب", "phone": PHONE}, True),
        ({"given": "هدى", "phone": PHONE}, False),
        (SAID | {"born_on": date(1970, 1, 1)}, False),
        ({"given": "زينب", "father": "كاظم"}, False),
    ],
)
def test_office_learns_only_that_she_may_be_known_elsewhere(known, said, expected):
    registered = register_elsewhere(ProjectSiteFactory(), **said)

    assert registered.may_be_elsewhere is expected
    assert DuplicateCandidate.objects.exists() is expected


def test_pair_beyond_a_scope_is_seen_by_who_sees_both(known, place):
    there = ProjectSiteFactory()
    register_elsewhere(there, **SAID, phone=PHONE)
    here_only, there_only = staff(Role.COORDINATOR, place), staff(Role.COORDINATOR, there)
    both = staff(Role.COORDINATOR, place)
    GrantFactory(user=both, role=Role.COORDINATOR, project=there.project, site=there.site)

    seen = {}
    for name, user in (("here", here_only), ("there", there_only), ("both", both)):
        with scope(user):
            seen[name] = (
                DuplicateCandidate.objects.count(),
                DuplicateCandidate.objects.visible_to(user).waiting().count(),
            )

    assert seen == {"here": (0, 0), "there": (0, 0), "both": (1, 1)}
    candidate = DuplicateCandidate.objects.get()
    assert set(candidate.reasons) == {"phone", "birth", "name"}
    assert may_merge(both, candidate.one, candidate.other)
    assert not may_merge(here_only, candidate.one, candidate.other)


def test_nobody_can_be_asked_after_whom_one_does_not_see(known):
    there = ProjectSiteFactory()
    stranger = ParticipantFactory(**SAID, phone=PHONE)

    with scope(staff(Role.FIELD, there)):
        assert known_elsewhere(stranger) is False

    assert not DuplicateCandidate.objects.exists()


def test_function_answers_nothing_but_yes_or_no(officer, known):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_function_result('participants_known_v1_across_scopes'::regproc)"
        )
        assert cursor.fetchone() == ("boolean",)


def test_pair_that_was_decided_is_not_known_elsewhere_any_more(known):
    there = ProjectSiteFactory()
    person = register_elsewhere(there, **SAID, phone=PHONE).person
    decide_candidate(
        candidate=DuplicateCandidate.objects.get(), verdict="different", by=staff(Role.COORDINATOR)
    )

    with scope(staff(Role.FIELD, there)):
        assert known_elsewhere(person) is False


@pytest.mark.parametrize("verdict", ["", "same", "perhaps"])
def test_verdict_that_is_none_is_refused(verdict):
    with pytest.raises(CannotKeep):
        decide_candidate(
            candidate=DuplicateCandidateFactory(), verdict=verdict, by=staff(Role.COORDINATOR)
        )


def test_pair_has_one_row():
    candidate = DuplicateCandidateFactory()

    with pytest.raises(IntegrityError, match="duplicate_candidate_once_per_pair"):
        DuplicateCandidateFactory(one=candidate.other, other=candidate.one)


def test_pair_stands_in_one_order():
    candidate = DuplicateCandidateFactory()

    with pytest.raises(IntegrityError, match="duplicate_candidate_in_order"):
        DuplicateCandidate.objects.create(one=candidate.other, other=candidate.one)


def test_nobody_is_her_own_duplicate():
    person = ParticipantFactory()

    with pytest.raises(IntegrityError, match="duplicate_candidate_in_order"):
        DuplicateCandidate.objects.create(one=person, other=person)


def test_verdict_says_whose_it_is():
    with pytest.raises(IntegrityError, match="duplicate_candidate_decided_by_somebody"):
        DuplicateCandidateFactory(verdict="unsure")


@pytest.mark.parametrize("people", [1, 40])
def test_comparing_takes_two_statements(officer, place, people, django_assert_num_queries):
    for _ in range(people):
        ParticipantFactory(**SAID, project_sites=[place.pk])

    with django_assert_num_queries(2):  # whom the net catches, and what is known of them
        assert len(likely_duplicates(told_of(PersonDetails(**SAID)), officer)) == min(people, 10)
