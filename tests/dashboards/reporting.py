"""A project with classes that met, and a report of its first quarter."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import openpyxl
from django.urls import reverse

from core.ids import uuid7
from dashboards.indicators.stored import counts_of
from dashboards.models import ReportBasis
from dashboards.queries.project import Quarter
from dashboards.services.indicators import seed_indicators, set_targets
from dashboards.services.reports import freeze_report, sign_report
from tests.dashboards.classes import a_class
from tests.factories import ProjectFactory

ONE, TWO, THREE = Quarter(2026, 1), Quarter(2026, 2), Quarter(2026, 3)


def a_project():
    """One that is locked for three quarters."""
    return ProjectFactory(
        starts_on=date(2025, 11, 5), ends_on=date(2027, 12, 31), locked_until=date(2026, 9, 30)
    )


def freeze(project, by, quarter=ONE, narrative=""):
    """A report of a quarter."""
    return freeze_report(project=project, quarter=quarter, narrative=narrative, by=by)


def signed_report(project, place, by):
    """A report of a class with few displaced women."""
    a_class(place, idp=4, host=17, sessions=11, missed=9)
    seed_indicators(project)
    enrolled = project.indicators.get(code="enrolled")
    set_targets(project=project, quarter=ONE, values={enrolled.pk: Decimal("60.50")})
    report = freeze(project, by, narrative="Rain came early.\nThe hall was repaired.")
    sign_report(report=report, by=by)
    report.refresh_from_db()
    return report


def take_report(client, user, report, file_format, **changed):
    """What the button of a report's page answers."""
    client.force_login(user)
    asked = {"key": uuid7(), "format": file_format} | changed
    return client.post(reverse("dashboards:report_file", args=[report.pk]), asked)


def text_of(answer):
    """A page as text."""
    return answer.content.decode()


def cells_of(answer):
    """The first sheet of a workbook, and its cells line by line."""
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).worksheets[0]
    return sheet, [[cell.value for cell in line] for line in sheet.iter_rows()]


def line(report, code):
    """What a report says of an indicator."""
    return next(one for one in report.numbers if one["code"] == code)


def total(report, code):
    """The number that its target is about."""
    return line(report, code)["tables"][0]["total"]


def numbers_hidden_and_shown(report):
    """Every exact number that a report hides, and every one that it shows."""
    hidden, shown = set(), set()
    basis = ReportBasis.objects.get(report=report).counts["indicators"]
    for one in report.numbers:
        kept = basis.get(one["code"], {"exact": []})["exact"]
        for exact, table in zip(map(counts_of, kept), one["tables"], strict=True):
            for cells, told in _places(exact, table):
                into = hidden if told["hidden"] else shown
                into.update({sum(c.amount for c in cells), sum(c.base for c in cells)})
                shown.add(told["percent"])
    return hidden, shown


def _places(exact, table):
    rows, columns = range(len(exact.rows)), range(len(exact.columns))
    for row in rows:
        for column in columns:
            yield [exact.cells[row][column]], table["cells"][row][column]
        yield list(exact.cells[row]), table["row_totals"][row]
    for column in columns:
        yield [exact.cells[row][column] for row in rows], table["column_totals"][column]
    yield [cell for cells in exact.cells for cell in cells], table["total"]
