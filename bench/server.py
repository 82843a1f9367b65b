"""One gunicorn worker of an application, and a person signed in to it."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

TOKEN = "b" * 32


@dataclass
class Server:
    """A running worker; `backend` is how its settings let people in, `without` what it lacks."""

    name: str
    wsgi: str
    backend: str
    username: str = "bench"
    without: str = ""

    def __enter__(self) -> Server:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "gunicorn", self.wsgi, "--no-control-socket"),
                *("--bind", f"127.0.0.1:{self.port}", "--workers", "1", "--threads", "4"),
                *("--log-level", "warning"),
            ],
            env=os.environ | {"COHESION_WITHOUT": self.without},
        )
        self.cookie = self._sign_in()
        self._wait()
        return self

    def __exit__(self, *_: object) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)

    def ask(self, method: str, path: str, body: bytes | None = None) -> tuple[int, bytes, float]:
        """Status, body and milliseconds of one request."""
        headers = {"Cookie": self.cookie, "Accept-Encoding": "gzip", "Accept-Language": "ar"}
        if body is not None:
            headers |= {"Content-Type": "application/json", "X-CSRFToken": TOKEN}
        begun = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        read = response.read()
        connection.close()
        return response.status, read, (time.perf_counter() - begun) * 1000

    def resident_megabytes(self) -> float:
        """The resident memory of the worker."""
        master = self.process.pid
        children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
        status = Path(f"/proc/{children[0]}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def _sign_in(self) -> str:
        from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
        from django.contrib.sessions.backends.db import SessionStore

        from accounts.models import User
        from accounts.services.sign_in import SEEN_AT, SIGNED_IN_AT

        user = User.objects.get(username=self.username)
        web = SessionStore()
        now = int(time.time())
        web.update(
            {
                SESSION_KEY: str(user.pk),
                BACKEND_SESSION_KEY: self.backend,
                HASH_SESSION_KEY: user.get_session_auth_hash(),
                SEEN_AT: now,
                SIGNED_IN_AT: now,
            }
        )
        web.create()
        return f"sessionid={web.session_key}; csrftoken={TOKEN}"

    def _wait(self) -> None:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise RuntimeError(f"{self.name} did not start")
