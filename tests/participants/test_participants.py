"""People: what the database refuses, how they are found and in which order they stand."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, connection

from accounts.roles import Role
from participants.models import Participant
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


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("أمينة", "امينه"),
        ("إيمان", "ايمان"),
        ("گوڵاڵە", "گولاله"),
        ("شیرین", "شيرين"),
        ("Gülşen", "gulsen"),
        ("مُنى", "منى"),
    ],
)
def test_name_is_found_however_it_is_spelled(written, asked):
    person = ParticipantFactory(given=written)

    assert list(Participant.objects.all().named(asked)) == [person]


def test_every_word_of_a_search_has_to_fit():
    ParticipantFactory(given="زينب", father="كاظم")
    wanted = ParticipantFactory(given="زينب", father="حسين")

    assert list(Participant.objects.all().named("حسين زينب")) == [wanted]


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

    assert list(Participant.objects.all().named("امينة")) == [person]


def test_phone_is_not_readable_in_the_database():
    person = ParticipantFactory(phone="+9647001234567")

    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM participants_participant WHERE id = %s", [person.pk])
        (stored,) = cursor.fetchone()

    assert b"7001234567" not in bytes(stored)
    assert Participant.objects.get(pk=person.pk).phone == "+9647001234567"
