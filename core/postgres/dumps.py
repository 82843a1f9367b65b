"""Dumps of the database: one when asked for, one a day by itself."""

from __future__ import annotations

import datetime as dt
import os
import re
from pathlib import Path

from django.utils import timezone

from core.postgres.client import run

KEPT = 7
NAME_OF_A_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\.dump")


def dump(file: Path) -> None:
    """Write everything into a file that only we read; a half-written one never has its name."""
    part = file.with_name(f".{file.name}.part")
    try:
        run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", output=part)
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def dump_of_today(var_dir: Path) -> Path | None:
    """Make today's dump unless it is there, and let go of all but the last seven."""
    folder = dumps_dir(var_dir)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / f"{timezone.localdate():%Y-%m-%d}.dump"
    if file.exists():
        return None
    dump(file)
    for old in kept_dumps(var_dir)[:-KEPT]:
        old.unlink()
    return file


def last_dump(var_dir: Path) -> dt.datetime | None:
    """When the newest of the kept dumps was made."""
    times = [file.stat().st_mtime for file in kept_dumps(var_dir)]
    return dt.datetime.fromtimestamp(max(times), dt.UTC) if times else None


def kept_dumps(var_dir: Path) -> list[Path]:
    """The dumps of the days, oldest first; what somebody else put there is not ours to remove."""
    files = dumps_dir(var_dir).glob("*.dump")
    return sorted(file for file in files if NAME_OF_A_DAY.fullmatch(file.name))


def dumps_dir(var_dir: Path) -> Path:
    """Where the dumps of the days are kept."""
    return var_dir / "dumps"
