"""A registration spreadsheet becomes enrolled people, all or none."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.roles import Role
from participants.models import Participant
from tests.factories import CohortFactory, staff
from tests.participants.sheets.files import registration, woman
from trainings.models import Cohort

pytestmark = pytest.mark.django_db


@pytest.fixture
def load(tmp_path):
    """Write rows into a spreadsheet and load it into a cohort."""
    cohort = CohortFactory(name="المجموعة 9")
    coordinator = staff(Role.COORDINATOR, cohort.project_site)

    def loaded(*rows, by=coordinator, **options):
        (tmp_path / "people.xlsx").write_bytes(registration(*rows))
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
    assert "1 enrolled" in load(woman())

    person = Participant.objects.get()
    assert person.full_name == "ئاوات محمد عمر الجبوري"
    assert f"{person.born_on} {person.born_precision}" == "1968-04-17 day"
    assert (person.phone, person.phone_owner) == ("+9647909375836", "own")
    assert person.displacement_episodes.get().status == "idp"
    assert person.enrolments.count() == 1
    assert person.consents.count() == 2


def test_second_run_loads_nobody_twice(load):
    load(woman())

    assert "rows 5" in load(woman())
    assert Participant.objects.count() == 1


@pytest.mark.parametrize("wrong", [{"given": "123"}, {"born": "31/02/1990"}, {"phone": "12"}])
def test_one_wrong_row_loads_nobody(load, wrong):
    with pytest.raises(CommandError, match=r"Nobody was loaded\.\nRow 6"):
        load(woman(father="حسين"), woman(**wrong))

    assert not Participant.objects.exists()


def test_of_who_did_not_agree_nothing_is_kept(load):
    told = load(woman(consent="لا"), woman(given="زينب", phone=""))

    assert "1 enrolled" in told
    assert "nothing of them is kept: rows 5" in told
    assert Participant.objects.get().given == "زينب"


def test_who_adds_nobody_there_loads_nobody(load):
    with pytest.raises(CommandError, match="0 cohorts"):
        load(woman(), by=staff(Role.MANAGER))


def test_woman_who_stands_in_the_file_twice_is_enrolled_once(load):
    assert "rows 6" in load(woman(), woman())
    assert Participant.objects.count() == 1


def test_row_that_begins_with_a_formula_is_not_passed_over_in_silence(load):
    with pytest.raises(CommandError, match="Row 6"):
        load(woman(), woman(given="=1+1"))


def test_wrong_row_can_be_left_out_by_its_number(load):
    assert "1 enrolled" in load(woman(given="=1+1"), woman(), leave_out=[5])


def test_status_is_known_since_the_cohort_began(load):
    load(woman())

    episode = Participant.objects.get().displacement_episodes.get()
    assert episode.from_on == Cohort.objects.get().starts_on
