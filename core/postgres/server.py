"""Start and stop an embedded server, whatever state the last one was left in."""

from __future__ import annotations

import fcntl
import os
import signal
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from core.postgres.binaries import server_program
from core.postgres.configure import NAME, embedded
from core.postgres.create import create_data, refuse_other_version, server_environment
from core.postgres.errors import PostgresError
from core.postgres.places import Place
from core.postgres.processes import is_alive, pid_in, postmaster, works_in
from core.postgres.programs import run_program

PORT = 5432  # with a socket, only a part of the file's name
PATIENCE = 60.0  # for a predecessor that is still dying
RECOVERY_PATIENCE = 600.0  # for a server that reads its log after a crash
LONGEST_LOG = 10_000_000
PREDECESSOR_LIVES = ("pre-existing shared memory block", "lock file")
# The driver gives no code for a refused connection; the server's messages are English.
WRONG_PASSWORD = "password authentication failed"  # noqa: S105 - what the server says
TOO_MANY_CLIENTS = "too many clients"
NEVER_A_PROCESS = 2**31 - 1
SETTINGS = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # Rows and statements hold names, which have no place in a log.
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
}
NOT_DURABLE = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    # Tests take back what they write. Autovacuum then notes that a table is empty, and every plan
    # of the next test believes it: counting one class took seconds instead of milliseconds.
    "autovacuum": "off",
}
LAUNCH = 'log=$1; shift; "$@" </dev/null >>"$log" 2>&1 & echo $!'


def start(place: Place) -> bool:
    """See that the server answers; true if it was this call that started it."""
    if answers(place):
        return False
    with _alone(place):
        if answers(place):  # somebody else was first
            return False
        if not place.data.exists():
            create_data(place)
        refuse_other_version(place)
        _prepare_sockets(place)
        _keep_log_short(place.log_file)
        return _launch_until_it_answers(place)


def stop(place: Place) -> bool:
    """End the server after what it is doing; true if there was one."""
    if not place.data.exists():
        return False
    with _alone(place):
        pid = postmaster(place.data)
        if pid is None:
            return False
        for way in (signal.SIGINT, signal.SIGQUIT):
            os.kill(pid, way)
            if _wait(lambda: not works_in(pid, place.data), PATIENCE / 2):
                return True
    raise PostgresError(f"The database server, process {pid}, does not stop.")


def answers(place: Place) -> bool:
    """True if the server answers a question; a mere connection says little."""
    try:
        with connect(place) as connection:
            connection.execute("SELECT 1")
    except psycopg.OperationalError as problem:
        if WRONG_PASSWORD in str(problem):
            raise PostgresError(
                f"The database server does not accept the password in {place.password_file}. "
                f"Bring that file back, or move {place.home} away to begin with an empty database."
            ) from None
        return TOO_MANY_CLIENTS in str(problem)
    return True


def connect(place: Place, database: str = NAME) -> psycopg.Connection[tuple[Any, ...]]:
    """A connection of our own, apart from Django's."""
    entry = embedded(place)
    return psycopg.connect(
        host=entry["HOST"],
        port=entry["PORT"],
        user=entry["USER"],
        password=entry["PASSWORD"],
        dbname=database,
        autocommit=True,
        connect_timeout=5,
    )


def _launch_until_it_answers(place: Place) -> bool:
    """True if a new server was launched, false if one was only slow to answer."""
    dying_until = time.monotonic() + PATIENCE
    while True:
        said_before = place.log_file.stat().st_size if place.log_file.exists() else 0
        found = postmaster(place.data)
        if _lives_to_answer(place, found or _launch(place)):
            return found is None
        said = _log_since(place.log_file, said_before)
        if not any(words in said for words in PREDECESSOR_LIVES) or time.monotonic() > dying_until:
            raise PostgresError(f"The database server did not start:\n{said.strip()}")
        _disown_stale_locks(place)
        time.sleep(0.2)


def _lives_to_answer(place: Place, pid: int) -> bool:
    """Wait until this server answers, or has ended without an answer."""
    if not _wait(lambda: not is_alive(pid) or _has_database(place), RECOVERY_PATIENCE):
        raise PostgresError(f"The database server does not answer; see {place.log_file}.")
    return is_alive(pid)


def _launch(place: Place) -> int:
    """Run the server apart from this process, so that it outlives us and is no zombie of ours."""
    settings = SETTINGS | {"unix_socket_directories": str(place.sockets)}
    if not place.is_durable:
        settings |= NOT_DURABLE
    options = [f"--{name}={value}" for name, value in settings.items()]
    server = [server_program("postgres"), "-D", str(place.data), *options]
    started = run_program(
        ["/bin/sh", "-c", LAUNCH, "sh", str(place.log_file), *server],
        cwd=place.home.parent,
        env=server_environment(),
        account=place.account,
        apart=True,
    )
    return int(started.stdout)


def _has_database(place: Place) -> bool:
    try:
        return answers(place) or _create_database(place)
    except psycopg.OperationalError:
        return False


def _create_database(place: Place) -> bool:
    with connect(place, "postgres") as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME])
        if not known.fetchone():
            connection.execute(f"CREATE DATABASE {NAME}")
    return True


def _prepare_sockets(place: Place) -> None:
    account = place.account
    try:
        place.sockets.mkdir(mode=0o700)
    except FileExistsError:
        pass
    else:
        if os.geteuid() == 0:
            os.chown(place.sockets, account.uid, account.gid)
    found = place.sockets.lstat()
    if found.st_uid != account.uid or not stat.S_ISDIR(found.st_mode):
        raise PostgresError(
            f"{place.sockets} belongs to somebody else, so the database cannot put its socket "
            f"there. Remove it and try again."
        )


def _disown_stale_locks(place: Place) -> None:
    """Help the server past a lock whose process number is some other program's by now."""
    lock = place.data / "postmaster.pid"
    pid = pid_in(lock)
    if pid is not None and not works_in(pid, place.data):
        # The rest of the file stays: by it the server sees if parts of the last one still live.
        rest = lock.read_text(encoding="utf-8").partition("\n")[2]
        handle = os.open(lock, os.O_WRONLY | os.O_TRUNC | os.O_NOFOLLOW)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(f"{NEVER_A_PROCESS}\n{rest}")
    socket_lock = place.sockets / f".s.PGSQL.{PORT}.lock"
    pid = pid_in(socket_lock)
    if pid is not None and not works_in(pid, place.data):
        socket_lock.unlink(missing_ok=True)


def _keep_log_short(log: Path) -> None:
    if log.exists() and log.stat().st_size > LONGEST_LOG:
        log.replace(log.with_suffix(".log.1"))


def _log_since(log: Path, position: int) -> str:
    with log.open("rb") as file:
        file.seek(position)
        return file.read().decode(errors="replace")


def _wait(condition: Callable[[], bool], seconds: float) -> bool:
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


@contextmanager
def _alone(place: Place) -> Iterator[None]:
    """Make, start and stop one at a time; the lock goes when its holder does."""
    place.lock_file.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(place.lock_file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
