"""Files that wait to be taken: encrypted on the disk, in pieces that cannot be swapped or cut.

They lie in `var/files`, outside of the database and so outside of its dumps.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from uuid import UUID

from django.conf import settings

from core.crypto import Unreadable, decrypt_bytes, encrypt_bytes

PIECE = 256 * 1024
_LENGTH = 4


def keep(key: UUID, file: IO[bytes]) -> None:
    """Keep a file that was written, under the id of its line in the register."""
    file.seek(0)
    path = _path(key)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # A file from mkstemp is 0600 from its first moment.
    handle, part = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as out:
            for number, piece, is_last in _pieces(file):
                sealed = encrypt_bytes(piece, bound_to=_name(key, number, is_last))
                out.write(len(sealed).to_bytes(_LENGTH, "big") + sealed)
        # Whole or not at all, also for a worker that is killed here.
        os.replace(part, path)
    except BaseException:
        os.unlink(part)
        raise


def is_kept(key: UUID) -> bool:
    """Whether the file is there."""
    return _path(key).exists()


def read(key: UUID) -> Iterator[bytes]:
    """The file again, piece by piece; raises Unreadable where it was changed or cut."""
    with _path(key).open("rb") as file:
        number, sealed = 0, _sealed(file)
        while sealed:
            following = _sealed(file)
            yield decrypt_bytes(sealed, bound_to=_name(key, number, not following))
            number, sealed = number + 1, following


def forget(key: UUID) -> None:
    """Take a file away; nothing where it is gone already."""
    _path(key).unlink(missing_ok=True)


def forget_older(days: int) -> None:
    """Take away whatever lies there for so long, such as parts of a worker that was killed."""
    oldest = time.time() - days * 24 * 3600
    for path in _folder().glob("*") if _folder().exists() else ():
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)


def _folder() -> Path:
    return Path(settings.VAR_DIR) / "files"


def _path(key: UUID) -> Path:
    return _folder() / str(key)


def _name(key: UUID, number: int, is_last: bool) -> str:
    return f"file {key} {number} {'end' if is_last else 'more'}"


def _pieces(file: IO[bytes]) -> Iterator[tuple[int, bytes, bool]]:
    number, piece = 0, file.read(PIECE)
    while piece:
        following = file.read(PIECE)
        yield number, piece, not following
        number, piece = number + 1, following


def _sealed(file: IO[bytes]) -> bytes:
    length = file.read(_LENGTH)
    sealed = file.read(int.from_bytes(length, "big"))
    if len(sealed) != int.from_bytes(length, "big"):
        raise Unreadable("A kept file was cut.")
    return sealed
