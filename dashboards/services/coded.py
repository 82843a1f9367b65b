"""Records for analysis with a code for each woman and cohort, never a name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from operator import itemgetter, methodcaller
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import gettext as _

from core.exports import Column, Sheet
from core.exports.copied import copied_lines, in_pieces, streamed_rows
from dashboards.queries.coded import SESSIONS, Asked, cohorts_asked, count_of, places_asked
from dashboards.services.coded_headings import HEADINGS
from dashboards.services.coding import CODE, COHORT, coder, told_of
from dashboards.services.statistics import counting_for

if TYPE_CHECKING:
    from core.scope import Scoped

Cells = tuple[Any, ...]
Piece = tuple[Cells, Cells]
"""What stands before the cells of a record, and what after them."""


def coded_sheet(statement: str, asked: Asked, *, project: UUID, user: Scoped, title: str) -> Sheet:
    """One of the statements as a file, counted and read for somebody who may see no name."""

    def rows() -> Iterator[Cells]:
        with counting_for(user):
            around = dict(_around(statement, asked, project))
            with closing(streamed_rows(statement, asked.values())) as found:
                records = ((row[0], row[1], row[2:]) for row in found)
                for group in _in_order(records, around, code=itemgetter(0)):
                    yield from group

    def lines() -> Iterator[bytes]:
        with counting_for(user):
            endings: dict[Cells, bytes] = {}
            around = {
                str(key).encode(): (
                    _csv((*before, "")),
                    # The same few words stand behind many places.
                    endings.setdefault(after, _csv(("", *after)) + b"\n"),
                )
                for key, (before, after) in _around(statement, asked, project)
            }
            with closing(copied_lines(statement, asked.values())) as found:
                without_end = map(itemgetter(slice(-1)), found)
                records = map(methodcaller("split", b",", 2), without_end)
                groups = _in_order(records, around, code=itemgetter(slice(CODE)))
                yield from in_pieces(map(b"".join, groups))

    def count() -> int:
        with counting_for(user):
            return count_of(statement, asked)

    return Sheet(
        title=title,
        columns=[
            Column(heading, itemgetter(at), tag)
            for at, (heading, tag) in enumerate(HEADINGS[statement])
        ],
        rows=rows,
        lines=lines,
        counted=count,
        notes=[
            _("A code is the same in every file of this project, and nobody can turn it back."),
            _("What fewer than 5 women of a cohort share is left empty."),
        ],
    )


def _around(statement: str, asked: Asked, project: UUID) -> Iterator[tuple[UUID, Piece]]:
    if statement == SESSIONS:
        code = coder(COHORT, project)
        for cohort in cohorts_asked(asked):
            yield cohort, ((code(cohort),), ())
    else:
        for place, told in told_of(places_asked(asked), project):
            yield place, ((told.woman, told.cohort), (told.side, told.band))


def _in_order(
    records: Iterable[Any], around: Mapping[Any, tuple[Any, Any]], *, code: Callable[[Any], Any]
) -> Iterator[list[Any]]:
    """Group by group, records between what stands around each, in the order of their codes.

    Marks were made in the order of the roster, which is that of names, so that order would tell.
    A record is the turn of its group, the key of what stands around it, and either cells or a part
    of a line of CSV: one loop for both, since a generator between takes twice as long.
    """
    kept: list[Any] = []
    group = None
    for turn, key, rest in records:
        if turn != group:
            kept.sort(key=code)
            yield kept
            kept, group = [], turn
        # A place that was made since the places were asked for is not in this file.
        if key in around:
            before, after = around[key]
            kept.append(before + rest + after)
    kept.sort(key=code)
    yield kept


def _csv(cells: Cells) -> bytes:
    """Codes as CSV; none of them needs quotes."""
    return ",".join(cells).encode()
