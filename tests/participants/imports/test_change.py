"""A row with an id changes her record; a cell that says nothing changes nothing."""

from __future__ import annotations

import pytest

from core.ids import uuid7
from participants.models import Participant
from participants.services.duplicates import merge
from tests.factories import ParticipantFactory, UserFactory
from tests.participants.imports.conftest import findings, outcomes
from tests.participants.sheets.files import xlsx

pytestmark = pytest.mark.django_db

HEADINGS = {
    "id": "id",
    "given": "given name",
    "father": "father",
    "born_on": "birth date",
    "phone": "phone",
    "status": "status",
    "address": "address",
    "consent": "consent",
}


def change_list(*people, **said):
    """A list with one row for each of some people, all of which say the same."""
    codes = ["id", *said]
    rows = [[str(getattr(one, "pk", one)), *said.values()] for one in people]
    return xlsx([HEADINGS[code] for code in codes], *rows)


@pytest.fixture
def person(place):
    return ParticipantFactory(
        given="زينب",
        father="كاظم",
        address="حي القادسية",
        born_on="1968-01-01",
        born_precision="year",
        project_sites=[place.pk],
    )


def test_what_differs_is_told_and_changed(lists, person):
    imported = lists.send(data=change_list(person, father="علي", address=""))
    [finding] = findings(imported).values()
    assert finding.outcome == "changed"
    assert [(one.column, one.before, one.after) for one in finding.changes] == [
        ("father", "كاظم", "علي")
    ]

    lists.apply(imported)

    person.refresh_from_db()
    assert (person.father, person.address) == ("علي", "حي القادسية")


def test_same_birth_told_exactly_is_a_change(lists, person):
    imported = lists.send(data=change_list(person, born_on="01/01/1968"))

    lists.apply(imported)

    person.refresh_from_db()
    assert person.born_precision == "day"


def test_row_that_says_the_same_is_no_change(lists, person):
    imported = lists.send(data=change_list(person, father="كاظم", born_on="1968"))

    assert outcomes(imported) == {"same": 1}


@pytest.mark.parametrize(
    ("said", "words"),
    [({"father": "علي", "consent": "no"}, "on her own page"), ({"father": "99"}, "one letter")],
)
def test_what_a_list_cannot_change_is_wrong(lists, person, said, words):
    [finding] = findings(lists.send(data=change_list(person, **said))).values()

    assert finding.outcome == "wrong"
    assert words in finding.wrong[0].message


def test_id_of_somebody_elsewhere_is_nobodys(lists, person):
    other = ParticipantFactory()
    imported = lists.send(data=change_list(other, uuid7(), "x", father="علي"))

    assert [one.wrong[0].column for one in findings(imported).values()] == ["id", "id", "id"]


def test_id_stands_in_a_list_once(lists, person):
    imported = lists.send(data=change_list(person, person, father="علي"))

    assert [one.outcome for one in findings(imported).values()] == ["changed", "wrong"]


def test_merged_record_is_not_changed(lists, person, place):
    survivor = ParticipantFactory(project_sites=[place.pk])
    merge(survivor=survivor, other=person, by=UserFactory())

    [finding] = findings(lists.send(data=change_list(person, father="علي"))).values()

    assert "merged into another" in finding.wrong[0].message


def test_value_that_was_changed_meanwhile_is_looked_at_again(lists, person):
    imported = lists.send(data=change_list(person, father="علي"))
    Participant.objects.filter(pk=person.pk).update(father="حسن")

    imported = lists.apply(imported)

    person.refresh_from_db()
    assert person.father == "حسن"
    assert imported.state == "open"
    assert imported.why
