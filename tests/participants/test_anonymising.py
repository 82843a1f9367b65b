"""Somebody is made anonymous: what is known of her goes, here and in the record."""

from __future__ import annotations

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import Change
from accounts.roles import Role
from participants.models import CommunityIdentity, Consent, Functioning, Participant
from participants.services.anonymising import anonymise
from participants.services.duplicates import merge
from participants.services.refusals import CannotAnonymise
from tests.factories import (
    CommunityIdentityFactory,
    ConsentFactory,
    DisplacementEpisodeFactory,
    DuplicateCandidateFactory,
    EnrolmentFactory,
    FunctioningFactory,
    ParticipantFactory,
    staff,
)

pytestmark = pytest.mark.django_db


def told_about(person):
    """Everything that the record says of somebody, as text."""
    lines = Change.objects.filter(participant_id=person.pk).values_list("before", "after")
    return "".join(map(str, lines))


def test_what_is_known_of_her_goes_and_what_is_counted_stays(person):
    CommunityIdentityFactory(participant=person)
    FunctioningFactory(participant=person)
    ConsentFactory(participant=person, guardian="هناء كريم", given_by="guardian")
    DisplacementEpisodeFactory(participant=person, status="idp", from_on=date(2015, 1, 1))
    Participant.objects.filter(pk=person.pk).update(born_on=date(1991, 7, 14), born_precision="day")

    anonymise(person)

    person.refresh_from_db()
    assert (person.full_name, person.phone, person.address) == ("—", "", "")
    assert (person.skeleton.strip(), person.phone_index, person.phone_tails) == ("", None, [])
    assert (person.born_on, person.born_precision) == (date(1991, 1, 1), "year")
    assert (person.sex, person.area_id) == (person.sex, "IQG13Q04")
    assert not CommunityIdentity.objects.exists()
    assert not Functioning.objects.exists()
    assert Consent.objects.get(participant=person).guardian == ""
    assert person.displacement_episodes.get().status == "idp"


def test_the_record_forgets_her_and_says_so(person):
    place = EnrolmentFactory(participant=person, to_on=timezone.localdate())
    Participant.objects.filter(pk=person.pk).update(family="الجاف")
    assert "گوڵاڵە" in told_about(person)

    lines = anonymise(person)

    left = Change.objects.filter(participant_id=person.pk).exclude(blanked_at__isnull=False)
    assert [(line.action, line.after) for line in left] == [("blank", {"lines": lines})]
    assert lines == Change.objects.filter(participant_id=person.pk).count() - 1
    assert not Change.objects.filter(enrolment_id=place.pk, blanked_at=None).exists()


def test_all_of_her_records_go_together(person):
    other = ParticipantFactory(given="گولالة", project_sites=person.project_sites)
    merge(survivor=person, other=other, by=staff(Role.COORDINATOR))

    anonymise(Participant.objects.get(pk=other.pk))

    names = Participant.objects.filter(pk__in=[person.pk, other.pk]).values_list("given", flat=True)
    assert list(names) == ["—", "—"]
    assert "گولالة" not in told_about(other)


def test_nothing_is_written_of_her_again(person):
    anonymise(person)

    with pytest.raises(IntegrityError, match="participant_anonymous_has_no_name"):
        Participant.objects.filter(pk=person.pk).update(given="گوڵاڵە")


def test_twice_is_once(person):
    anonymise(person)

    assert anonymise(Participant.objects.get(pk=person.pk)) == 0


def test_nobody_is_asked_whether_she_is_another(person):
    pair = DuplicateCandidateFactory(one=person)
    decided = DuplicateCandidateFactory(
        one=person, verdict="different", decided_at=timezone.now(), decided_by=staff(Role.MANAGER)
    )

    anonymise(person)

    kept = type(pair).objects.filter(pk__in=[pair.pk, decided.pk])
    assert list(kept) == [decided]


@pytest.mark.parametrize("state", ["enrolled", "waitlisted"])
def test_whoever_has_a_place_waits(person, state):
    EnrolmentFactory(participant=person, state=state)

    with translation.override("en"), pytest.raises(CannotAnonymise, match="still has a place"):
        anonymise(person)

    person.refresh_from_db()
    assert person.given == "گوڵاڵە"


def test_her_page_says_so_and_offers_nothing(client, officer, person):
    anonymise(person)

    page = client.get(person.get_absolute_url()).content.decode()

    assert "taken away on" in page
    assert "گوڵاڵە" not in page
    change = client.get(reverse("participants:person_who", args=[person.pk]))
    assert change.status_code == 404


def test_lists_and_searches_leave_her_out(client, officer, person):
    there = ParticipantFactory(project_sites=person.project_sites)
    anonymise(person)

    listed = client.get(reverse("participants:people_list")).context["lines"]

    assert [line.person for line in listed] == [there]


def test_command_asks_whether_it_is_meant(person):
    with pytest.raises(CommandError, match="Add --yes"):
        call_command("anonymise", person.code_text)
    with pytest.raises(CommandError, match="Nobody has the code"):
        call_command("anonymise", "00000001", "--yes")

    out = StringIO()
    call_command("anonymise", person.code_text, "--yes", stdout=out)

    person.refresh_from_db()
    assert person.anonymised_at - timezone.now() < timedelta(minutes=1)
    assert f"{person.code_text} is anonymous now" in out.getvalue()
