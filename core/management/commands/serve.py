"""Set up, then serve until told to stop."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from http.client import HTTPConnection
from io import StringIO
from types import FrameType

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from core.management.commands.set_up import DEMOS
from core.postgres import PostgresError, ensure_running
from core.postgres.dumps import dump_of_today
from core.postgres.running import place, stop
from core.worker import Worker

ENDS_US = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
GRACE = 15.0
LOOK_EVERY = 5.0
DUMP_EVERY = 600.0
EVERYWHERE = {"0.0.0.0", "::", ""}  # noqa: S104


class Command(BaseCommand):
    """The whole product in one command: set-up, web server, worker, a dump a day."""

    help = "Set up and serve; Ctrl-C ends it."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to serve, and which demo."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--demo", choices=DEMOS)

    def handle(
        self, *args: object, host: str, port: int, demo: str | None, **options: object
    ) -> None:
        """Set up, serve, and leave nothing behind."""
        for ends_us in ENDS_US:
            signal.signal(ends_us, _end_in_order)
        _refuse_taken_port(host, port)
        started_database = False
        try:
            started_database = ensure_running()
            call_command("set_up", demo=demo, address=_address(port), stdout=self.stdout)
            self._serve(host, port)
        except PostgresError as problem:
            raise CommandError(str(problem)) from problem
        except KeyboardInterrupt:
            self._say("Stopping…")
        finally:
            connection.close()
            if started_database:
                stop(place())
                self._say("The database is stopped.")

    def _serve(self, host: str, port: int) -> None:
        server = subprocess.Popen(  # noqa: S603
            _gunicorn(host, port), env=_environment(host), start_new_session=True
        )
        worker = Worker()
        try:
            self._wait_for_page(server, host, port)
            self._tell_where(host, port)
            self._watch(server, worker)
        finally:
            worker.stop()
            self._end(server)

    def _wait_for_page(self, server: subprocess.Popen[bytes], host: str, port: int) -> None:
        while server.poll() is None:
            page = HTTPConnection("localhost" if host in EVERYWHERE else host, port, timeout=5)
            try:
                page.request("HEAD", "/")
                page.getresponse()  # a redirect is an answer too
            except OSError:
                time.sleep(0.05)
            else:
                return
            finally:
                page.close()

    def _tell_where(self, host: str, port: int) -> None:
        self._say(f"Cohesion is at {_address(port)}/  (Ctrl-C ends it)")
        if host in EVERYWHERE:
            for address in _own_addresses():
                self._say(f"In the office network: http://{address}:{port}/")
            self._say(
                "Whoever is in this network can reach it, and what they send is not encrypted. "
                "Phones need https to work offline: docs/run.md shows how to put a proxy before it."
            )
        self._say(f"A dump a day is kept in {settings.VAR_DIR / 'dumps'}.")

    def _watch(self, server: subprocess.Popen[bytes], worker: Worker) -> None:
        """Until the server ends: bring a lost database or worker back, and dump once a day."""
        dump_at = time.monotonic()
        while server.poll() is None:
            try:
                if ensure_running():
                    self._say("The database had gone; it is started again.")
                if sentence := worker.keep_running():
                    self._say(sentence)
                if time.monotonic() >= dump_at:
                    dump_at += DUMP_EVERY
                    dump_of_today(settings.VAR_DIR)
                    call_command("seal_audit", stdout=StringIO())
            except (PostgresError, DatabaseError, OSError) as problem:
                # A database that dies under the daily work ends that work, not the serving.
                connection.close()
                self._say(f"Attention: {problem}")
            time.sleep(LOOK_EVERY)
        raise CommandError(f"The web server ended by itself, with code {server.returncode}.")

    def _end(self, server: subprocess.Popen[bytes]) -> None:
        server.terminate()
        try:
            server.wait(GRACE)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
        self._say("The web server and the worker are stopped.")

    def _say(self, sentence: str) -> None:
        self.stdout.write(f"» {sentence}")
        self.stdout.flush()


def _address(port: int) -> str:
    """Where people find it: behind a proxy at its public address."""
    return os.environ.get("PUBLIC_ADDRESS", "").rstrip("/") or f"http://localhost:{port}"


def _gunicorn(host: str, port: int) -> list[str]:
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    return [
        sys.executable, "-m", "gunicorn", "cohesion.wsgi",
        f"--bind={bind}", "--workers=2", "--threads=4",
        "--no-control-socket", "--graceful-timeout=10", "--log-level=warning",
    ]  # fmt: skip


def _environment(host: str) -> dict[str, str]:
    """For the office network, the addresses of this machine are good names for it."""
    environment = dict(os.environ)
    if host not in settings.ALLOWED_HOSTS:
        names = _own_addresses() if host in EVERYWHERE else [host]
        environment["ALLOWED_HOSTS"] = ",".join([*settings.ALLOWED_HOSTS, *names])
    return environment


def _own_addresses() -> list[str]:
    """The name of this machine, and the address that others in the network see."""
    names = [socket.gethostname().lower()]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing; it only asks for the way out
            names.append(probe.getsockname()[0])
        except OSError:
            pass
    return names


def _refuse_taken_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            raise CommandError(
                f"Port {port} cannot be used ({problem.strerror}). "
                f"Choose another one with --port, such as --port {port + 1}."
            ) from problem


def _end_in_order(number: int, frame: FrameType | None) -> None:
    """End as by Ctrl-C; an impatient second one must not leave half of it running."""
    for ends_us in ENDS_US:
        signal.signal(ends_us, signal.SIG_IGN)
    raise KeyboardInterrupt
