"""A file is kept once, encrypted, for a day; whatever it is, the answer is a sentence."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accounts.roles import Role
from core.scoping import scope
from participants.jobs import forget_imports
from participants.models import ImportRow, KnownColumn, Participant, PeopleImport
from participants.queries.imports import matching_of, needs_columns
from participants.services.imports.receive import choose_columns
from participants.sheets.reading import UnreadableFile
from tests.factories import ImportRowFactory, PeopleImportFactory, ProjectSiteFactory, staff
from tests.participants.imports.conftest import Lists, outcomes
from tests.participants.sheets import files
from tests.participants.sheets.files import HEADINGS, registration, woman, xlsx

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def test_same_file_is_one_list_until_it_was_applied(lists):
    first, again = lists.send(woman()), lists.send(woman())
    assert (first, lists.is_new) == (again, False)

    lists.apply(first)
    later = lists.send(woman())

    assert later != first
    assert outcomes(later) == {"known": 1}


def test_same_file_at_another_place_is_another_list(place):
    everywhere = staff(Role.FIELD)
    other = ProjectSiteFactory()

    first = Lists(place, everywhere).send(woman())

    assert Lists(other, everywhere).send(woman()) != first


def test_nothing_that_a_list_says_can_be_read_in_the_database(lists):
    lists.send(woman(), name="زينب كاظم.xlsx")

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(to_jsonb(i)::text || to_jsonb(r)::text, '')"
            " FROM participants_peopleimport i"
            " JOIN participants_importrow r ON r.imported_id = i.id"
        )
        ((stored,),) = cursor.fetchall()
    for word in ("ئاوات", "الجبوري", "7909375836", "زينب", "كرد"):
        assert word not in stored
        assert word.encode().hex() not in stored
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(to_jsonb(c)::text, '') FROM accounts_change c")
        ((record,),) = cursor.fetchall()
    assert "ئاوات" not in record
    assert "زينب" not in record


@pytest.mark.parametrize("state", PeopleImport.STAGED)
def test_list_is_gone_after_a_day_whatever_became_of_it(place, state):
    ImportRowFactory(
        imported=PeopleImportFactory(
            project_site=place, state=state, created_at=timezone.now() - DAY
        )
    )

    forget_imports()

    assert not ImportRow.objects.exists()
    assert not PeopleImport.objects.exists()


def test_rows_of_an_applied_list_are_gone_after_a_day_and_it_can_still_be_taken_back(
    lists, officer
):
    from participants.services.imports.undo import undo

    imported = lists.load(woman())
    PeopleImport.objects.update(created_at=timezone.now() - DAY)

    forget_imports()

    assert not ImportRow.objects.exists()
    with scope(officer):
        undo(imported=imported, by=officer)
    assert not Participant.objects.exists()


def test_list_of_this_hour_stays(lists):
    lists.send(woman())

    forget_imports()

    assert ImportRow.objects.count() == 3 + 1


def test_list_that_should_be_gone_is_not_found_though_nobody_took_it_away(lists):
    first = lists.send(woman())
    PeopleImport.objects.update(created_at=timezone.now() - DAY)
    assert not PeopleImport.objects.present().exists()

    assert lists.send(woman()) != first


def test_columns_are_remembered_for_the_site_alone(lists, officer):
    headings = [*HEADINGS]
    headings[0], headings[13] = "اسم البنت", "شنو قالت"
    imported = lists.send(data=xlsx(headings, woman()))
    assert needs_columns(matching_of(imported))

    columns = {**matching_of(imported).columns, 0: "given", 13: "consent", 12: ""}
    with scope(officer):
        choose_columns(imported=imported, columns=columns, by=officer)

    again = lists.send(data=xlsx(headings, woman(given="زينب")))
    found = matching_of(again).columns
    assert (found[0], found[13]) == ("given", "consent")
    assert 12 not in found
    other = ProjectSiteFactory()
    elsewhere = Lists(other, staff(Role.FIELD)).send(data=xlsx(headings, woman()))
    assert needs_columns(matching_of(elsewhere))
    assert set(KnownColumn.objects.values_list("site", flat=True)) == {lists.place.site_id}


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (files.bomb, "unpacks into too much"),
        (files.far_cell, "unpacks into too much"),
        (lambda: b"", "nothing in this file"),
        (lambda: b"x" * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
    ],
)
def test_hostile_file_leaves_nothing(lists, data, why):
    with pytest.raises(UnreadableFile, match=why):
        lists.send(data=data())

    assert not PeopleImport.objects.exists()


@pytest.mark.parametrize("encoding", ["utf-16", "cp1256", "utf-8"])
def test_text_of_any_office_becomes_a_list(lists, encoding):
    rows = [HEADINGS, woman(given="زينب", district="كركوك", language="عربي")]
    rows[1][4] = "17/04/1968"
    data = "\r\n".join(";".join(map(str, row)) for row in rows).encode(encoding)

    lists.apply(lists.send(data=data, name="list.csv"))

    assert Participant.objects.get().given == "زينب"


def test_formula_never_becomes_a_name(lists):
    imported = lists.send(data=registration(woman(given="@SUM(1)", father="+1")))

    assert outcomes(imported) == {"wrong": 1}


@pytest.mark.parametrize("text", ["\u202eزينب", "x" * 10_000, "<b>زينب</b>", "\u200b\u200c"])
def test_strange_text_in_every_cell_gets_an_answer(lists, text):
    data = ",".join([text] * 14)
    head = ",".join(HEADINGS)

    imported = lists.send(data=f"{head}\n{data}\n".encode(), name=f"{text[:50]}.csv")

    assert sum(outcomes(imported).values()) == 1
