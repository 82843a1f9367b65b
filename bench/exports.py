"""python -m bench.exports: files as they leave, beside a raw COPY of the same lines.

Works on the same million marks as `bench.roster`. The floor is a COPY of the same statement by the
driver, past every policy, without a code, a heading or a server between. Memory is that of the web
worker at its highest while a file leaves, less what it was before.
"""

from __future__ import annotations

import argparse
import http.client
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

from bench.database import use_own_database
from bench.load import FATHERS, GIVEN, Size
from bench.marking import CLASS, durability, prepare
from bench.server import TOKEN, Server

AIM_RATIO, AIM_FIRST, AIM_MEGABYTES = 3.0, 50, 20
LINES = 10_000
DAYS = 8
"""Of one place with 50 classes of 25, so many days are 10,000 marks."""


def main(argv: Sequence[str] | None = None) -> int:
    """Load, measure, print; exit 1 when an aim was missed."""
    parser = argparse.ArgumentParser(prog="python -m bench.exports", description=__doc__)
    parser.add_argument("--cohorts", type=int, default=1000)
    parser.add_argument("--sessions", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--fresh", action="store_true", help="load again what is there already")
    options = parser.parse_args(argv)
    size = Size(options.cohorts, CLASS, options.sessions)
    is_new = use_own_database(f"cohesion_bench_{options.cohorts}", fresh=options.fresh)
    prepare(size, is_new)
    place, first = _see_to_people()

    from dashboards.queries.coded import ATTENDANCE, Asked
    from participants.queries.people_file import PeopleOfPlace
    from programmes.models import ProjectSite

    places = tuple(ProjectSite.objects.filter(project__code="bench").values_list("pk", flat=True))
    one_place = ProjectSite.objects.get(site__code="bench-0")
    last = first + timedelta(days=DAYS - 1)
    some = Asked((one_place.pk,), first, last)
    everything = Asked(places, first, first + timedelta(days=9999))
    people = PeopleOfPlace(place.pk)
    print(f"{size.marks:,} marks; {durability()}; {options.rounds} rounds of each, medians")
    analyst = Server(
        "analyst", "cohesion.wsgi", "accounts.backends.GrantBackend", username="bench-analyst"
    )
    whole = Server(
        "whole", "cohesion.wsgi", "accounts.backends.GrantBackend", username="bench-manager"
    )
    days = {"first": first.isoformat(), "last": last.isoformat()}
    with analyst, whole:
        kept = [
            _ratio(
                "10,000 coded marks",
                analyst,
                _asked(analyst, "coded-attendance", project=one_place.project_id, **days),
                (ATTENDANCE, some.values()),
                options.rounds,
            ),
            _ratio(
                "10,000 people by name",
                whole,
                _asked(whole, "people", place=place.pk, purpose="To measure it"),
                (people.statement(), people.values),
                options.rounds,
            ),
        ]
        path = _asked(whole, "coded-attendance", project=one_place.project_id)
        kept += _million(whole, path, (ATTENDANCE, everything.values()), size)
    return 0 if all(kept) else 1


def _see_to_people():
    """Who asks, a place with 10,000 women, and the first day; all of it once."""
    from django.db import connection
    from django.utils import timezone

    from accounts.models import Grant, User
    from accounts.roles import Role
    from participants.models import Participant
    from programmes.models import AdminArea, Project, ProjectSite, Site
    from trainings.models import Session

    project = Project.objects.get(code="bench")
    site, is_new = Site.objects.get_or_create(
        code="bench-people",
        defaults={"name_ar": "مركز كبير", "area": AdminArea.objects.get(pcode="IQG13")},
    )
    place, _made = ProjectSite.objects.get_or_create(project=project, site=site)
    if is_new:
        Participant.objects.bulk_create(
            (
                Participant(
                    given=GIVEN[number % len(GIVEN)],
                    father=FATHERS[number // 7 % len(FATHERS)],
                    grandfather=FATHERS[number // 3 % len(FATHERS)],
                    sex="f",
                    area_id="IQG13Q04",
                    project_sites=[place.pk],
                )
                for number in range(LINES)
            ),
            batch_size=5000,
        )
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    for name, role, at in (
        ("bench-analyst", Role.MANDE, Site.objects.get(code="bench-0")),
        ("bench-manager", Role.MANAGER, None),
    ):
        user, _made = User.objects.get_or_create(username=name, defaults={"full_name": name})
        Grant.objects.get_or_create(
            user=user,
            role=role,
            project=project,
            site=at,
            defaults={"from_on": timezone.localdate()},
        )
    days = Session.objects.filter(cohort__version__course__code="bench").order_by("on_day")
    return place, days.values_list("on_day", flat=True).first()


def _asked(server: Server, kind: str, **answers: object) -> str:
    """Ask for a CSV as a browser does; answers where it is taken."""
    from core.ids import uuid7

    words = answers | {"key": uuid7(), "format": "csv", "csrfmiddlewaretoken": TOKEN}
    response = _post(server, f"/files/add/{kind}/", urlencode(words))
    body = response.read()
    assert response.status == 302, (response.status, body[:2000].decode())
    return f"{response.headers['Location']}take/"


def _post(server: Server, path: str, body: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
    headers = {
        "Cookie": server.cookie,
        "Content-Type": "application/x-www-form-urlencoded",
        "Accept-Encoding": "identity",
    }
    connection.request("POST", path, body, headers)
    return connection.getresponse()


def _take(server: Server, path: str) -> tuple[float, float, int]:
    """Milliseconds until the first byte and until the last, and how many lines there were."""
    begun = time.perf_counter()
    response = _post(server, path, urlencode({"csrfmiddlewaretoken": TOKEN}))
    first = len(response.read(1))
    assert (response.status, first) == (200, 1), response.status
    came = time.perf_counter() - begun
    lines = 0
    for piece in iter(lambda: response.read1(1 << 16), b""):
        lines += piece.count(b"\n")
    response.close()
    return came * 1000, (time.perf_counter() - begun) * 1000, lines


def _copied(statement: str, values: dict) -> Iterator[bytes]:
    """The floor: the driver's own loop over a COPY."""
    from django.db import connection

    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY ({statement}) TO STDOUT WITH (FORMAT csv)", values) as copy,
    ):
        for line in copy:
            yield bytes(line)


def _copy(asked: tuple[str, dict]) -> tuple[float, int]:
    begun = time.perf_counter()
    lines = sum(line.count(b"\n") for line in _copied(*asked))
    return (time.perf_counter() - begun) * 1000, lines


def _ratio(what: str, server: Server, path: str, asked: tuple[str, dict], rounds: int) -> bool:
    """Take a file and copy the same lines in turns, and say how many times as long it takes."""
    for _warm in range(2):
        _take(server, path), _copy(asked)
    ours, floor = [], []
    for _turn in range(rounds):
        _first, took, lines = _take(server, path)
        ours.append(took)
        copied, same = _copy(asked)
        floor.append(copied)
        # Besides the rows there are headings, tags, and who took it.
        assert same == LINES <= lines <= LINES + 5, (same, lines)
    ratio = statistics.median(ours) / statistics.median(floor)
    return _say(
        f"{what}: {statistics.median(ours):.0f} ms over HTTP, raw COPY "
        f"{statistics.median(floor):.0f} ms: {ratio:.2f} ×",
        ratio,
        AIM_RATIO,
    )


def _million(server: Server, path: str, asked: tuple[str, dict], size: Size) -> list[bool]:
    """All marks in one file: when its first byte comes, and what it takes of memory."""
    before = server.resident_megabytes()
    worker = _worker(server)
    (worker / "clear_refs").write_text("5")  # the highest so far begins anew
    firsts = []
    for _turn in range(3):
        first, took, lines = _take(server, path)
        firsts.append(first)
    highest = _megabytes(worker, "VmHWM")
    copied, same = _copy(asked)
    assert same == size.marks <= lines <= size.marks + 5, (same, lines)
    print(
        f"  {lines:,} lines: {took / 1000:.1f} s, raw COPY {copied / 1000:.1f} s: "
        f"{took / copied:.2f} ×"
    )
    return [
        _say(
            f"first byte: {statistics.median(firsts):.0f} ms", statistics.median(firsts), AIM_FIRST
        ),
        _say(f"more memory: {highest - before:.1f} MB", highest - before, AIM_MEGABYTES),
    ]


def _worker(server: Server) -> Path:
    master = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children")
    return Path("/proc") / master.read_text().split()[0]


def _megabytes(worker: Path, name: str) -> float:
    lines = (worker / "status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(name)).split()[1]) / 1024


def _say(what: str, number: float, aim: float) -> bool:
    is_kept = number <= aim
    print(f"  {what} (aim ≤ {aim}) {'✓' if is_kept else '✗'}")
    return is_kept


if __name__ == "__main__":
    sys.exit(main())
