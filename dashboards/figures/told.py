"""Numbers of a statistic as a file: in its last columns each itself, or that it is hidden."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.exports import Column, Sheet
from core.exports.hxl import hxl
from core.typesetting import typeset
from dashboards.indicators.shown import Shown
from dashboards.papers.numbers import NUMBERS, numbers_paper


class Told(NamedTuple):
    """A count, or a share with what it is of."""

    number: int | None
    base: int | None = None
    percent: int | None = None
    is_hidden: bool = False

    @property
    def hidden(self) -> str:
        """A word where the number is hidden, which is not none."""
        return _("hidden") if self.is_hidden else ""


TOLD_COLUMNS: Sequence[Column[Any]] = (
    Column(gettext_lazy("Number"), attrgetter("told.number"), hxl("indicator name/code/value", 2)),
    Column(gettext_lazy("Of"), attrgetter("told.base")),
    Column(gettext_lazy("Percent"), attrgetter("told.percent")),
    Column(gettext_lazy("Hidden"), attrgetter("told.hidden")),
)
"""For lines that have a `told`."""


def count_told(number: int | None) -> Told:
    """A count; None is hidden."""
    return Told(number, is_hidden=number is None)


def share_told(shown: Shown) -> Told:
    """A share, after disclosure control."""
    return Told(shown["amount"], shown["base"], shown["percent"], bool(shown["hidden"]))


def numbers_sheet(
    title: str,
    notes: list[str],
    columns: Sequence[Column[Any]],
    lines: Callable[[], Sequence[Any]],
    *,
    about: str = "",
) -> Sheet:
    """A file with a line for each number; on paper it is headed `about`, or else by its title."""
    return Sheet(
        title=title,
        columns=columns,
        rows=lines,
        counted=lambda: len(lines()),
        notes=notes,
        paper=lambda: typeset(NUMBERS, numbers_paper(about or title, notes, columns, lines())),
    )
