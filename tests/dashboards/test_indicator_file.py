"""Indicators against targets as a file: the numbers of their page, and nothing that it hides."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.core.cache import cache
from django.urls import reverse
from python_calamine import CalamineWorkbook

from accounts.models import Export
from accounts.roles import Role
from core.ids import uuid7
from dashboards.disclosure.table import without
from dashboards.services import report_protection
from dashboards.services.indicators import seed_indicators, set_targets
from participants.models import DisplacementEpisode
from tests.dashboards.classes import a_class
from tests.dashboards.reading import body, csv_lines, found, ids_out, main_of, texts_of
from tests.dashboards.reporting import ONE, TWO, a_project, freeze
from tests.factories import ProjectSiteFactory, staff
from trainings.models import Attendance

pytestmark = pytest.mark.django_db

# Four women at 23 sessions; two missed seven each, so 78 of 92.
SECRETS = ("92", "78")


@pytest.fixture
def project():
    return a_project()


@pytest.fixture
def framed(project, place):
    """The usual indicators, with a target for what women attend."""
    seed_indicators(project)
    attendance = project.indicators.get(code="attendance")
    set_targets(project=project, quarter=ONE, values={attendance.pk: Decimal("85.50")})
    return project


@pytest.fixture
def few(place, framed):
    return a_class(place, idp=2, host=2, sessions=23, missed=7)


@pytest.fixture
def many(place, framed):
    return a_class(place, idp=12, host=12, sessions=3, missed=2)


def ask(client, user, project, file_format, quarter=ONE):
    client.force_login(user)
    answers = {"key": uuid7(), "format": file_format, "project": project.pk, "period": quarter.code}
    return client.post(reverse("accounts:file_add", args=["indicators"]), answers)


def taken(client, user, project, file_format):
    answer = ask(client, user, project, file_format)
    assert answer.status_code == 302, answer.content.decode()
    return body(client.post(answer["Location"] + "take/"))


def page_of(client, user, project):
    client.force_login(user)
    address = reverse("dashboards:indicator_list", args=[project.pk])
    return main_of(client.get(address, {"period": ONE.code}).content.decode())


def given(client, user, project):
    """Everything that the page and its files say, as text."""
    cache.clear()
    files = texts_of(lambda form: taken(client, user, project, form))
    return {"page": page_of(client, user, project), **files}


def lines_of(client, user, project):
    head, _tags, *rows = csv_lines(taken(client, user, project, "csv"))
    return {row[0]: dict(zip(head, row, strict=True)) for row in rows}


def test_each_line_of_the_page_is_a_line_of_the_file(client, mande, project, many):
    lines = lines_of(client, mande, project)

    assert list(lines) == list(project.indicators.values_list("code", flat=True))
    told = ("Target", "Reached", "out of", "percent", "remark", "Site")
    assert [lines["attendance"][one] for one in told] == ["85.5", "48", "72", "67", "", "all sites"]
    assert (lines["enrolled"]["Reached"], lines["enrolled"]["counted since"]) == (
        "24",
        "2025-11-05",
    )
    assert lines["attendance"]["counted since"] == ""
    page = page_of(client, mande, project)
    without_number = [line["remark"] for line in lines.values() if not line["Reached"]]
    assert {one: without_number.count(one) for one in without_number} == {
        "hidden": page.count("<strong>hidden</strong>"),
        "not measured yet": page.count("not measured yet"),
    }
    assert "67 % (48 of 72)" in page


def test_few_women_are_hidden_in_every_form(client, mande, project, few):
    told = given(client, mande, project)

    assert found(told, SECRETS) == []
    # The target is no secret, so that the search would find a number.
    assert [where for where, text in told.items() if "85.5" not in text] == []
    assert [where for where, text in told.items() if "hidden" not in text] == []


def test_projects_that_differ_in_hidden_numbers_look_alike(client, mande, project, few):
    one = given(client, mande, project)

    hers = DisplacementEpisode.objects.filter(status="idp").order_by("pk")
    DisplacementEpisode.objects.filter(pk=hers[0].pk).update(status="host")
    last = few.enrolments.order_by("pk").last()
    Attendance.objects.filter(enrolment=last).update(mark="absent")

    other = given(client, mande, project)
    for where, text in one.items():
        assert ids_out(text) == ids_out(other[where]), where


def test_the_search_finds_what_is_not_hidden(client, mande, project, few, monkeypatch):
    monkeypatch.setattr(
        report_protection,
        "protect_for_page",
        lambda groups: [[without(one, set(), set()) for one in group.tables] for group in groups],
    )

    told = given(client, mande, project)

    assert {where for where, _secret in found(told, SECRETS)} == {"page", "csv", "xlsx", "pdf"}


def test_workbook_is_typed_and_tagged_and_has_no_formula(client, mande, project, many):
    project.indicators.filter(code="attendance").update(text_en="=1+1")

    data = taken(client, mande, project, "xlsx")

    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    head, tags = ([cell.value for cell in sheet[line]] for line in (1, 2))
    assert tags[head.index("Reached")] == "#indicator+value+num"
    assert tags[head.index("Site")] == "#loc+name"
    assert {cell.data_type for line in sheet.iter_rows() for cell in line} == {"s", "n", "d"}
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    (attendance,) = (row for row in rows if row[0] == "attendance")
    assert attendance[1] == "=1+1"
    assert attendance[head.index("from")] == date(2026, 1, 1)
    assert attendance[head.index("Target")] == 85.5


def test_file_runs_from_the_right_in_arabic(client, place, project, many):
    reader = staff(Role.MANDE, place, language="ar")

    book = openpyxl.load_workbook(io.BytesIO(taken(client, reader, project, "xlsx")))

    assert book.worksheets[0].sheet_view.rightToLeft
    assert book.worksheets[0]["B1"].value == "المؤشر"


def test_who_works_at_one_site_gets_its_numbers_and_its_name(client, mande, project, many):
    elsewhere = ProjectSiteFactory(project=project)
    a_class(elsewhere, idp=20, name="B")

    told = given(client, mande, project)

    assert lines_of(client, mande, project)["enrolled"]["Reached"] == "24"
    for where, text in told.items():
        assert "Kirkuk centre" in text, where
        assert str(elsewhere.site) not in text, where


def test_a_quarter_that_was_reported_is_refused_also_when_the_file_is_taken(
    client, mande, project, many
):
    asked = ask(client, mande, project, "csv")
    freeze(project, mande)

    late = ask(client, mande, project, "csv")
    old = client.post(asked["Location"] + "take/")

    assert "This period is reported already" in late.content.decode()
    assert old.status_code == 403
    assert Export.objects.get().downloads == 0
    assert ask(client, mande, project, "csv", TWO).status_code == 302


def test_file_has_a_name_of_its_own(client, mande, project, many):
    asked = ask(client, mande, project, "csv")

    assert Export.objects.get().about == f"Indicators · {project} · quarter 1 of 2026"
    assert "Indicators" in client.post(asked["Location"] + "take/")["Content-Disposition"]


def test_page_leads_to_the_file_with_project_and_quarter_chosen(client, mande, project, many):
    address = f"{reverse('accounts:file_add', args=['indicators'])}?project={project.pk}"

    page = page_of(client, mande, project)
    form = client.get(f"{address}&period={ONE.code}").content.decode()

    assert f"{address}&amp;period={ONE.code}" in page
    assert f'<option value="{ONE.code}" selected>' in form
