"""The process that runs the jobs, beside the web server."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings

GRACE = 15.0
REST = 20.0
"""A worker that ends again and again is started this often, in seconds."""


class Worker:
    """One `manage.py procrastinate worker`, which is brought back when it ends by itself."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._started_at = 0.0

    def keep_running(self) -> str:
        """Start it, or bring it back; answers a sentence where it had ended by itself."""
        if self._process is None:
            self._start()
            return ""
        code = self._process.poll()
        if code is None or time.monotonic() < self._started_at + REST:
            return ""
        self._start()
        return f"The worker had ended with code {code}; it is started again."

    def stop(self) -> None:
        """End it after what it is doing, or in the middle of that if it takes too long."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(GRACE)
        except subprocess.TimeoutExpired:
            # What it was doing is undone by the database, and done again by the next worker.
            self._process.kill()
            self._process.wait()
        self._process = None

    def _start(self) -> None:
        self._started_at = time.monotonic()
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, str(Path(settings.BASE_DIR) / "manage.py"), "procrastinate", "worker"],
            start_new_session=True,
        )
