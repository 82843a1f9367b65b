"""What the courses delivered as a file: the numbers of its page, and nothing that it hides."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.core.cache import cache
from django.db.models import F
from django.urls import reverse
from python_calamine import CalamineWorkbook

from accounts.models import Export, User
from accounts.roles import Role
from core.ids import uuid7
from dashboards.disclosure.table import without
from dashboards.services import catalogue_numbers
from tests.dashboards.classes import a_class
from tests.dashboards.reading import body, csv_lines, found, ids_out, main_of, texts_of
from tests.factories import staff

pytestmark = pytest.mark.django_db

PAGE, FILE = "dashboards:catalogue", "dashboards:catalogue_file"
# Four women at 23 sessions, of which two missed seven each. Of the others 114 of 132 are shown.
SECRETS = ("92", "78")


@pytest.fixture
def few(place):
    """A course that few women took, one that is hidden with it, and one that is told."""
    published(a_class(place, idp=5, host=5, sessions=2, missed=2, name="C"), "Baking")
    published(a_class(place, idp=6, host=6, sessions=11, missed=3, name="B"), "Weaving")
    return published(a_class(place, idp=2, host=2, sessions=23, missed=7), "Tailoring")


@pytest.fixture
def admin(few):
    return staff(Role.CATALOGUE, None, language="en")


def published(cohort, title):
    course, version = cohort.version.course, cohort.version
    course.title_en, course.code = title, title.casefold()
    course.save()
    version.number, version.state = 1, "published"
    version.save()
    return cohort


def taken(client, user, file_format):
    client.force_login(user)
    return body(client.post(reverse(FILE), {"key": uuid7(), "format": file_format}))


def given(client, user):
    """Everything that the page and its files say, as text."""
    cache.clear()
    client.force_login(user)
    page = client.get(reverse(PAGE)).content.decode()
    return {"page": main_of(page), **texts_of(lambda form: taken(client, user, form))}


def lines_of(client, user):
    head, _tags, *rows = csv_lines(taken(client, user, "csv"))
    return [dict(zip(head, row, strict=True)) for row in rows]


def lines_about(client, user, course):
    return {
        line["What"]: (line["Number"], line["Of"], line["Percent"], line["Hidden"])
        for line in lines_of(client, user)
        if line["Course"] == course
    }


def test_each_number_of_the_page_is_a_line_of_the_file(client, admin):
    assert lines_about(client, admin, "Weaving") == {
        "with a place": ("12", "", "", ""),
        "completed a course": ("0", "", "", ""),
        "attendance": ("114", "132", "86", ""),
        "Cohorts": ("1", "", "", ""),
        "Sessions held": ("11", "", "", ""),
    }
    assert "86 % (114 of 132)" in given(client, admin)["page"]


def test_what_is_hidden_is_said_to_be_hidden_and_is_not_none(client, admin):
    few = lines_about(client, admin, "Tailoring")

    assert few["with a place"] == ("", "", "", "hidden")
    assert few["attendance"] == ("", "", "", "hidden")
    # Sessions are no people.
    assert few["Sessions held"] == ("23", "", "", "")


def test_a_course_of_few_women_is_hidden_in_every_form(client, admin):
    told = given(client, admin)

    assert found(told, SECRETS) == []
    # What is not hidden is there, so that the search would find a number.
    assert [where for where, text in told.items() if "132" not in text] == []
    assert [where for where, text in told.items() if "hidden" not in text] == []


def test_catalogues_that_differ_in_hidden_numbers_look_alike(client, admin, few):
    one = given(client, admin)

    hers = few.enrolments.filter(pk=few.enrolments.first().pk)
    hers.update(kind="guest", to_on=F("from_on") + 1)

    other = given(client, admin)
    for where, text in one.items():
        assert ids_out(text) == ids_out(other[where]), where


def test_the_search_finds_what_is_not_hidden(client, admin, monkeypatch):
    monkeypatch.setattr(
        catalogue_numbers,
        "protect_for_page",
        lambda groups: [[without(one, set(), set()) for one in group.tables] for group in groups],
    )

    told = given(client, admin)

    assert {where for where, _secret in found(told, SECRETS)} == {"page", "csv", "xlsx", "pdf"}


def test_workbook_is_typed_and_tagged_and_has_no_formula(client, admin, few):
    few.version.course.title_en = "=1+1"
    few.version.course.save()

    data = taken(client, admin, "xlsx")

    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert [cell.value or None for cell in sheet[2]] == [
        "#indicator+name",
        "#activity+activity",
        None,
        "#status",
        "#indicator+value",
        None,
        None,
        None,
    ]
    assert {cell.data_type for line in sheet.iter_rows() for cell in line} == {"s", "n"}
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert ["attendance", "Weaving", 1.0, "published", 114.0, 132.0, 86.0, ""] in rows
    assert "=1+1" in {row[1] for row in rows}


def test_file_and_paper_run_from_the_right_in_arabic(client, few):
    reader = staff(Role.CATALOGUE, None, language="ar")

    sheet = openpyxl.load_workbook(io.BytesIO(taken(client, reader, "xlsx"))).worksheets[0]
    paper = client.post(reverse(FILE), {"key": uuid7(), "format": "pdf"})

    assert sheet.sheet_view.rightToLeft
    assert sheet["A1"].value == "ماذا"
    assert paper["Content-Type"] == "application/pdf"


def test_file_stands_in_the_register_and_is_about_her_places(client, admin, place):
    client.force_login(admin)
    page = client.get(reverse(PAGE)).content.decode()
    assert main_of(page).count(f'action="{reverse(FILE)}"') == 3
    assert not Export.objects.exists()

    numbers = lines_of(client, admin)

    line = Export.objects.get()
    assert (line.kind, line.sensitivity, line.rows, line.downloads) == (
        "catalogue-numbers",
        "statistics",
        len(numbers),
        1,
    )
    assert line.project_sites == [place.pk]


def test_whoever_writes_no_catalogue_any_more_gets_no_file(client, admin):
    taken(client, admin, "csv")
    User.objects.get(pk=admin.pk).grants.all().delete()

    answer = client.post(reverse(FILE), {"key": uuid7(), "format": "csv"})

    assert answer.status_code == 403
    assert Export.objects.count() == 1
