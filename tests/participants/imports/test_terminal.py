"""A list at the terminal: JSON that says what a file would do, or did."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.roles import Role
from core.scoping import scope
from participants.models import Consent, ImportRow, Participant, PeopleImport
from participants.services.imports.undo import undo
from tests.factories import ParticipantFactory, ProjectSiteFactory, staff
from tests.participants.imports.test_change import change_list
from tests.participants.sheets.files import registration, woman

pytestmark = pytest.mark.django_db

NONSENSE = woman(given="=1+1", father="'", born="31/02/1999", phone="12", consent="")


@pytest.fixture
def run(place, officer, tmp_path):
    """Run the command on a file, and read what it printed."""

    def command(data, *words, by=officer, site=place.site.code):
        file = tmp_path / "list.xlsx"
        file.write_bytes(data)
        out = StringIO()
        try:
            call_command("import_people", str(file), *words, site=site, by=by.username, stdout=out)
        finally:
            command.printed = out.getvalue()
        return json.loads(command.printed)

    return command


def test_preview_counts_rows_and_keeps_nothing(run):
    told = run(
        registration(
            woman(),
            woman(given="Awat", father="Mohammed", grandfather="Omar", consent="لا"),
            woman(given="زينب", phone=""),
            woman(given="هناء", phone="", consent="لا"),
            NONSENSE,
        )
    )

    counts = {name: told[name] for name in ("rows", "new", "known", "changed", "refused")}
    assert counts == {"rows": 5, "new": 2, "known": 1, "changed": 0, "refused": 1}
    assert told["known_rows"][0]["earlier_row"] == 5
    assert not told["applied"]
    assert not Participant.objects.exists()
    assert not PeopleImport.objects.exists()
    assert not ImportRow.objects.exists()


def test_errors_say_row_column_and_why(run):
    told = run(registration(woman(), NONSENSE))

    assert {(one["row"], one["column"]) for one in told["errors"]} == {
        (6, "A"),
        (6, "B"),
        (6, "E"),
        (6, "F"),
        (6, "N"),
    }
    assert all(one["message"] for one in told["errors"])


def test_who_is_in_the_database_is_known(run, place):
    known = ParticipantFactory(
        given="Awat", father="Muhammad", phone="+9647909375836", project_sites=[place.pk]
    )

    told = run(registration(woman()))

    assert (told["new"], told["known"]) == (0, 1)
    assert told["known_rows"][0]["person"] == str(known.pk)


def test_applied_list_is_there_and_can_be_taken_back(run, officer):
    told = run(registration(woman()), "--apply")

    assert told["applied"]
    assert Consent.objects.count() == 2
    with scope(officer):
        undo(imported=PeopleImport.objects.get(), by=officer)
    assert not Participant.objects.exists()


def test_list_with_a_wrong_row_is_not_applied(run):
    with pytest.raises(CommandError, match="1 row has to be put right"):
        run(registration(woman(), NONSENSE), "--apply")

    assert json.loads(run.printed)["applied"] is False
    assert not Participant.objects.exists()


def test_wrong_row_is_passed_over_by_its_number(run):
    told = run(registration(NONSENSE, woman()), "--apply", "--leave-out", "5")

    assert (told["new"], told["left_out"], told["errors"]) == (1, 1, [])
    assert Participant.objects.count() == 1


def test_woman_whose_earlier_row_is_passed_over_is_not_lost(run):
    run(registration(woman(), woman()), "--apply", "--leave-out", "5")

    assert Participant.objects.count() == 1


def test_changes_are_counted(run, place):
    person = ParticipantFactory(father="كاظم", project_sites=[place.pk])

    told = run(change_list(person, father="علي"), "--apply")

    assert (told["changed"], told["unchanged"]) == (1, 0)
    person.refresh_from_db()
    assert person.father == "علي"


def test_who_answers_for_the_list_has_to_work_there(run, place):
    with pytest.raises(CommandError, match="may not register people"):
        run(registration(woman()), by=staff(Role.MANAGER, place))


def test_site_with_two_projects_is_asked_which(run, place):
    other = ProjectSiteFactory(site=place.site)
    officer = staff(Role.FIELD)

    with pytest.raises(CommandError, match="say --project"):
        run(registration(woman()), by=officer)
    assert run(registration(woman()), f"--project={other.project.code}", by=officer)["new"] == 1


@pytest.mark.parametrize(
    ("data", "why"), [(b"", "nothing in this file"), (b"PK\x03\x04", "cannot be read")]
)
def test_file_that_is_none_gets_a_sentence(run, data, why):
    with pytest.raises(CommandError, match=why):
        run(data)


def test_unknown_site_is_told_with_those_there_are(run, place):
    with pytest.raises(CommandError, match=place.site.code):
        run(registration(woman()), site="nowhere")
