import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from core.postgres import binaries, server
from core.postgres.places import Place
from core.postgres.processes import is_alive, postmaster
from tests.core.postgres.conftest import forget

pytestmark = pytest.mark.long
ROOT = Path(__file__).parents[3]
START = """
import sys, pathlib
from core.postgres import server
from core.postgres.places import Place
from core.postgres.processes import postmaster
place = Place(pathlib.Path(sys.argv[1]))
print(server.start(place), postmaster(place.data))
"""


def test_those_who_start_together_get_one_server(own_var):
    starting = [
        subprocess.Popen(
            [sys.executable, "-c", START, str(own_var)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    said = [process.communicate(timeout=120)[0].split() for process in starting]

    assert sorted(started for started, _ in said) == ["False", "False", "False", "True"]
    assert len({pid for _, pid in said}) == 1


def test_killed_server_comes_back_with_all_that_was_committed(place):
    server.start(place)
    with server.connect(place) as connection:
        connection.execute("CREATE TABLE mark (n int)")
        connection.execute("INSERT INTO mark VALUES (7)")
    # A backend at work lives on for a moment, and with it the shared memory of the killed one.
    busy = server.connect(place)
    os.kill(postmaster(place.data), signal.SIGKILL)

    assert server.start(place) is True

    busy.close()
    with server.connect(place) as connection:
        assert connection.execute("SELECT n FROM mark").fetchall() == [(7,)]


def test_server_starts_although_its_old_number_is_another_program_now(place):
    server.start(place)
    pid = postmaster(place.data)
    os.kill(pid, signal.SIGKILL)
    server._wait(lambda: not is_alive(pid), 10)
    other = subprocess.Popen(["sleep", "120"], user=place.account.uid)
    for lock in (place.data / "postmaster.pid", place.sockets / ".s.PGSQL.5432.lock"):
        rest = lock.read_text().partition("\n")[2]
        lock.write_text(f"{other.pid}\n{rest}")

    try:
        assert server.start(place) is True
        assert other.poll() is None
    finally:
        other.kill()
        other.wait()


def test_killed_twenty_times_it_starts_twenty_times(place):
    for _ in range(20):
        assert server.start(place) is True
        os.kill(postmaster(place.data), signal.SIGKILL)

    assert server.start(place) is True


def test_ordinary_user_has_it_below_her_own_long_path():
    home = Path(tempfile.mkdtemp(dir="/tmp"))
    var_dir = home / "a checkout" / ("deep " * 30) / "var"

    def start_and_look():
        place = Place(var_dir)
        assert server.start(place) is True
        assert place.data == var_dir / "postgres" / "main" / "data"
        assert postmaster(place.data) is not None
        with server.connect(place) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        forget(var_dir)

    try:
        as_ordinary_user(home, start_and_look)
    finally:
        shutil.rmtree(home)


def as_ordinary_user(home, story):
    """Tell the story in a child process that is not root."""
    # A user may be unable to read root's virtual environment.
    programs = Path(binaries.server_program("postgres")).parents[2]
    nobody = pwd.getpwnam("nobody")
    child = os.fork()
    if child == 0:
        outcome = 1
        try:
            if os.geteuid() == 0:
                os.chown(home, nobody.pw_uid, nobody.pw_gid)
                os.setgroups([])
                os.setgid(nobody.pw_gid)
                os.setuid(nobody.pw_uid)
            os.chdir(home)
            binaries.wheel = lambda: programs
            story()
            outcome = 0
        except BaseException as problem:
            sys.stderr.write(f"{problem!r}\n")
            sys.stderr.flush()
        finally:
            os._exit(outcome)
    assert os.waitpid(child, 0)[1] == 0
