"""Women by sessions: each mark has a shape and a letter, besides its colour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from dashboards.charts.drawing import LETTER, Drawing, Shape, wrap
from dashboards.charts.values import ChartTable

TILE = 20.0
STEP = 24.0
HEAD = 22.0
NAMES = 150.0
KEY = 26.0
NARROW: float = 320.0
"""What a phone shows without scrolling: the key fits in."""


class Tile(StrEnum):
    """What a tile says of a woman at a session."""

    PRESENT = "present"
    LATE = "late"
    EXCUSED = "excused"
    ABSENT = "absent"
    UNRECORDED = "unrecorded"
    TO_COME = "to-come"
    NOT_HERS = "not-hers"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class HeatmapRow:
    """One woman and what each session says of her."""

    label: str
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Heatmap:
    """`words` and `letters` name each kind of tile in the language of the page."""

    title: str
    summary: str
    corner: str
    columns: tuple[str, ...]
    rows: tuple[HeatmapRow, ...]
    words: Mapping[Tile, str]
    letters: Mapping[Tile, str]
    column_days: tuple[str, ...] = field(default=())

    @property
    def is_empty(self) -> bool:
        """True where there is nothing to draw."""
        return not (self.rows and self.columns)

    def table(self) -> ChartTable:
        """The same in words."""
        heads = tuple(
            f"{column} · {day}"
            for column, day in zip(self.columns, self.column_days or self.columns, strict=True)
        )
        return ChartTable(
            (self.corner, *(heads if self.column_days else self.columns)),
            tuple((row.label, *(self.words[tile] for tile in row.tiles)) for row in self.rows),
        )

    def draw(self, *, rtl: bool) -> Drawing:
        """A tile for each, and the key of those that occur under it."""
        found = {tile for row in self.rows for tile in row.tiles}
        kinds = [kind for kind in Tile if kind in found]
        wide = max(NAMES + STEP * len(self.columns), NARROW)
        lines = self._key_lines(kinds, NARROW)
        drawing = Drawing(wide, HEAD + STEP * len(self.rows) + 12 + KEY * len(lines), rtl)
        names = {kind: f"tile-{kind}" for kind in kinds}
        drawing.stamps = {names[kind]: self._tile(kind) for kind in kinds}
        places = drawing.places(len(self.columns), NAMES, STEP, TILE)
        for at, column in enumerate(self.columns):
            drawing.text(NAMES + STEP * at + TILE / 2, HEAD - 7, column, "small", "middle")
        for line, row in enumerate(self.rows):
            y = HEAD + STEP * line
            drawing.text(0, y + TILE - 5, wrap(row.label, NAMES - 8, lines=1)[0])
            drawing.stamp([names[tile] for tile in row.tiles], places, y)
        below = HEAD + STEP * len(self.rows) + 12
        for keys in lines:
            begins = 0.0
            for kind in keys:
                drawing.stamp([names[kind]], drawing.places(1, begins, 0, TILE), below)
                drawing.text(begins + TILE + 6, below + TILE - 5, self.words[kind])
                begins += self._key_width(kind)
            below += KEY
        return drawing

    def _key_width(self, kind: Tile) -> float:
        return TILE + 6 + len(self.words[kind]) * LETTER + 18

    def _key_lines(self, kinds: list[Tile], wide: float) -> list[list[Tile]]:
        lines: list[list[Tile]] = [[]]
        room = wide
        for kind in kinds:
            if self._key_width(kind) > room and lines[-1]:
                lines.append([])
                room = wide
            lines[-1].append(kind)
            room -= self._key_width(kind)
        return lines

    def _tile(self, tile: Tile) -> list[Shape]:
        """Shapes: square with a tick, disc, envelope, square with a cross, dashed and plain
        frame, dot, slashed box."""
        # The same from both sides, so that no tick is mirrored.
        drawn = Drawing(TILE, TILE, rtl=False)
        middle, look = TILE / 2, f"tile tile-{tile}"
        if tile is Tile.NOT_HERS:
            drawn.circle(middle, middle, 1.8, look)
        elif tile is Tile.LATE:
            drawn.circle(middle, middle, middle, look)
        elif tile is Tile.EXCUSED:
            drawn.path([(0, 5), (10, 0), (20, 5), (20, 20), (0, 20)], look, close=True)
        else:
            drawn.rect(0, 0, TILE, TILE, look, round_by=0 if tile is Tile.ABSENT else 5)
        if tile is Tile.PRESENT:
            drawn.path([(5, 10), (9, 14), (15, 6)], "stroke")
        if tile is Tile.CANCELLED:
            drawn.line(3, TILE - 3, TILE - 3, 3, "stroke")
        letter = self.letters.get(tile, "")
        if letter:
            drawn.text(middle, middle + 5, letter, "letter", "middle")
        return drawn.shapes
