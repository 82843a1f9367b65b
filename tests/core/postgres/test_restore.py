import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.long
ROOT = Path(__file__).parents[3]
LOOK = "SELECT restore_id FROM core_installation"
LOOK_AT_AREAS = "SELECT count(*) FROM programmes_adminarea"


@pytest.fixture
def manage(own_var):
    """Run a command on an installation of our own, with an embedded server."""
    stray = {"DATABASE_URL", "EMBEDDED_PG", "COHESION_CLUSTER", "DJANGO_SETTINGS_MODULE"}
    environment = {name: value for name, value in os.environ.items() if name not in stray}
    environment |= {"COHESION_VAR": str(own_var), "PYTHONDONTWRITEBYTECODE": "1"}

    def run(*words, fails=False):
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
        )
        assert (done.returncode != 0) is fails, done.stderr
        return done.stderr if fails else done.stdout

    run("migrate", "--verbosity=0")
    run("new_restore_id")
    return run


@pytest.fixture
def asked(manage):
    def ask(question):
        return manage("pg", "psql", "--", "--tuples-only", "--no-align", "-c", question).strip()

    return ask


def test_restore_brings_everything_back_under_a_new_restore_id(manage, asked, tmp_path):
    known_to_phones, areas = asked(LOOK), asked(LOOK_AT_AREAS)
    assert int(areas) > 0
    manage("pg", "dump", str(tmp_path / "all of it.dump"))
    asked("DELETE FROM programmes_adminarea")

    said = manage("pg", "restore", str(tmp_path / "all of it.dump"))

    assert "cohesion_before_restore" in said
    assert asked(LOOK_AT_AREAS) == areas
    assert len(asked(LOOK)) == 36
    assert asked(LOOK) != known_to_phones


def test_restore_sends_those_away_who_still_use_the_database(manage, asked, tmp_path, own_var):
    from core.postgres import server
    from core.postgres.places import Place

    manage("pg", "dump", str(tmp_path / "dump"))
    user = server.connect(Place(own_var))

    manage("pg", "restore", str(tmp_path / "dump"))

    assert asked(LOOK_AT_AREAS) != "0"
    user.close()


def test_dump_that_breaks_half_way_changes_nothing(manage, asked, tmp_path):
    known_to_phones, areas = asked(LOOK), asked(LOOK_AT_AREAS)
    whole = tmp_path / "whole.dump"
    manage("pg", "dump", str(whole))
    torn = tmp_path / "torn.dump"
    torn.write_bytes(whole.read_bytes()[:-5000])

    said = manage("pg", "restore", str(torn), fails=True)

    assert "failed" in said
    assert asked("SELECT datname FROM pg_database WHERE datname LIKE '%restor%'") == ""
    assert (asked(LOOK), asked(LOOK_AT_AREAS)) == (known_to_phones, areas)


def test_file_that_is_no_dump_is_refused(manage, asked, tmp_path):
    known_to_phones = asked(LOOK)
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear colleagues")

    assert "not a dump" in manage("pg", "restore", str(letter), fails=True)
    assert "There is no file" in manage("pg", "restore", str(tmp_path / "none"), fails=True)
    assert asked(LOOK) == known_to_phones


def test_new_restore_id_is_new(manage, asked):
    known_to_phones = asked(LOOK)

    manage("new_restore_id")

    assert asked(LOOK) != known_to_phones
