"""A registration spreadsheet becomes enrolled people, all or none."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from openpyxl import Workbook

from accounts.roles import Role
from participants.models import Participant
from tests.factories import CohortFactory, staff

pytestmark = pytest.mark.django_db

ROW = [
    "ئاوات",
    "محمد",
    "عمر",
    "الجبوري",
    "۱۷/۰۴/۱۹۶۸",
    "07909375836",
    "نفسها",
    "نازحة",
    "سرّ",
    "سرّ",
    "كركوك",
    "2",
    "كردي",
    "نعم",
]


@pytest.fixture
def load(tmp_path):
    """Write rows into a spreadsheet and load it into a cohort."""
    cohort = CohortFactory(name="المجموعة 9")
    coordinator = staff(Role.COORDINATOR, cohort.project_site)

    def loaded(*rows, by=coordinator):
        book = Workbook()
        for row in (["title"], [], ["الاسم"], ["Name"], *rows):
            book.active.append(row)
        book.save(tmp_path / "people.xlsx")
        out = StringIO()
        call_command(
            "load_people", tmp_path / "people.xlsx", cohort=cohort.name, by=by.username, stdout=out
        )
        return out.getvalue()

    return loaded


def test_woman_of_a_row_is_enrolled_with_what_the_row_says(load):
    assert "1 enrolled" in load(ROW)

    person = Participant.objects.get()
    assert person.full_name == "ئاوات محمد عمر الجبوري"
    assert f"{person.born_on} {person.born_precision}" == "1968-04-17 day"
    assert (person.phone, person.phone_owner) == ("+9647909375836", "own")
    assert person.displacement_episodes.get().status == "idp"
    assert person.enrolments.count() == 1
    assert person.consents.count() == 2


@pytest.mark.parametrize(
    ("cell", "born"),
    [
        ("1976", "1976-01-01 year"),
        ("۱۹۹۱", "1991-01-01 year"),
        ("01/01/1976", "1976-01-01 day"),
        ("عمرها ٥٤ تقريباً", f"{timezone.localdate().year - 54}-01-01 estimated"),
        (None, "None "),
    ],
)
def test_birth_date_says_how_exact_it_is(load, cell, born):
    load([*ROW[:4], cell, *ROW[5:]])

    person = Participant.objects.get()
    assert f"{person.born_on} {person.born_precision}" == born


def test_second_run_loads_nobody_twice(load):
    load(ROW)

    assert "rows 5" in load(ROW)
    assert Participant.objects.count() == 1


@pytest.mark.parametrize(("at", "cell"), [(0, "123"), (4, "31/02/1990"), (5, "12")])
def test_one_wrong_row_loads_nobody(load, at, cell):
    wrong = [*ROW[:at], cell, *ROW[at + 1 :]]

    with pytest.raises(CommandError, match="Nobody was loaded"):
        load([*ROW[:1], "حسين", *ROW[2:]], wrong)

    assert not Participant.objects.exists()


def test_of_who_did_not_agree_nothing_is_kept(load):
    told = load([*ROW[:13], "لا"], [*ROW[:1], "حسين", *ROW[2:]])

    assert "1 enrolled" in told
    assert "nothing of them is kept: rows 5" in told
    assert Participant.objects.get().father == "حسين"


def test_who_adds_nobody_there_loads_nobody(load):
    with pytest.raises(CommandError, match="0 cohorts"):
        load(ROW, by=staff(Role.MANAGER))
