"""Pieces of SQL that the questions share."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import connection

from core.prepared import prepared_cursor

T = TypeVar("T")
Rows = list[tuple[Any, ...]]

HAS_A_PLACE = "e.kind = 'member' AND e.state NOT IN ('applied', 'waitlisted', 'merged')"
"""Members with a place of their own; guests stand outside all denominators."""

THERE_ON = "e.from_on <= {day} AND (e.to_on IS NULL OR e.to_on > {day})"
"""A place that is active on a day."""


def status_on(day: str, person: str = "p.canonical_id") -> str:
    """What a person was on a day, in the codes of `indicators.units.STATUSES`.

    Of several records of one woman the survivor's own word comes first, then any that tells; the
    same as `participants.queries.displacement.status_on`.
    """
    return f"""coalesce((
    SELECT CASE d.status
        WHEN 'host' THEN 'host'
        WHEN 'idp' THEN 'idp'
        WHEN 'idp_returnee' THEN 'returnee'
        WHEN 'refugee_returnee' THEN 'returnee'
        WHEN 'unknown' THEN 'unknown'
        WHEN 'refused' THEN 'unknown'
        ELSE 'other' END
    FROM participants_displacementepisode d
    JOIN participants_participant r ON r.id = d.participant_id
    WHERE r.canonical_id = {person} AND d.from_on <= {day}
        AND (d.to_on IS NULL OR d.to_on > {day})
    ORDER BY d.status IN ('unknown', 'refused'), d.participant_id <> r.canonical_id, d.from_on
    LIMIT 1), 'unknown')"""


def age_on(day: str, born: str = "survivor.born_on") -> str:
    """The age band of somebody on a day."""
    years = f"extract(year FROM age({day}, {born}))"
    return f"""CASE WHEN {born} IS NULL OR {born} > {day} THEN 'unknown'
        WHEN {years} < 18 THEN '0-17' WHEN {years} < 25 THEN '18-24'
        WHEN {years} < 40 THEN '25-39' WHEN {years} < 60 THEN '40-59' ELSE '60+' END"""


DISABILITY = """coalesce((
    SELECT CASE WHEN bool_or(greatest(f.seeing, f.hearing, f.walking, f.remembering, f.self_care,
                                      f.communicating) >= 3) THEN 'yes'
        WHEN bool_or(coalesce(f.seeing, f.hearing, f.walking, f.remembering, f.self_care,
                              f.communicating) IS NOT NULL) THEN 'no' END
    FROM participants_functioning f
    JOIN participants_participant r ON r.id = f.participant_id
    WHERE r.canonical_id = survivor.id), 'unknown')"""
"""At least a lot of difficulty in one domain of the Washington Group Short Set."""


def rows_of(sql: str, values: Mapping[str, Any]) -> Rows:
    """All rows that a statement answers."""
    return _fetched(connection.cursor(), sql, values)


def rows_of_planned(sql: str, values: Mapping[str, Any]) -> Rows:
    """The same for a page that is opened again and again: planned once for each connection.

    For questions about one cohort or place alone, whose best plan is the same whatever is asked.
    """
    return _fetched(prepared_cursor(), sql, values)


def _fetched(opened: Any, sql: str, values: Mapping[str, Any]) -> Rows:
    with opened as cursor:
        cursor.execute(sql, values)
        rows: Rows = cursor.fetchall()
    return rows


def array(ids: Collection[int]) -> str:
    """An array as the server reads it; the driver takes longer to write a list."""
    return f"{{{','.join(map(str, ids))}}}"


@dataclass(frozen=True, slots=True)
class Planned(Generic[T]):
    """A question about a few places, planned once for each connection, and how it is read."""

    sql: str
    values: Mapping[str, Any]
    read: Callable[[Rows], T]

    def told(self) -> T:
        """Its answer."""
        return self.read(rows_of_planned(self.sql, self.values))


def told_together(*asked: Planned[Any]) -> list[Any]:
    """The answers to several questions, for which the server is turned to once.

    None of them sees what another does, so they only read.
    """
    with ExitStack() as opened:
        cursors = [opened.enter_context(prepared_cursor()) for _one in asked]
        with connection.connection.pipeline():
            for cursor, one in zip(cursors, asked, strict=True):
                cursor.execute(one.sql, one.values)
        return [one.read(cursor.fetchall()) for cursor, one in zip(cursors, asked, strict=True)]
