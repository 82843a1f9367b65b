"""A registration spreadsheet becomes enrolled people, all or none."""

from __future__ import annotations

from io import StringIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from openpyxl import Workbook

from accounts.roles import Role
from participants.models import Participant
from tests.factories import CohortFactory, staff
from trainings.registration import UnreadableRows, read_registration
from trainings.registration.sheet import MOST_UNPACKED

pytestmark = pytest.mark.django_db

HEADER_AR = (
    "الاسم،اسم الأب،اسم الجد،اللقب،تاريخ الميلاد،الهاتف،صاحب الهاتف،الحالة،القومية،الديانة/المذهب،"
    "القضاء،عدد الأطفال للحضانة،اللغة،موافقة"
).split("،")
HEADER_EN = (
    "Name,Father,Grandfather,Family,Birth date,Phone,Phone owner,Status,Ethnicity,Faith,"
    "District,Children for playroom,Language,Consent"
).split(",")
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

    def loaded(*rows, by=coordinator, head=(["title"], [], HEADER_AR, HEADER_EN), **options):
        book = Workbook()
        for row in (*head, *rows):
            book.active.append(row)
        book.save(tmp_path / "people.xlsx")
        out = StringIO()
        call_command(
            "load_people",
            tmp_path / "people.xlsx",
            cohort=cohort.name,
            by=by.username,
            stdout=out,
            **options,
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


def test_woman_who_stands_in_the_file_twice_is_enrolled_once(load):
    assert "rows 6" in load(ROW, ROW)
    assert Participant.objects.count() == 1


def test_row_that_begins_with_a_formula_is_not_passed_over_in_silence(load):
    with pytest.raises(CommandError, match="Row 6"):
        load(ROW, ["=1+1", *ROW[1:]])


def test_wrong_row_can_be_left_out_by_its_number(load):
    assert "1 enrolled" in load(["=1+1", *ROW[1:]], ROW, leave_out=[5])


def test_columns_are_found_by_name_whatever_their_order(load):
    head = (HEADER_EN[::-1],)

    assert "1 enrolled" in load(ROW[::-1], head=head)

    assert Participant.objects.get().full_name == "ئاوات محمد عمر الجبوري"


def test_sheet_without_named_columns_loads_nobody(load):
    with pytest.raises(CommandError, match="columns are not named"):
        load(ROW, ROW, head=(["title"],))


def test_ethnicity_and_faith_become_no_value(tmp_path):
    book = Workbook()
    for row in (HEADER_AR, ROW):
        book.active.append(row)
    book.save(tmp_path / "people.xlsx")

    [said] = read_registration(tmp_path / "people.xlsx")

    assert "سرّ" not in repr(said)


@pytest.mark.parametrize("what", [b"", b"not a zip", b"PK\x05\x06" + b"\0" * 18])
def test_file_that_is_no_spreadsheet_gets_a_sentence(tmp_path, what):
    (tmp_path / "x.xlsx").write_bytes(what)

    with pytest.raises(UnreadableRows, match="not a spreadsheet"):
        read_registration(tmp_path / "x.xlsx")


def test_file_that_unpacks_into_too_much_is_not_unpacked(tmp_path):
    with ZipFile(tmp_path / "bomb.xlsx", "w", ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/worksheets/sheet1.xml", b" " * (MOST_UNPACKED + 1))

    with pytest.raises(UnreadableRows, match="larger"):
        read_registration(tmp_path / "bomb.xlsx")


def test_sheet_with_too_many_rows_loads_nobody(load, monkeypatch):
    monkeypatch.setattr("trainings.registration.sheet.MOST_ROWS", 2)

    with pytest.raises(CommandError, match="more than 2 rows"):
        load(ROW, ROW, ROW)
