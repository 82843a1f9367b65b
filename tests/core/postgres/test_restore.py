import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from core.postgres import server
from core.postgres.places import Place
from tests.core.postgres.conftest import forget

pytestmark = pytest.mark.long
ROOT = Path(__file__).parents[3]
LOOK = "SELECT restore_id FROM core_installation"
LOOK_AT_AREAS = "SELECT count(*) FROM programmes_adminarea"


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    """An installation of our own, with an embedded server, and its database kept as `as_made`."""
    var_dir = tmp_path_factory.mktemp("a checkout") / "var"
    with pytest.MonkeyPatch.context() as environment:
        environment.delenv("EMBEDDED_PG", raising=False)
        manage_in(var_dir, "migrate", "--verbosity=0")
        manage_in(var_dir, "new_restore_id")
        with server.connect(Place(var_dir), "postgres") as owner:
            owner.execute("CREATE DATABASE as_made TEMPLATE cohesion")
        yield var_dir
        forget(var_dir)


@pytest.fixture
def manage(installation):
    """Run a command on the installation as it was made."""
    with server.connect(Place(installation), "postgres") as owner:
        for name in ("cohesion", "cohesion_before_restore"):
            owner.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        owner.execute("CREATE DATABASE cohesion TEMPLATE as_made")
    return partial(manage_in, installation)


def manage_in(var_dir, *words, fails=False):
    stray = {"DATABASE_URL", "EMBEDDED_PG", "COHESION_CLUSTER", "DJANGO_SETTINGS_MODULE"}
    environment = {name: value for name, value in os.environ.items() if name not in stray}
    done = subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=environment | {"COHESION_VAR": str(var_dir), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
    )
    assert (done.returncode != 0) is fails, done.stderr
    return done.stderr if fails else done.stdout


@pytest.fixture
def asked(installation):
    def ask(question):
        with server.connect(Place(installation)) as connection:
            return [value for (value,) in connection.execute(question)]

    return ask


def test_psql_asks_the_database_of_the_installation(manage, asked):
    words = ("--tuples-only", "--no-align", "-c", LOOK)

    assert [manage("pg", "psql", "--", *words).strip()] == [str(one) for one in asked(LOOK)]


def test_restore_brings_everything_back_under_a_new_restore_id(manage, asked, tmp_path):
    known_to_phones, areas = asked(LOOK), asked(LOOK_AT_AREAS)
    assert areas[0] > 0
    manage("pg", "dump", str(tmp_path / "all of it.dump"))
    assert len(asked("DELETE FROM programmes_adminarea RETURNING pcode")) == areas[0]

    said = manage("pg", "restore", str(tmp_path / "all of it.dump"))

    assert "cohesion_before_restore" in said
    assert asked(LOOK_AT_AREAS) == areas
    assert len(asked(LOOK)) == 1
    assert asked(LOOK) != known_to_phones


def test_restore_sends_those_away_who_still_use_the_database(manage, asked, tmp_path, installation):
    manage("pg", "dump", str(tmp_path / "dump"))
    user = server.connect(Place(installation))

    manage("pg", "restore", str(tmp_path / "dump"))

    assert asked(LOOK_AT_AREAS) != [0]
    user.close()


def test_dump_that_breaks_half_way_changes_nothing(manage, asked, tmp_path):
    known_to_phones, areas = asked(LOOK), asked(LOOK_AT_AREAS)
    whole = tmp_path / "whole.dump"
    manage("pg", "dump", str(whole))
    torn = tmp_path / "torn.dump"
    torn.write_bytes(whole.read_bytes()[:-5000])

    said = manage("pg", "restore", str(torn), fails=True)

    assert "failed" in said
    assert asked("SELECT datname FROM pg_database WHERE datname LIKE '%restor%'") == []
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
