"""Is this process the server of that data directory?"""

from __future__ import annotations

import os
from pathlib import Path

from core.postgres.programs import run_program

PROC = Path("/proc")


def pid_in(lock_file: Path) -> int | None:
    """The process that a lock file of PostgreSQL names."""
    try:
        return abs(int(lock_file.read_text(encoding="utf-8", errors="replace").split("\n")[0]))
    except (FileNotFoundError, ValueError):
        return None


def postmaster(data: Path) -> int | None:
    """The running server of this data directory."""
    pid = pid_in(data / "postmaster.pid")
    return pid if pid is not None and works_in(pid, data) else None


def works_in(pid: int, data: Path) -> bool:
    """True for a living process of the server; its number may long be somebody else's."""
    if PROC.is_dir():
        try:
            # A server's working directory is its data; a zombie has none.
            return (PROC / str(pid) / "cwd").readlink() == data.resolve()
        except OSError:
            return False
    return "postgres" in run_program(["ps", "-o", "command=", "-p", str(pid)]).stdout


def is_alive(pid: int) -> bool:
    """True for a running process, false for a dead one that nobody has collected."""
    try:
        os.kill(pid, 0)
        state = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[0]
    except ProcessLookupError:
        return False
    except (FileNotFoundError, NotADirectoryError):
        return not PROC.is_dir()
    return state != "Z"
