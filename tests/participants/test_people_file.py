"""Everybody of a place as a file: however many, by name, straight from the database."""

from __future__ import annotations

import csv
import io
from datetime import date

import openpyxl
import pytest
from django.urls import reverse
from django.utils.translation import override

from accounts.models import Export
from accounts.roles import Role
from core.cells import plain_cell
from core.ids import uuid7
from core.scoping import scope
from participants.queries.people_file import PeopleOfPlace
from participants.services.duplicates import merge
from tests.factories import (
    CommunityIdentityFactory,
    ConsentFactory,
    ConsentTextFactory,
    ParticipantFactory,
    ProjectSiteFactory,
    staff,
)

pytestmark = pytest.mark.django_db

HOSTILE = ["=1+1", "@ا", "+ا", "-ا", "＝ا", "ا\u202eب", 'ا,"ب']


@pytest.fixture
def place():
    return ProjectSiteFactory()


@pytest.fixture
def coordinator(client, place):
    user = staff(Role.COORDINATOR, place)
    client.force_login(user)
    return user


def taken(client, place, file_format="csv"):
    answers = {"key": uuid7(), "place": place.pk, "format": file_format, "purpose": "To call"}
    answer = client.post(reverse("accounts:file_add", args=["people"]), answers)
    assert answer.status_code == 302, answer.content.decode()
    return b"".join(client.post(answer["Location"] + "take/").streaming_content)


def rows_in(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))[2:-3]


def test_everybody_of_a_place_is_in_it_and_nobody_else(client, place, coordinator):
    ParticipantFactory(
        given="هناء",
        father="كاظم",
        latin_name="Hana Kadhim",
        born_on=date(1990, 5, 5),
        born_precision="day",
        sex="f",
        area_id="IQG13Q04",
        phone="+9647701234567",
        project_sites=[place.pk],
    )
    ParticipantFactory()

    data = taken(client, place)

    ((name, latin, _code, sex, year, area, pcode),) = rows_in(data)
    assert (name, latin, sex, year, pcode) == ("هناء كاظم", "Hana Kadhim", "f", "1990", "IQG13Q04")
    assert area == "Kirkuk"
    assert b"1234567" not in data.replace(b" ", b"")
    assert b"1990-05" not in data


def test_more_than_1999_are_all_in_it(place):
    ParticipantFactory._meta.model.objects.bulk_create(
        ParticipantFactory.build(project_sites=[place.pk]) for _ in range(2_001)
    )

    people = PeopleOfPlace(place.pk)

    assert people.count() == 2_001
    assert b"".join(people.lines()).count(b"\n") == 2_001


def test_names_that_could_run_are_disarmed_and_can_be_read_back(client, place, coordinator):
    for name in HOSTILE:
        ParticipantFactory(
            given=name, father="", family="", grandfather="", project_sites=[place.pk]
        )

    names = [row[0] for row in rows_in(taken(client, place))]

    assert sorted(map(plain_cell, names)) == sorted(HOSTILE)
    assert [name for name in names if name[0] in "=+-@＝"] == []


def test_workbook_holds_the_same_and_no_formula(client, place, coordinator):
    for name in HOSTILE:
        ParticipantFactory(
            given=name, father="", family="", grandfather="", project_sites=[place.pk]
        )

    sheet = openpyxl.load_workbook(io.BytesIO(taken(client, place, "xlsx"))).worksheets[0]

    rows = list(sheet.iter_rows(values_only=True))[2:-3]
    assert sorted(row[0] for row in rows) == sorted(HOSTILE)
    assert {cell.data_type for row in sheet for cell in row} <= {"s", "n"}


def test_community_is_never_in_it(client, place, coordinator):
    person = ParticipantFactory(project_sites=[place.pk])
    CommunityIdentityFactory(participant=person, ethnicity="turkmen")

    text = taken(client, place).decode()

    assert "urkmen" not in text
    assert "ركمان" not in text


def test_merged_woman_is_in_it_once_and_anonymous_ones_never(place):
    one, other = ParticipantFactory.create_batch(2, project_sites=[place.pk])
    merge(survivor=one, other=other, by=staff(Role.COORDINATOR))

    assert PeopleOfPlace(place.pk).count() == 1


def test_whoever_said_no_is_left_out(place):
    text = ConsentTextFactory(purpose="data_processing")
    one, other = ParticipantFactory.create_batch(2, project_sites=[place.pk])
    ConsentFactory(participant=one, text=text, decision="withdrawn")
    ConsentFactory(participant=other, text=text, decision="refused")
    ConsentFactory(participant=other, text=text, decision="agreed")

    rows = list(PeopleOfPlace(place.pk).rows())

    assert [row[2] for row in rows] == [other.code_text]


@pytest.mark.parametrize(
    ("language", "name"), [("ar", "كركوك"), ("en", "Kirkuk"), ("tr-iq", "كركوك")]
)
def test_districts_are_named_in_the_language_of_the_file(place, language, name):
    ParticipantFactory(area_id="IQG13Q04", project_sites=[place.pk])

    with override(language):
        (row,) = PeopleOfPlace(place.pk).rows()

    assert row[5] == name


def test_database_hides_another_place_whatever_is_asked(place):
    ParticipantFactory(project_sites=[place.pk])

    with scope(staff(Role.COORDINATOR, ProjectSiteFactory())):
        assert PeopleOfPlace(place.pk).count() == 0


def test_register_counts_people_and_says_what_for(client, place, coordinator):
    ParticipantFactory.create_batch(3, project_sites=[place.pk])

    taken(client, place)

    export = Export.objects.get()
    assert (export.rows, export.purpose, export.downloads) == (3, "To call", 1)
