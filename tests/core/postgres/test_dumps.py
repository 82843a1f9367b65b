import datetime as dt
import os

import pytest
from django.utils import timezone

from core.postgres import PostgresError, dumps
from core.postgres.dumps import dump_of_today, dumps_dir, last_dump


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
