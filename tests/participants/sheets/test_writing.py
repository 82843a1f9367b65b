"""Lists that go out can be filled in, and are read again as they were written."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.utils.translation import override
from openpyxl import load_workbook

from participants.models import DisplacementEpisode, Participant, Spoken
from participants.sheets.cells import cell_text
from participants.sheets.matching import guess
from participants.sheets.people import Wrong
from participants.sheets.reading import Line, read_lines
from participants.sheets.values import Lists, read_value
from participants.sheets.writing import (
    Offered,
    people_columns,
    template_columns,
    write_errors,
    write_list,
)

LANGUAGES = ("ar", "ckb", "en", "tr-iq")


def template(language="en", rows=(), columns=None, offered=None):
    file = BytesIO()
    with override(language):
        write_list(
            file,
            columns or template_columns(with_identity=True),
            rows,
            offered or Offered(["كركوك"], ["كرد"], ["سني"]),
            title="people",
        )
    return file


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_of_a_template_are_known_in_every_language(language):
    lines = read_lines(template(language).getvalue())

    assert list(guess(lines).columns.values()) == template_columns(with_identity=True)


@pytest.mark.parametrize(("language", "rtl"), [("ar", True), ("ckb", True), ("en", False)])
def test_sheet_faces_the_way_of_its_language(language, rtl):
    [sheet, *_] = load_workbook(template(language)).worksheets

    assert bool(sheet.sheet_view.rightToLeft) is rtl


def test_id_alone_is_locked():
    book = load_workbook(template(rows=[{"id": "7", "given": "زينب"}]))
    sheet = book.worksheets[0]

    assert sheet.protection.sheet
    assert sheet["A2"].protection.locked
    assert not sheet["B2"].protection.locked
    # The rows below are open too.
    assert not sheet.column_dimensions["B"].protection.locked
    assert sheet.column_dimensions["A"].protection.locked


def test_answers_are_offered():
    book = load_workbook(template())
    sheet, lists = book.worksheets
    offered = {
        str(rule.sqref).split(":")[0].rstrip("0123456789"): rule.formula1
        for rule in sheet.data_validations.dataValidation
    }
    headings = {cell.value: cell.column_letter for cell in sheet[1]}

    assert lists.sheet_state == "hidden"
    area = headings["District where she lives now"]
    assert offered[area] == f"lists!${area}$1:${area}$1"
    assert lists[f"{area}1"].value == "كركوك"
    status = [cell.value for cell in lists[headings["Displacement status"]] if cell.value]
    assert "displaced" in status
    assert "not recorded" not in status


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_is_read_again_in_every_language(language):
    choices = {
        "status": DisplacementEpisode.Status,
        "phone_owner": Participant.PhoneOwner,
        "sex": Participant.Sex,
        "language": Spoken,
        "literacy": Participant.Literacy,
    }
    with override(language):
        wrong = [
            (code, value)
            for code, kind in choices.items()
            for value in kind.values
            if (text := cell_text(code, value, {})) and read_value(code, text, Lists()) != value
        ]
        assert wrong == []
        assert read_value("consent", cell_text("consent", True, {}), Lists()) is True
        assert read_value("consent", cell_text("consent", False, {}), Lists()) is False


def test_list_of_people_tells_nothing_of_their_community():
    assert not {"ethnicity", "belief", "identity_consent"} & set(people_columns())


def test_cell_that_could_run_stays_a_text():
    book = load_workbook(template(rows=[{"given": "=1+1", "father": "@x"}]))
    [cell, other] = book.worksheets[0]["B2:C2"][0]

    assert (cell.data_type, cell.value) == ("s", "=1+1")
    assert other.data_type == "s"


def test_errors_are_the_same_file_with_comments():
    from datetime import date

    lines = [
        Line(1, ("القائمة",)),
        Line(3, ("given name", "birth date", "phone", "consent")),
        Line(5, ("زينب", date(1968, 4, 17), 7701234567, "yes")),
        Line(6, ("=1+1", "31/02/1999", "12")),
    ]
    file = BytesIO()
    wrong = {6: [Wrong("given", "Write her given name."), Wrong("consent", "Write yes or no.")]}
    with override("en"):
        write_errors(file, lines, guess(lines), wrong, title="x")

    assert read_lines(file.getvalue()) == lines
    sheet = load_workbook(file).worksheets[0]
    assert "Write her given name." in sheet["A6"].comment.text
    # A cell that says nothing and has to.
    assert "Write yes or no." in sheet["D6"].comment.text
    assert sheet["A6"].data_type == "s"
    assert sheet["A5"].comment is None
