"""Words that the pages of numbers share."""

from __future__ import annotations

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.dates import day_text
from dashboards.charts import NOTHING, Tile, Value

STATUS_WORDS: dict[str, str | Promise] = {
    "idp": gettext_lazy("displaced women"),
    "host": gettext_lazy("women of the host community"),
    "returnee": gettext_lazy("women who returned"),
    "other": gettext_lazy("women of another status"),
    "unknown": gettext_lazy("women whose status is not known"),
}

TILE_WORDS: dict[Tile, str | Promise] = {
    Tile.PRESENT: gettext_lazy("present"),
    Tile.LATE: gettext_lazy("late"),
    Tile.EXCUSED: gettext_lazy("excused"),
    Tile.ABSENT: gettext_lazy("absent"),
    Tile.UNRECORDED: gettext_lazy("not recorded"),
    Tile.TO_COME: gettext_lazy("to come"),
    Tile.NOT_HERS: gettext_lazy("not hers"),
    Tile.CANCELLED: gettext_lazy("cancelled or moved"),
}

TILE_LETTERS: dict[Tile, str | Promise] = {
    Tile.LATE: pgettext_lazy("letter for a mark", "L"),
    Tile.EXCUSED: pgettext_lazy("letter for a mark", "E"),
    Tile.ABSENT: pgettext_lazy("letter for a mark", "A"),
}


def percent(part: int, base: int) -> int | None:
    """A share in whole percent, halves up; None of nothing."""
    return (200 * part + base) // (2 * base) if base else None


def share(part: int, base: int) -> Value:
    """A share with its counts: "87 % (391 of 450)"; no data is not zero."""
    told = percent(part, base)
    if told is None:
        return NOTHING
    words = _("%(percent)d %% (%(part)d of %(base)d)")
    return Value(100 * part / base, words % {"percent": told, "part": part, "base": base})


def count(number: int) -> Value:
    """A plain number."""
    return Value(float(number), str(number))


def week_words(week: date) -> str:
    """A week by its first day."""
    return _("week of %(day)s") % {"day": day_text(week, weekday=False)}
