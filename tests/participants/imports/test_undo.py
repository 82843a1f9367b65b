"""A whole list is taken back, and everything is as it was; not once somebody worked with it."""

from __future__ import annotations

import pytest
from django.db import connection

from accounts.roles import Role
from core.scoping import scope
from participants.models import (
    Consent,
    DisplacementEpisode,
    DuplicateCandidate,
    ImportedPerson,
    Participant,
    PeopleImport,
)
from participants.services.anonymising import anonymise
from participants.services.changes import change_person
from participants.services.imports.undo import undo
from participants.services.refusals import CannotKeep
from tests.factories import (
    CohortFactory,
    EnrolmentFactory,
    ParticipantFactory,
    ProjectSiteFactory,
    staff,
)
from tests.participants.imports.conftest import findings
from tests.participants.imports.test_change import change_list
from tests.participants.sheets.files import woman

pytestmark = pytest.mark.django_db

TABLES = (
    "participants_participant",
    "participants_consent",
    "participants_displacementepisode",
    "participants_communityidentity",
    "participants_duplicatecandidate",
    "participants_importedperson",
)


def everything():
    """Every row about people, as it is."""
    with connection.cursor() as cursor:
        found = {}
        for table in TABLES:
            # What is encrypted is written anew with another nonce: only that it is there counts.
            cursor.execute(
                f"SELECT to_jsonb(t) - '{{phone,address,to_complete}}'::text[],"
                f" to_jsonb(t)->'phone_index' FROM {table} t ORDER BY 1"
            )
            found[table] = cursor.fetchall()
    return found


def take_back(imported, officer):
    with scope(officer):
        undo(imported=imported, by=officer)


def test_what_was_added_is_gone(lists, officer):
    before = everything()
    imported = lists.load(woman(), woman(given="زينب", phone=""))
    assert Participant.objects.count() == 2

    take_back(imported, officer)

    assert everything() == before
    imported = lists.again(imported)
    assert (imported.state, imported.undone_by) == (PeopleImport.State.UNDONE, officer)


def test_what_was_changed_is_as_it_was(lists, officer, place):
    person = ParticipantFactory(given="زينب", father="كاظم", project_sites=[place.pk])
    person.displacement_episodes.create(status="idp", from_on="2026-01-01")
    before = everything()
    data = change_list(
        person, given="زينبة", phone="07701234567", status="host", born_on="17/04/1968"
    )
    imported = lists.apply(lists.send(data=data))
    person.refresh_from_db()
    assert (person.given, person.phone) == ("زينبة", "+9647701234567")
    assert [one.status for one in DisplacementEpisode.objects.order_by("from_on")] == [
        "idp",
        "host",
    ]

    take_back(imported, officer)

    assert everything() == before


def test_who_became_known_at_a_place_is_unknown_there_again(lists, place, officer):
    elsewhere = ProjectSiteFactory(project=place.project)
    officer.grants.update(site=None)
    ParticipantFactory(
        given="ئاوات", father="محمد", phone="+9647909375836", project_sites=[elsewhere.pk]
    )
    before = everything()
    imported = lists.load(woman())
    assert place.pk in Participant.objects.get().project_sites
    assert ImportedPerson.objects.get().kind == "reached"

    take_back(imported, officer)

    assert everything() == before


def test_list_whose_woman_was_changed_since_stays(lists, officer):
    imported = lists.load(woman(), woman(given="زينب", phone=""))
    with scope(officer):
        change_person(person=Participant.objects.first(), said={"family": "بارزنجي"}, by=officer)

    with pytest.raises(CannotKeep, match="1 woman of this list was changed"):
        take_back(imported, officer)

    assert Participant.objects.count() == 2
    assert Consent.objects.count() == 4


def test_list_whose_woman_has_a_place_in_a_cohort_stays(lists, officer, place):
    imported = lists.load(woman())
    EnrolmentFactory(
        cohort=CohortFactory(project_site=place), participant=Participant.objects.get()
    )

    with pytest.raises(CannotKeep, match="changed since"):
        take_back(imported, officer)


def test_change_at_another_place_counts_too(lists, officer, place):
    """Whoever takes it back may not even see what was changed there."""
    imported = lists.load(woman())
    other = ProjectSiteFactory()
    EnrolmentFactory(
        cohort=CohortFactory(project_site=other), participant=Participant.objects.get()
    )

    with pytest.raises(CannotKeep, match="changed since"):
        take_back(imported, officer)


def test_list_is_taken_back_once(lists, officer):
    imported = lists.load(woman())
    take_back(imported, officer)

    with pytest.raises(CannotKeep, match="Only a list that was applied"):
        take_back(imported, officer)


def test_pairs_of_who_is_gone_are_gone(lists, officer, place):
    ParticipantFactory(
        given="ئاوات", father="محمد", phone="+9647909375836", project_sites=[place.pk]
    )
    imported = lists.send(woman())
    imported.rows.filter(outcome="known").update(choice="unsure")
    imported = lists.apply(imported)
    assert DuplicateCandidate.objects.exists()

    take_back(imported, officer)

    assert not DuplicateCandidate.objects.exists()


def test_list_can_be_sent_again_after_it_was_taken_back(lists, officer):
    imported = lists.load(woman())
    take_back(imported, officer)

    again = lists.send(woman())

    assert again.pk != imported.pk
    assert [one.outcome for one in findings(again).values()] == ["new"]


def test_coordinator_takes_back_what_an_officer_applied(lists, place):
    imported = lists.load(woman())
    take_back(imported, staff(Role.COORDINATOR, place))

    assert not Participant.objects.exists()


def test_nothing_is_kept_of_how_an_anonymous_woman_was_before(lists, officer, place):
    person = ParticipantFactory(given="زينب", father="كاظم", project_sites=[place.pk])
    imported = lists.apply(lists.send(data=change_list(person, father="علي")))
    assert "كاظم" in ImportedPerson.objects.get().before

    anonymise(Participant.objects.get())

    assert ImportedPerson.objects.get().before == ""
    with pytest.raises(CannotKeep, match="changed since"):
        take_back(imported, officer)
