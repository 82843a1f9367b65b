"""Kept files lie encrypted on the disk, and cannot be swapped, cut or read by others."""

from __future__ import annotations

import io
import os
import time

import pytest

from core.crypto import Unreadable
from core.exports import kept
from core.ids import uuid7

SECRET = "زينب كاظم".encode()


@pytest.fixture
def folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return tmp_path / "files"


def kept_file(data=SECRET):
    key = uuid7()
    kept.keep(key, io.BytesIO(data))
    return key


@pytest.mark.parametrize("size", [1, kept.PIECE, kept.PIECE + 1, 3 * kept.PIECE])
def test_what_was_kept_is_read_again(folder, size):
    data = os.urandom(size)

    assert b"".join(kept.read(kept_file(data))) == data


def test_nothing_can_be_read_on_the_disk(folder):
    key = kept_file()

    path = folder / str(key)
    assert SECRET not in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0


def test_piece_that_is_missing_or_swapped_is_noticed(folder):
    key, other = kept_file(os.urandom(2 * kept.PIECE)), kept_file()
    path = folder / str(key)
    whole = path.read_bytes()
    first = 4 + int.from_bytes(whole[:4], "big")

    for changed in (
        whole[:first],
        whole[first:],
        whole[: first - 1],
        whole[first:] + whole[:first],
    ):
        path.write_bytes(changed)
        with pytest.raises(Unreadable):
            list(kept.read(key))
    path.write_bytes((folder / str(other)).read_bytes())
    with pytest.raises(Unreadable):
        list(kept.read(key))


def test_file_that_breaks_off_leaves_nothing(folder):
    class Broken(io.BytesIO):
        def read(self, size=-1):
            raise OSError("disk")

    with pytest.raises(OSError, match="disk"):
        kept.keep(uuid7(), Broken())
    assert list(folder.iterdir()) == []


def test_what_is_forgotten_is_gone(folder):
    key = kept_file()

    kept.forget(key)
    kept.forget(key)

    assert not kept.is_kept(key)


def test_what_a_killed_worker_left_is_gone_after_days(folder):
    fresh, old = kept_file(), folder / ".part-x"
    old.write_bytes(b"half")
    os.utime(old, (time.time() - 9 * 24 * 3600,) * 2)

    kept.forget_older(days=8)

    assert [path.name for path in folder.iterdir()] == [str(fresh)]
