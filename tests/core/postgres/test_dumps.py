import datetime as dt
import os

import pytest
from django.utils import timezone

from core.postgres import PostgresError, client, dumps
from core.postgres.binaries import client_program
from core.postgres.dumps import dump, dump_of_today, dumps_dir, last_dump
from core.postgres.programs import run_program
from core.scoping import APP, SERVICE
from tests.browser.seeds import SCHEMA, keep_or_bring_back
from tests.factories import ParticipantFactory


@pytest.fixture
def written(monkeypatch):
    """Dumps that hold a word instead of a database."""
    monkeypatch.setattr(dumps, "run", lambda *words, output: output.write_text("everything"))


@pytest.fixture
def broken(monkeypatch):
    def half_way(*words, output):
        output.write_text("every")
        raise PostgresError("pg_dump failed: the disk is full")

    monkeypatch.setattr(dumps, "run", half_way)


def kept(var_dir):
    return sorted(os.listdir(dumps_dir(var_dir)))


def test_a_day_has_one_dump(written, tmp_path):
    today = f"{timezone.localdate()}.dump"

    assert dump_of_today(tmp_path) == tmp_path / "dumps" / today
    assert dump_of_today(tmp_path) is None
    assert kept(tmp_path) == [today]


def test_seven_days_are_kept_and_foreign_files_too(written, tmp_path):
    dumps_dir(tmp_path).mkdir()
    for name in [f"2020-01-0{day}.dump" for day in range(1, 10)] + ["before the move.dump"]:
        (dumps_dir(tmp_path) / name).write_text("everything")

    dump_of_today(tmp_path)

    assert kept(tmp_path) == [
        *[f"2020-01-0{day}.dump" for day in range(4, 10)],
        f"{timezone.localdate()}.dump",
        "before the move.dump",
    ]


def test_failed_dump_leaves_neither_a_file_nor_a_gap(broken, tmp_path):
    dumps_dir(tmp_path).mkdir()
    (dumps_dir(tmp_path) / "2020-01-01.dump").write_text("everything")

    with pytest.raises(PostgresError, match="the disk is full"):
        dump_of_today(tmp_path)

    assert kept(tmp_path) == ["2020-01-01.dump"]


def test_last_dump_tells_when(written, tmp_path):
    assert last_dump(tmp_path) is None

    dump_of_today(tmp_path)

    assert dt.datetime.now(dt.UTC) - last_dump(tmp_path) < dt.timedelta(minutes=1)


@pytest.fixture
def no_superuser(transactional_db, monkeypatch):
    """Let dumps be made by a login with no right but those of the product's roles."""
    keep_or_bring_back()
    with client.connect() as server:
        # What tests put beside the product is dumped as well.
        server.execute(f"GRANT USAGE ON SCHEMA {SCHEMA} TO {SERVICE}")
        server.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA {SCHEMA} TO {SERVICE}")
        server.execute("DROP ROLE IF EXISTS borrowed")
        server.execute(f"CREATE ROLE borrowed LOGIN PASSWORD 'secret' IN ROLE {APP}, {SERVICE}")
    known = client.parameters
    borrowed = {"user": "borrowed", "password": "secret"}
    with monkeypatch.context() as patch:
        patch.setattr(client, "parameters", lambda **others: known(**others) | borrowed)
        yield
    with client.connect() as server:
        server.execute("DROP ROLE borrowed")


def test_login_that_is_no_superuser_dumps_everybody(no_superuser, tmp_path):
    person = ParticipantFactory(given="هناء")
    file = tmp_path / "all.dump"

    dump(file)

    words = ["--data-only", "--table=participants_participant", "--file=-", str(file)]
    poured = run_program([client_program("pg_restore"), *words]).stdout
    assert f"{person.pk}" in poured
    assert "هناء" in poured
