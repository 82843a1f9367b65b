"""The roster of a session as data for its paper."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import override

from core.dates import day_text, hours_text
from trainings.models import Session
from trainings.papers import ALWAYS_THE_YEAR, language_of, words
from trainings.roster import RosterLine, rosters_of

WALK_IN_LINES: Final = 6


def sheet_of(session: Session, child: Session | None, code: str) -> dict[str, Any]:
    """Everybody who is expected, with her mark if there is one, and lines for who comes besides."""
    language = language_of(code)
    said = words()[language]
    rosters = rosters_of([session, *([child] if child else [])])
    inside = {line.enrolment_id: line for line in rosters[child.pk]} if child else {}
    lines = rosters[session.pk]
    rows = [
        _row(number, line, said, inside.get(line.enrolment_id))
        for number, line in enumerate(lines, 1)
    ]
    rows += [
        {"number": number, "name": "", "mark": None, "details": "", "dialogue": ""}
        for number in range(len(lines) + 1, len(lines) + 1 + WALK_IN_LINES)
    ]
    cohort = session.cohort
    with override(language):
        site = session.project_site.site
        where = site.name if session.room is None else f"{site.name} · {session.room.name}"
        return {
            "lang": language,
            "title": said["sheet"],
            "words": said,
            "heading": f"{said['sheet']} · {cohort.version.course.title} – {cohort.name}",
            "subheading": " · ".join(
                (
                    f"{said['session']} {session.number}",
                    day_text(session.on_day, today=ALWAYS_THE_YEAR),
                    hours_text(session.starts_at, session.ends_at),
                    where,
                )
            ),
            "dialogue": child is not None,
            "rows": rows,
        }


def _row(
    number: int, line: RosterLine, said: dict[str, str], inside: RosterLine | None
) -> dict[str, Any]:
    late = line.minutes_late
    return {
        "number": number,
        "name": line.name,
        "mark": line.mark,
        "details": "" if late is None else str(late),
        "dialogue": said[inside.mark] if inside and inside.mark else "",
    }
