"""An attacker with a linear programme, against every table of people that a donor may see."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from accounts.roles import Role
from core.scoping import scope
from dashboards.disclosure.table import Protected, Table
from dashboards.indicators.registry import question
from dashboards.indicators.stored import counts_of
from dashboards.models import ReportBasis
from dashboards.services.indicators import seed_indicators
from participants.models import Participant
from tests.dashboards.classes import a_class
from tests.dashboards.disclosure.attack import wins
from tests.dashboards.history import FIRST
from tests.dashboards.reporting import ONE, TWO, a_project, freeze, total
from tests.factories import ModuleFactory, ProjectSiteFactory, staff
from trainings.models import Attendance, Session

pytestmark = pytest.mark.django_db

BORN = (None, date(2009, 3, 10), date(2003, 5, 1), date(1990, 3, 5), date(1990, 3, 5))


def a_class_of_every_age(place, name, **sides):
    """A class of which some have completed the course."""
    cohort = a_class(place, name=name, sessions=1, **sides)
    for at, one in enumerate(cohort.enrolments.all()):
        born = BORN[at % len(BORN)]
        Participant.objects.filter(pk=one.participant_id).update(
            born_on=born, born_precision="day" if born else ""
        )
        if at % 3:
            one.state, one.to_on = "completed", FIRST.replace(day=15)
            one.save()


def tables_of_people(report):
    """Each published table of people, with what of it is shown."""
    with scope(service="test"):
        basis = ReportBasis.objects.get(report=report).counts["indicators"]
    for one in report.numbers:
        if one["kind"] != "people":
            continue
        asked = question(report.project.indicators.get(code=one["code"]).question)
        for told, shown in zip(basis[one["code"]]["told"], one["tables"], strict=True):
            counts = counts_of(told)
            cells = tuple(tuple(cell.behind for cell in line) for line in counts.cells)
            yield (
                Table(counts.rows, counts.columns, cells, zeros=asked.zeros),
                Protected(
                    counts.rows,
                    counts.columns,
                    tuple(tuple(cell["amount"] for cell in line) for line in shown["cells"]),
                    tuple(cell["amount"] for cell in shown["row_totals"]),
                    tuple(cell["amount"] for cell in shown["column_totals"]),
                    shown["total"]["amount"],
                    5,
                ),
            )


def test_attacker_learns_nothing_of_a_few_women():
    project = a_project()
    place = ProjectSiteFactory(project=project)
    manager = staff(Role.MANAGER, place)
    seed_indicators(project)
    a_class_of_every_age(place, "A", idp=16, host=21)
    first = freeze(project, manager, ONE)
    a_class_of_every_age(place, "B", idp=9, host=30)
    second = freeze(project, manager, TWO)

    tables = [*tables_of_people(first), *tables_of_people(second)]

    assert len(tables) == 12
    assert any(shown.hides for _table, shown in tables)
    assert any(shown.grand_total for _table, shown in tables)
    assert [wins(table, shown) for table, shown in tables if wins(table, shown)] == []


@pytest.mark.parametrize(("missed", "minutes"), [(0, 20 * 45), (1, None), (10, 10 * 45)])
def test_minutes_of_a_dialogue_do_not_tell_how_few_missed_it(missed, minutes):
    """Everybody knows that it takes 45 minutes: 855 of them are 19 women, and one is not there."""
    project = a_project()
    place = ProjectSiteFactory(project=project)
    manager = staff(Role.MANAGER, place)
    seed_indicators(project)
    cohort = a_class(place, idp=10, host=10, sessions=1)
    held = cohort.sessions.get()
    Session.objects.filter(pk=held.pk).update(
        module=ModuleFactory(version=cohort.version, kind="dialogue", minutes=45),
        ends_at=held.starts_at + timedelta(minutes=45),
    )
    for one in Attendance.objects.order_by("id")[: 2 * missed : 2]:
        one.mark = "absent"
        one.save()

    report = freeze(project, manager, ONE)

    assert total(report, "enrolled")["amount"] == 20
    assert total(report, "attendance")["hidden"] == (minutes is None)
    assert total(report, "dialogue")["amount"] == minutes
