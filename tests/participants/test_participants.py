"""People: what the database refuses, how they are found and in which order they stand."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from accounts.roles import Role
from participants.models import Participant
from participants.names.keys import fold
from tests.factories import ParticipantFactory, ProjectSiteFactory, staff

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("participant_has_a_name", {"given": ""}),
        ("participant_birth_date_says_how_exact", {"born_on": date(1990, 1, 1)}),
        ("participant_birth_date_says_how_exact", {"born_precision": "year"}),
        ("participant_belongs_somewhere", {"project_sites": []}),
    ],
)
def test_database_refuses_half_a_person(constraint, fields):
    with pytest.raises(IntegrityError, match=constraint):
        ParticipantFactory(**fields)


def test_birth_date_with_its_precision_is_kept():
    person = ParticipantFactory(born_on=date(1990, 1, 1), born_precision="year")

    assert Participant.objects.get(pk=person.pk).born_on == date(1990, 1, 1)


def test_people_of_another_place_are_not_seen():
    here, there = ProjectSiteFactory.create_batch(2)
    person = ParticipantFactory(project_sites=[here.pk])
    ParticipantFactory(project_sites=[there.pk])

    assert list(Participant.objects.visible_to(staff(Role.FIELD, here))) == [person]


@pytest.mark.parametrize("role", [Role.MANDE, Role.SYSADMIN, Role.CATALOGUE, Role.DONOR])
def test_roles_without_sessions_see_nobody(role):
    person = ParticipantFactory()

    assert person.project_sites
    assert not Participant.objects.visible_to(staff(role)).exists()


def test_keys_follow_a_changed_name():
    person = ParticipantFactory(given="زينب")

    person.given = "أمينة"
    person.save()

    assert Participant.objects.get(folded_name__contains=fold("امينة")) == person


def test_phone_is_not_readable_in_the_database():
    person = ParticipantFactory(phone="+9647001234567")

    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM participants_participant WHERE id = %s", [person.pk])
        (stored,) = cursor.fetchone()

    assert b"7001234567" not in bytes(stored)
    assert Participant.objects.get(pk=person.pk).phone == "+9647001234567"


def merge_by_hand(other, survivor):
    Participant.objects.filter(pk=other.pk).update(canonical=survivor, merged_at=timezone.now())


def test_new_record_stands_for_itself_and_is_known_where_it_is_made():
    person = ParticipantFactory()

    assert person.canonical == person
    assert person.known_at == person.project_sites
    assert list(Participant.objects.all().survivors()) == [person]


def test_merged_record_points_to_another():
    survivor, other = ParticipantFactory.create_batch(2)

    merge_by_hand(other, survivor)

    assert list(Participant.objects.all().survivors()) == [survivor]
    assert set(survivor.records.all()) == {survivor, other}


def test_pointer_is_one_level_deep():
    survivor, other, third = ParticipantFactory.create_batch(3)
    merge_by_hand(other, survivor)

    with pytest.raises(IntegrityError, match="participant_canonical_is_one_level_deep"):
        merge_by_hand(third, other)


def test_survivor_of_others_is_not_merged_alone():
    survivor, other, third = ParticipantFactory.create_batch(3)
    merge_by_hand(other, survivor)

    with pytest.raises(IntegrityError, match="participant_canonical_is_one_level_deep"):
        merge_by_hand(survivor, third)


def test_all_records_of_a_person_are_merged_together():
    survivor, other, third = ParticipantFactory.create_batch(3)
    merge_by_hand(other, survivor)

    survivor.records.update(canonical=third, merged_at=timezone.now())

    assert third.records.count() == 3


@pytest.mark.parametrize("merged_at", [True, False])
def test_merged_record_says_when(merged_at):
    survivor, other = ParticipantFactory.create_batch(2)
    half = {"merged_at": timezone.now()} if merged_at else {"canonical": survivor}

    with pytest.raises(IntegrityError, match="participant_merged_says_when"):
        Participant.objects.filter(pk=other.pk).update(**half)
