"""Finding a phone that the database cannot read."""

from __future__ import annotations

import pytest

from participants.models import Participant
from participants.services.reach import reach
from tests.factories import ParticipantFactory, ProjectFactory, ProjectSiteFactory

pytestmark = pytest.mark.django_db

NUMBER = "+9647701234567"


def test_whole_number_finds_her_wherever_she_is():
    person = ParticipantFactory(phone=NUMBER)
    ParticipantFactory(phone="+9647701234568")

    assert list(Participant.objects.all().with_phone(NUMBER)) == [person]


def test_last_four_digits_find_her_in_the_projects_that_know_her():
    here, there = ProjectSiteFactory.create_batch(2)
    person = ParticipantFactory(phone=NUMBER, project_sites=[here.pk])
    people = Participant.objects.all()

    assert list(people.with_last_digits("4567", [here.pk])) == [person]
    assert not people.with_last_digits("4567", [there.pk]).exists()
    assert not people.with_last_digits("567", [here.pk]).exists()


def test_same_digits_look_different_in_another_project():
    one, other = ParticipantFactory.create_batch(2, phone=NUMBER)

    assert one.phone_index == other.phone_index
    assert not set(one.phone_tails) & set(other.phone_tails)


def test_sites_of_one_project_share_an_index():
    project = ProjectFactory()
    places = ProjectSiteFactory.create_batch(2, project=project)

    person = ParticipantFactory(phone=NUMBER, project_sites=[place.pk for place in places])

    assert len(person.phone_tails) == 1


def test_she_is_found_where_she_became_known_later():
    here, there = ProjectSiteFactory.create_batch(2)
    person = ParticipantFactory(phone=NUMBER, project_sites=[here.pk])

    reach(people=[person.pk], project_site_id=there.pk)

    assert list(Participant.objects.all().with_last_digits("4567", [there.pk])) == [person]


def test_changed_number_is_found_and_the_old_one_is_not():
    person = ParticipantFactory(phone=NUMBER)
    person.phone = "+9647709999999"
    person.save(update_fields=["phone"])

    assert list(Participant.objects.all().with_phone("+9647709999999")) == [person]
    assert not Participant.objects.all().with_phone(NUMBER).exists()


def test_people_without_a_phone_have_no_index():
    person = ParticipantFactory(phone="")

    assert (person.phone_index, person.phone_tails) == (None, [])


def test_people_who_are_written_in_bulk_are_found_too():
    place = ProjectSiteFactory()
    Participant.objects.bulk_create(
        Participant(given="زينب", phone=NUMBER, project_sites=[place.pk]) for _ in range(2)
    )

    assert Participant.objects.all().with_phone(NUMBER).count() == 2
