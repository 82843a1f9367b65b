"""Everybody of a place is taken out, and sent back: what nobody touched is 0 changes."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.utils.translation import override
from openpyxl import load_workbook

from accounts.models import Export, Look
from accounts.roles import Role
from core.scoping import scope
from participants.models import DisplacementEpisode, Participant, Spoken
from participants.queries import sheet_people
from participants.queries.sheet_people import offered_at, people_at, rows_of
from participants.sheets.reading import read_lines
from participants.sheets.writing import people_columns, write_list
from tests.factories import (
    CommunityIdentityFactory,
    DisplacementEpisodeFactory,
    ExportFactory,
    ParticipantFactory,
    staff,
)
from tests.participants.imports.conftest import findings, outcomes

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(place):
    """Women with every kind of answer; one of a district whose name there is twice."""
    statuses = DisplacementEpisode.Status.values
    made = []
    for number, status in enumerate(statuses):
        person = ParticipantFactory(
            given=f"زينب{number}",
            grandfather="عبد الله",
            latin_name="Zainab Kadhim",
            born_on="1968-01-01",
            born_precision=Participant.Precision.values[number % 4],
            phone="+9647701234567",
            phone_owner=Participant.PhoneOwner.values[number % 5],
            safe_to_call=[True, False, None][number % 3],
            address="حي القادسية",
            area_id=["IQG13Q04", "IQG13Q01", None][number % 3],
            language=Spoken.values[number % 7],
            literacy=["", *Participant.Literacy.values][number % 4],
            sex=["f", "u", "m"][number % 3],
            project_sites=[place.pk],
        )
        DisplacementEpisodeFactory(participant=person, status=status, origin_id="IQG16Q01")
        made.append(person)
    CommunityIdentityFactory(participant=made[0], ethnicity="turkmen")
    return made


def taken_out(place, officer, language):
    file = BytesIO()
    with scope(officer), override(language):
        write_list(
            file,
            people_columns(),
            rows_of(people_at(place, officer)),
            offered_at(with_identity=False),
            title="people",
        )
    return file.getvalue()


@pytest.mark.parametrize("language", ["ar", "ckb", "en", "tr-iq"])
def test_list_that_nobody_touched_changes_nothing(lists, place, officer, people, language):
    imported = lists.send(data=taken_out(place, officer, language))

    assert [one for one in findings(imported).values() if one.outcome != "same"] == []
    assert outcomes(imported) == {"same": len(people)}


def test_numbers_addresses_and_communities_stay_here(client, place, officer, people):
    client.force_login(officer)

    answer = client.post("/people/lists/people/", {"place": place.pk})

    text = str(read_lines(answer.getvalue()))
    assert "زينب0" in text
    for word in ("القادسية", "تركمان"):
        assert word not in text
    assert "1234567" not in text.replace(" ", "")
    look = Look.objects.get(kind=Look.Kind.EXPORT)
    assert (look.people, look.project_sites) == (len(people), [place.pk])


def test_what_was_corrected_is_the_only_change(lists, place, officer, people):
    data = taken_out(place, officer, "en")
    book = load_workbook(BytesIO(data))
    sheet = book.worksheets[0]
    sheet["C2"] = "جاسم"
    out = BytesIO()
    book.save(out)

    imported = lists.send(data=out.getvalue())

    assert outcomes(imported) == {"same": len(people) - 1, "changed": 1}
    [changed] = [one for one in findings(imported).values() if one.outcome == "changed"]
    assert [(one.column, one.after) for one in changed.changes] == [("father", "جاسم")]


@pytest.fixture
def few_fit(monkeypatch):
    """Two people make a list."""
    monkeypatch.setattr(sheet_people, "MOST_PEOPLE", 2)


def test_list_stands_in_the_register_with_who_took_it(client, place, officer, people):
    client.force_login(officer)

    answer = client.post("/people/lists/people/", {"place": place.pk})

    export = Export.objects.get()
    assert (export.kind, export.rows, export.downloads) == ("people-to-correct", len(people), 1)
    assert export.purpose == "To be corrected and sent back"
    foot = load_workbook(BytesIO(answer.getvalue())).worksheets[0].oddFooter.center.text
    assert officer.full_name in foot


def test_list_to_correct_is_a_workbook_alone(client, place, people):
    coordinator = staff(Role.COORDINATOR, place)
    export = ExportFactory(
        kind="people-to-correct",
        format="csv",
        project_sites=[place.pk],
        asked={"place": str(place.pk), "part": "1"},
        created_by=coordinator,
    )
    client.force_login(coordinator)

    answer = client.post(f"{export.get_absolute_url()}take/")

    assert answer.status_code == 410
    assert "This file is gone. Ask for it again." in answer.content.decode()


def test_place_with_more_people_than_a_list_holds_is_taken_in_parts(
    client, place, officer, few_fit
):
    ParticipantFactory.create_batch(5, project_sites=[place.pk])
    client.force_login(officer)

    page = client.post("/people/lists/people/", {"place": place.pk}).content.decode()
    parts = [
        client.post("/people/lists/people/", {"place": place.pk, "part": part})
        for part in ("1", "2", "٣")
    ]

    assert "5 people are known here, and a list holds" in page
    assert "part 3 of 3" in page
    ids = [row_ids(answer.getvalue()) for answer in parts]
    assert [len(part) for part in ids] == [2, 2, 1]
    assert len(set().union(*ids)) == 5


def row_ids(data):
    sheet = load_workbook(BytesIO(data)).worksheets[0]
    return {row[0] for row in sheet.iter_rows(min_row=2, values_only=True)}


@pytest.mark.parametrize("part", ["0", "4", "x", "9" * 40])
def test_part_that_there_is_not_gives_nothing_out(client, place, officer, few_fit, part):
    ParticipantFactory.create_batch(5, project_sites=[place.pk])
    client.force_login(officer)

    answer = client.post("/people/lists/people/", {"place": place.pk, "part": part})

    assert "Choose a part." in answer.content.decode()
    assert Export.objects.count() == 0


def test_people_of_another_place_are_not_taken_out(place, officer):
    other = ParticipantFactory()

    assert other not in people_at(place, officer)
