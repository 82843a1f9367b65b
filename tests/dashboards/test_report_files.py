"""Files of a report: given by a button, the same numbers as on its page, a line in the register."""

from __future__ import annotations

import re

import pytest
from django.db.models import F
from django.urls import reverse

from accounts.models import Export, Look
from accounts.roles import Role
from core.scoping import scope
from tests.dashboards.reporting import (
    ONE,
    a_project,
    cells_of,
    signed_report,
    take_report,
    text_of,
)
from tests.factories import staff
from tests.pdf_text import pdf_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return a_project()


@pytest.fixture
def signed(project, place, manager):
    return signed_report(project, place, manager)


def page_of(client, user, report):
    client.force_login(user)
    return client.get(report.get_absolute_url())


def test_spreadsheet_has_the_numbers_of_the_page_typed_and_tagged(client, donor, signed):
    sheet, (head, tags, *lines) = cells_of(take_report(client, donor, signed, "xlsx"))

    assert head[:2] == ["code", "Indicator"]
    assert tags[:2] == ["#indicator+code", "#indicator+name"]
    assert tags[head.index("Reached")] == "#indicator+value+num"
    rows = [dict(zip(head, one, strict=True)) for one in lines]
    enrolled = next(one for one in rows if one["code"] == "enrolled" and one["Target"])
    assert (enrolled["Target"], enrolled["Reached"], enrolled["from"].date()) == (
        60.5,
        21,
        ONE.first,
    )
    attendance = [one for one in rows if one["code"] == "attendance"]
    assert (attendance[0]["Reached"], attendance[0]["out of"]) == (132, 231)
    displaced = next(one for one in attendance if one["Of whom"] == "displaced")
    assert (displaced["Reached"], displaced["remark"]) == (None, "hidden")
    assert not any(cell.data_type == "f" for line in sheet.iter_rows() for cell in line)


def test_spreadsheet_is_read_from_right_to_left_in_arabic(client, place, signed):
    reader = staff(Role.DONOR, place, language="ar")

    sheet, (head, *_lines) = cells_of(take_report(client, reader, signed, "xlsx"))

    assert sheet.sheet_view.rightToLeft
    assert head[1] == "المؤشر"


def test_paper_is_set_in_every_language(client, place, signed):
    for language in ("ar", "ckb", "en", "tr-iq"):
        reader = staff(Role.DONOR, place, language=language)
        paper = take_report(client, reader, signed, "pdf")
        assert paper["Content-Type"] == "application/pdf"
        assert len(re.findall(r"\b231\b", pdf_text(paper.content))) >= 1


def test_files_leave_a_line_on_record(client, donor, place, signed):
    take_report(client, donor, signed, "xlsx")
    take_report(client, donor, signed, "pdf")

    with scope(service="test"):
        looks = Look.objects.filter(kind=Look.Kind.EXPORT, user_id=donor.pk)
        assert [(one.page, *one.project_sites) for one in looks] == [
            ("accounts:file_take", place.pk)
        ] * 2


def test_files_stand_in_the_register_without_a_question(client, donor, place, signed):
    take_report(client, donor, signed, "xlsx")
    take_report(client, donor, signed, "pdf")

    with scope(service="test"):
        lines = Export.objects.filter(created_by=donor).order_by("created_at")
        assert [(one.kind, one.format, one.sensitivity, one.downloads) for one in lines] == [
            ("report", "xlsx", "statistics", 1),
            ("report", "pdf", "statistics", 1),
        ]
        assert lines[0].asked == {"report": str(signed.pk)}
        assert lines[0].project_sites == [place.pk]


def test_opening_an_address_writes_nothing_into_the_register(client, donor, signed):
    """A browser opens links before anybody taps them."""
    page = text_of(page_of(client, donor, signed))
    main = page.split("<main")[1].split("</main")[0]

    for address in {*re.findall(r'(?:href|action)="(/[^"]+)"', main)}:
        client.get(address)

    assert client.get(reverse("dashboards:report_file", args=[signed.pk])).status_code == 405
    assert not Export.objects.exists()
    assert not Look.objects.filter(kind=Look.Kind.EXPORT).exists()


def test_two_taps_of_one_button_are_one_line_that_was_taken_twice(client, donor, signed):
    page = text_of(page_of(client, donor, signed))
    keys = re.findall(r'name="key" value="([^"]+)"', page)

    for _ in range(2):
        assert take_report(client, donor, signed, "xlsx", key=keys[0]).status_code == 200
    take_report(client, donor, signed, "pdf", key=keys[1])

    lines = Export.objects.filter(created_by=donor).order_by("format")
    assert [(one.format, one.downloads) for one in lines] == [("pdf", 1), ("xlsx", 2)]


@pytest.mark.parametrize(
    "wrong", [{"format": "csv"}, {"format": ""}, {"key": "x"}, {"key": ""}, {"format": "\x00"}]
)
def test_a_button_that_was_tampered_with_answers_in_a_sentence(client, donor, signed, wrong):
    answer = take_report(client, donor, signed, "xlsx", **wrong)

    assert answer["Location"] == signed.get_absolute_url()
    assert "This file cannot be made." in text_of(client.get(answer["Location"]))
    assert not Export.objects.exists()


def test_a_manager_takes_a_file_of_a_report_again_as_long_as_she_reads_it(
    client, manager, place, signed
):
    take_report(client, manager, signed, "xlsx")
    with scope(service="test"):
        again = Export.objects.get(created_by=manager).get_absolute_url() + "take/"
    assert client.post(again).status_code == 200

    with scope(service="test"):
        manager.grants.update(to_on=F("from_on"))

    assert client.post(again).status_code in (403, 404)
