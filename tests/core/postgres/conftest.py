"""Embedded servers of our own, gone again after the test."""

import os
import shutil
import signal

import pytest

from core.postgres import server
from core.postgres.places import Place
from core.postgres.processes import postmaster


@pytest.fixture
def own_var(tmp_path, monkeypatch):
    """A var folder at a path with spaces; what root's servers keep elsewhere goes with it."""
    monkeypatch.delenv("EMBEDDED_PG", raising=False)
    var_dir = tmp_path / "a checkout" / "var"
    yield var_dir
    forget(var_dir)


@pytest.fixture
def place(own_var):
    return Place(own_var)


def forget(var_dir):
    """End the servers of this folder, at once, and remove what they kept."""
    for cluster in ("main", "test", "fault"):
        place = Place(var_dir, cluster)
        pid = postmaster(place.data)
        if pid:
            os.kill(pid, signal.SIGQUIT)
            server._wait(lambda pid=pid: not server.is_alive(pid), 20)
        shutil.rmtree(place.sockets, ignore_errors=True)
    shutil.rmtree(place.base, ignore_errors=True)
