"""Displacement: dated episodes that never overlap, and what a household is made of."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from accounts.roles import Role
from core.scoping import scope
from participants.details import Displacement
from participants.models import DisplacementEpisode, HouseholdMember, Participant
from participants.queries.displacement import status_on
from participants.queries.households import composition_of
from participants.services.displacement import change_status
from participants.services.households import move_in, move_out
from participants.services.refusals import CannotKeep
from tests.factories import (
    DisplacementEpisodeFactory,
    HouseholdFactory,
    HouseholdMemberFactory,
    ParticipantFactory,
    ProjectSiteFactory,
    staff,
)

pytestmark = pytest.mark.django_db

JANUARY, MARCH, MAY = date(2026, 1, 1), date(2026, 3, 1), date(2026, 5, 1)


@pytest.fixture
def place():
    return ProjectSiteFactory()


@pytest.fixture
def officer(place):
    return staff(Role.FIELD, place)


def history(person):
    episodes = person.displacement_episodes.order_by("from_on")
    return list(episodes.values_list("status", "from_on", "to_on"))


def test_changing_status_closes_the_old_episode_on_that_day(officer):
    person = DisplacementEpisodeFactory(status="idp", from_on=JANUARY).participant

    change_status(
        person=person, said=Displacement("idp_returnee", MARCH, origin="IQG13Q01"), by=officer
    )

    assert history(person) == [("idp", JANUARY, MARCH), ("idp_returnee", MARCH, None)]
    assert status_on(MARCH - timedelta(1), [person.pk]) == {person.pk: "idp"}
    assert status_on(MARCH, [person.pk]) == {person.pk: "idp_returnee"}


def test_status_said_for_the_same_day_corrects_the_last_one(officer):
    person = DisplacementEpisodeFactory(status="idp", from_on=JANUARY).participant

    change_status(person=person, said=Displacement("host", JANUARY), by=officer)

    assert history(person) == [("host", JANUARY, None)]


def test_status_before_the_last_one_is_refused(officer):
    person = DisplacementEpisodeFactory(status="idp", from_on=MARCH).participant

    with pytest.raises(CannotKeep):
        change_status(person=person, said=Displacement("host", JANUARY), by=officer)

    assert history(person) == [("idp", MARCH, None)]


def test_first_status_needs_no_other(officer):
    person = ParticipantFactory()

    change_status(person=person, said=Displacement("host", MARCH), by=officer)

    assert history(person) == [("host", MARCH, None)]


def test_status_of_merged_records_is_one_that_tells():
    survivor = DisplacementEpisodeFactory(status="unknown", from_on=JANUARY).participant
    other = DisplacementEpisodeFactory(status="idp", from_on=JANUARY).participant
    Participant.objects.filter(pk=other.pk).update(canonical=survivor, merged_at=timezone.now())

    assert status_on(MARCH, [survivor.pk]) == {survivor.pk: "idp"}


def lives_there(household, status):
    member = HouseholdMemberFactory(household=household, from_on=JANUARY)
    if status:
        DisplacementEpisodeFactory(participant=member.participant, status=status, from_on=JANUARY)
    return member.participant


@pytest.mark.parametrize(
    ("statuses", "composition"),
    [
        (["idp", "refugee"], "idp"),
        (["host", "host"], "host"),
        (["idp_returnee", "refugee_returnee"], "returnee"),
        (["idp", "host"], "mixed"),
        (["idp", "host", ""], "mixed"),
        (["host", ""], "unknown"),
        (["idp", "refused"], "unknown"),
        (["other"], "unknown"),
        ([], "unknown"),
    ],
)
def test_composition_comes_from_who_lives_there(statuses, composition):
    household = HouseholdFactory()
    for status in statuses:
        lives_there(household, status)

    assert composition_of([household.pk], MARCH) == {household.pk: composition}


def test_composition_is_that_of_the_day(officer):
    household = HouseholdFactory()
    lives_there(household, "idp")
    other = lives_there(household, "host")

    move_out(person=other, on=MARCH, by=officer)

    assert composition_of([household.pk], MARCH - timedelta(1)) == {household.pk: "mixed"}
    assert composition_of([household.pk], MARCH) == {household.pk: "idp"}


@pytest.mark.parametrize("households", [1, 40])
def test_composition_of_many_takes_two_queries(households, django_assert_num_queries):
    ids = [HouseholdMemberFactory().household_id for _ in range(households)]

    with django_assert_num_queries(2):
        assert len(composition_of(ids, MARCH)) == households


def test_two_women_begin_a_household(officer, place):
    one, other = ParticipantFactory.create_batch(2, project_sites=[place.pk])

    move_in(person=one, with_person=other, relation="child", from_on=MARCH, by=officer)

    members = HouseholdMember.objects.on(MARCH)
    assert {member.participant_id for member in members} == {one.pk, other.pk}
    assert len({member.household_id for member in members}) == 1


def test_moving_in_ends_where_she_lived_before(officer):
    person = HouseholdMemberFactory(from_on=JANUARY).participant
    other = HouseholdMemberFactory(from_on=JANUARY)

    move_in(
        person=person,
        with_person=other.participant,
        relation="",
        from_on=MARCH,
        by=officer,
    )

    stays = HouseholdMember.objects.filter(participant=person).order_by("from_on")
    assert list(stays.values_list("from_on", "to_on")) == [(JANUARY, MARCH), (MARCH, None)]
    assert stays.last().household_id == other.household_id


def test_household_of_another_place_is_joined_where_she_is_known_too(officer, place):
    elsewhere = ProjectSiteFactory()
    other = ParticipantFactory(project_sites=[elsewhere.pk, place.pk])
    HouseholdMemberFactory(
        household=HouseholdFactory(project_site=elsewhere), participant=other, from_on=JANUARY
    )
    person = ParticipantFactory(project_sites=[place.pk])

    with scope(officer):
        move_in(person=person, with_person=other, relation="", from_on=MARCH, by=officer)

    assert HouseholdMember.objects.on(MARCH).values("household").distinct().count() == 1


@pytest.mark.parametrize("same", [True, False])
def test_who_lives_together_already_does_not_move_in(officer, same):
    household = HouseholdFactory()
    one, other = lives_there(household, ""), lives_there(household, "")

    with pytest.raises(CannotKeep):
        move_in(
            person=one,
            with_person=one if same else other,
            relation="",
            from_on=MARCH,
            by=officer,
        )


def test_moving_out_before_moving_in_is_refused(officer):
    person = HouseholdMemberFactory(from_on=MARCH).participant

    with pytest.raises(CannotKeep):
        move_out(person=person, on=JANUARY, by=officer)


def test_moving_out_of_nowhere_is_refused(officer):
    with pytest.raises(CannotKeep):
        move_out(person=ParticipantFactory(), on=JANUARY, by=officer)


def test_stay_without_a_day_is_none(officer):
    person = HouseholdMemberFactory(from_on=MARCH).participant

    move_out(person=person, on=MARCH, by=officer)

    assert not HouseholdMember.objects.exists()


def test_she_lives_in_one_household_at_a_time():
    person = HouseholdMemberFactory(from_on=JANUARY).participant

    with pytest.raises(IntegrityError, match="household_member_one_at_a_time"):
        HouseholdMemberFactory(participant=person, from_on=MARCH)


def test_she_may_move_on_the_day_on_which_she_left():
    person = HouseholdMemberFactory(from_on=JANUARY, to_on=MARCH).participant

    assert HouseholdMemberFactory(participant=person, from_on=MARCH).pk


def test_stay_ends_after_it_begins():
    with pytest.raises(IntegrityError, match="household_member_not_empty"):
        HouseholdMemberFactory(from_on=MARCH, to_on=MARCH)


def test_episodes_do_not_overlap_and_may_touch():
    person = DisplacementEpisodeFactory(from_on=JANUARY, to_on=MARCH).participant
    DisplacementEpisodeFactory(participant=person, from_on=MARCH, to_on=MAY)

    with pytest.raises(IntegrityError, match="displacement_episodes_do_not_overlap"):
        DisplacementEpisode.objects.create(participant=person, status="idp", from_on=JANUARY)
