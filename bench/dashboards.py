"""python -m bench.dashboards: pages of numbers and the upkeep of their counts, beside floors.

Works on the same million marks as `bench.roster`. A floor is a bare Django page on the same server
that asks the least SQL there is for the same cells; a limit is that SQL alone.

A million marks on two quiet cores: project page 1.22 × its floor (aim 1.5), 2.7 × when marks were
saved since; cohort page 1.79 × (aim 2). The numbers of a project took 0.92 ms of the database
(aim 1). Upkeep took 10 % of a save (aim 25), and a slice as long as on an index of its own (aim
1.3). Eight savers saved 0.95 × as much as without counts.
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from datetime import timedelta

from bench.database import use_own_database
from bench.load import Size, key
from bench.marking import CLASS, durability, plain, prepare
from bench.roster import _in_turns, _say, _say_one
from bench.slices import slice_of_marks
from bench.upkeep import savers, upkeep

AIM_PROJECT, AIM_COHORT, AIM_PROJECT_MS = 1.5, 2.0, 1.0
AIM_MEGABYTES = 90
ANEW = 15
"""So often a page is drawn with numbers that it never showed."""
CELL = re.compile(rb"<t[dh]\b")


def main(argv: Sequence[str] | None = None) -> int:
    """Load, measure, print; exit 1 when an aim was missed."""
    parser = argparse.ArgumentParser(prog="python -m bench.dashboards", description=__doc__)
    parser.add_argument("--cohorts", type=int, default=1000)
    parser.add_argument("--sessions", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--fresh", action="store_true", help="load again what is there already")
    options = parser.parse_args(argv)
    size = Size(options.cohorts, CLASS, options.sessions)
    is_new = use_own_database(f"cohesion_bench_{options.cohorts}", fresh=options.fresh)
    prepare(size, is_new)
    _see_to_counts()

    from bench.server import Server
    from programmes.models import Project

    project = f"/numbers/projects/{Project.objects.get(code='bench').pk}/?period={_quarter()}"
    cohorts = [f"/numbers/cohorts/{key(1, 17 * turn % size.cohorts)}/" for turn in range(1000)]
    print(f"{size.marks:,} marks; {durability()}; {options.rounds} rounds of each, medians")
    ours = Server("ours", "cohesion.wsgi", "accounts.backends.GrantBackend")
    floor = Server("floor", "bench.floor.wsgi", "django.contrib.auth.backends.ModelBackend")
    with ours, floor:
        kept = [
            _say(
                "project page",
                _in_turns(
                    lambda _turn: _page(ours, project),
                    lambda _turn: _page(floor, project),
                    options.rounds,
                ),
                AIM_PROJECT,
            ),
            _say(
                "cohort page",
                _in_turns(
                    lambda turn: _page(ours, cohorts[turn]),
                    lambda turn: _page(floor, cohorts[turn]),
                    options.rounds,
                ),
                AIM_COHORT,
            ),
            _say_one("resident memory, MB", round(ours.resident_megabytes(), 1), AIM_MEGABYTES),
        ]
        _drawn_anew(ours, floor, project)
        counts = [
            _cells(server, path) for path in (project, cohorts[0]) for server in (ours, floor)
        ]
        print("  cells: project {} and {} (floor), cohort {} and {} (floor)".format(*counts))
    kept += _limits(options.rounds)
    kept.append(upkeep(size, options.rounds))
    savers(size, options.rounds)
    kept.append(_never_stale())
    return 0 if all(kept) else 1


def _see_to_counts() -> None:
    """Statuses for everybody, a manager's role for who asks, and the counts; all of it once."""
    from django.db import connection
    from django.utils import timezone

    from accounts.models import Grant, User
    from accounts.roles import Role
    from dashboards.models import WeekCount
    from dashboards.services.rollups import rebuild_counts
    from participants.models import DisplacementEpisode, Participant
    from programmes.models import Project

    user, project = User.objects.get(username="bench"), Project.objects.get(code="bench")
    Grant.objects.get_or_create(
        user=user,
        role=Role.MANAGER,
        project=project,
        defaults={"from_on": timezone.localdate()},
    )
    if WeekCount.objects.exists():
        return
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        if not DisplacementEpisode.objects.exists():
            DisplacementEpisode.objects.bulk_create(
                (
                    DisplacementEpisode(
                        participant_id=woman,
                        status=("idp", "host")[number % 2],
                        from_on=timezone.localdate() - timedelta(days=900),
                    )
                    for number, woman in enumerate(Participant.objects.values_list("pk", flat=True))
                ),
                batch_size=5000,
            )
        cursor.execute("SET session_replication_role = origin")
        # Without statistics of what was just loaded, counting would read it row by row.
        cursor.execute("ANALYZE")
        begun = time.perf_counter()
        rebuild_counts()
        print(f"counts made anew in {time.perf_counter() - begun:.1f} s")
        cursor.execute("VACUUM ANALYZE")


def _quarter() -> str:
    """The quarter with most sessions."""
    from dashboards.models import WeekCount
    from dashboards.queries.project import Quarter

    weeks = list(WeekCount.objects.values_list("week", flat=True).distinct())
    codes = [Quarter.of(week).code for week in weeks]
    return max(set(codes), key=codes.count)


def _drawn_anew(ours, floor, path: str) -> None:
    """The page of a project when a mark was saved since it was opened last; no aim of its own."""
    from django.db import connection

    from dashboards.queries.project import Quarter
    from trainings.models import Attendance

    year, number = map(int, _quarter().split("-"))
    quarter = Quarter(year, number)
    marks = Attendance.objects.filter(
        session__on_day__range=(quarter.first, quarter.last), mark="present"
    )
    took: tuple[list[float], list[float]] = ([], [])
    for mark in marks.order_by("pk")[:ANEW]:
        # Each time one more: the page never showed the same numbers before.
        Attendance.objects.filter(pk=mark.pk).update(mark="excused")
        took[0].append(_page(ours, path))
        took[1].append(_page(floor, path))
    connection.close()
    new, bare = map(statistics.median, took)
    print(f"  project page after each save: {new:.2f} ms, {new / bare:.2f} × the floor")


def _page(server, path: str) -> float:
    status, _body, took = server.ask("GET", path)
    assert status == 200, (server.name, status)
    return took


def _cells(server, path: str) -> int:
    return len(CELL.findall(plain(server.ask("GET", path)[1])))


def _timed(ask: Callable[[], object], rounds: int) -> float:
    took = []
    for _ in range(rounds):
        begun = time.perf_counter()
        ask()
        took.append((time.perf_counter() - begun) * 1000)
    return statistics.median(took)


def _limits(rounds: int) -> list[bool]:
    """The database time of the rate by week and site, and of a slice that nothing keeps."""
    from dashboards.queries.pieces import rows_of, told_together
    from dashboards.queries.project import Quarter
    from dashboards.queries.project_marks import cohorts_asked, marks_asked
    from dashboards.queries.project_women import state_asked
    from programmes.models import ProjectSite

    places = list(ProjectSite.objects.values_list("pk", flat=True))
    year, number = map(int, _quarter().split("-"))
    quarter = Quarter(year, number)

    def all_of_the_page() -> None:
        told_together(
            marks_asked(places, places[0], quarter),
            cohorts_asked(places[0], quarter),
            state_asked(places),
        )

    ours = _timed(all_of_the_page, rounds)
    base = _timed(
        lambda: rows_of(
            "SELECT s.on_day - extract(dow FROM s.on_day)::int, s.project_site_id, "
            "count(*) FILTER (WHERE a.mark IN ('present', 'late')), count(a.mark) "
            "FROM trainings_attendance a JOIN trainings_session s ON s.id = a.session_id "
            "WHERE s.on_day BETWEEN %(first)s AND %(last)s GROUP BY 1, 2",
            {"first": quarter.first, "last": quarter.last},
        ),
        3,
    )
    print(f"  the same from the marks themselves, without status: {base:.0f} ms")
    return [
        _say_one("database time of the numbers of a project, ms", round(ours, 2), AIM_PROJECT_MS),
        slice_of_marks(places, quarter, max(rounds // 20, 3)),
    ]


def _never_stale() -> bool:
    """After all these saves every count is what the marks say."""
    from dashboards.services.rollups import check_counts

    found = check_counts()
    return _say_one("counts that differ", found.wrong, 0)


if __name__ == "__main__":
    sys.exit(main())
