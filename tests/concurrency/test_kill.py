"""`kill -9` of the database under load: whatever was acknowledged is there afterwards."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest

from core.postgres import server
from core.postgres.configure import embedded
from core.postgres.places import Place
from core.postgres.processes import postmaster
from tests.core.postgres.conftest import forget

ROOT = Path(__file__).resolve().parents[2]
PHONES = 4
KILLS = 3
PATIENCE = 60


@pytest.fixture
def durable(tmp_path, monkeypatch):
    """A durable cluster of its own."""
    monkeypatch.delenv("EMBEDDED_PG", raising=False)
    var = tmp_path / "var"
    place = Place(var, "fault")
    server.start(place)
    yield place
    forget(var)


@pytest.mark.long
def test_no_acknowledged_mark_is_lost_when_the_database_is_killed(durable):
    address = address_of(durable)
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("PYTEST")},
        "DATABASE_URL": address,
        "COHESION_VAR": str(durable.var_dir),
        "DJANGO_SETTINGS_MODULE": "cohesion.settings",
    }
    run = [sys.executable, "-m", "tests.concurrency.marking"]
    subprocess.run([*run, "prepare"], cwd=ROOT, env=environment, check=True)
    told = []
    phones = [
        subprocess.Popen(
            [*run, "mark", str(number)],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(PHONES)
    ]
    listeners = [
        threading.Thread(target=lambda phone=phone: told.extend(phone.stdout), daemon=True)
        for phone in phones
    ]
    for listener in listeners:
        listener.start()

    for _ in range(KILLS):
        heard = len(told)
        wait_until(lambda heard=heard: len(told) >= heard + 40)
        os.kill(postmaster(durable.data), signal.SIGKILL)
        server.start(durable)
    heard = len(told)
    wait_until(lambda: len(told) >= heard + 40)
    for phone in phones:
        phone.send_signal(signal.SIGTERM)
    for phone, listener in zip(phones, listeners, strict=True):
        phone.wait(30)
        listener.join(30)

    acknowledged = {tuple(line.split()) for line in told}
    with psycopg.connect(address) as connection:
        log = connection.execute("SELECT id, mark FROM trainings_attendanceevent")
        stored = {(str(event), mark) for event, mark in log}
    assert len(acknowledged) >= 40 * (KILLS + 1)
    assert acknowledged - stored == set()
    check = subprocess.run(
        [sys.executable, "manage.py", "rebuild_attendance", "--check"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert check.returncode == 0, check.stdout


def address_of(place):
    """The cluster as a DATABASE_URL."""
    entry = embedded(place)
    password, sockets = quote(entry["PASSWORD"], safe=""), quote(entry["HOST"], safe="")
    return f"postgres://{entry['USER']}:{password}@/{entry['NAME']}?host={sockets}"


def wait_until(condition):
    """Wait for something that happens in other processes."""
    until = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < until, "nothing was acknowledged any more"
        time.sleep(0.01)
