"""The first command of a newcomer, on a clone of her own at a path with spaces."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from http.client import HTTPException
from pathlib import Path

import pytest

from tests.core.postgres.conftest import forget

pytestmark = pytest.mark.long
ROOT = Path(__file__).parents[1]
PATIENCE = 300
OURS = ("DATABASE_URL", "EMBEDDED_PG", "COHESION_", "DJANGO_SETTINGS_MODULE", "PUBLIC_ADDRESS")


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    target = tmp_path_factory.mktemp("a newcomer's") / "co hesion"
    subprocess.run(["git", "clone", "--quiet", ROOT, target], check=True)
    yield target
    forget(target / "var")
    shutil.rmtree(target)


@pytest.fixture
def used_clone(clone, port):
    """A clone that has served before."""
    if not list((clone / ".venv").glob("installed-*")):
        process = up(clone, port, "--demo=none")
        heard_until(process, "Cohesion is at")
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
    return clone


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def up(clone, port, *words):
    environment = {n: v for n, v in os.environ.items() if not n.startswith(OURS)}
    return subprocess.Popen(
        [sys.executable, "bootstrap.py", "up", f"--port={port}", *words],
        cwd=clone,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def heard_until(process, words):
    """What it says until then; one that never says it is ended, and the test fails."""
    heard = []
    patience = threading.Timer(PATIENCE, process.kill)
    patience.start()
    for line in process.stdout:
        heard.append(line)
        if words in line:
            break
    patience.cancel()
    return "".join(heard)


def page(address):
    with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310
        return answer.status, answer.read().decode()


def status_until_it_answers(address, until):
    """Its status once the database answers again."""
    while True:
        try:
            return page(address)[0]
        except (OSError, HTTPException):
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def still_running(clone):
    """Processes that belong to this clone, by their words or their folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().decode(errors="replace")
            folder = str((process / "cwd").readlink())
        except OSError:
            continue
        if str(clone) in words or str(clone) in folder:
            found.append(words)
    return found


def test_newcomer_types_one_command_and_opens_the_page(clone, port):
    process = up(clone, port, "--demo=none")
    heard = heard_until(process, "Cohesion is at")

    link = re.search(r"http://localhost:\d+/\S+", heard).group()
    status, first_page = page(link)

    assert status == 200
    assert "<form" in first_page
    assert "field_keys. Keep a copy in a safe place" in heard

    process.send_signal(signal.SIGINT)
    rest = process.communicate(timeout=60)[0]
    assert "The web server and the worker are stopped." in rest
    assert "The database is stopped." in rest
    assert process.returncode == 0
    assert still_running(clone) == []


def test_second_time_a_page_is_there_in_five_seconds(used_clone, port):
    begun = time.monotonic()
    process = up(used_clone, port)
    heard = heard_until(process, "Cohesion is at")
    status, _ = page(f"http://localhost:{port}/")
    took = time.monotonic() - begun

    try:
        assert status == 200
        assert "Installing" not in heard
        assert "Gathering" not in heard
        # The promise is 5 s on an idle machine; the tests keep this one busy.
        assert took < 15
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)


def test_killed_database_comes_back_while_it_serves(used_clone, port):
    from core.postgres.places import Place
    from core.postgres.processes import postmaster

    process = up(used_clone, port)
    heard_until(process, "Cohesion is at")
    data = Place(used_clone / "var").data
    killed = postmaster(data)
    os.kill(killed, signal.SIGKILL)

    try:
        # By the server, or by the worker that just begins: then the server has nothing to tell.
        until = time.monotonic() + PATIENCE
        while postmaster(data) in (None, killed) and time.monotonic() < until:
            time.sleep(0.1)
        assert status_until_it_answers(f"http://localhost:{port}/", until) == 200
    finally:
        process.send_signal(signal.SIGHUP)
        process.communicate(timeout=60)


def test_taken_port_is_said_before_anything_else_happens(used_clone):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        process = up(used_clone, port)
        said = process.communicate(timeout=60)[0]

    assert process.returncode != 0
    assert f"Choose another one with --port, such as --port {port + 1}" in said
