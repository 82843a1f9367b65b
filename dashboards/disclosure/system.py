"""The numbers of one table or of linked ones, and the sums that tie them together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from dashboards.disclosure.table import ALL, Position, Table, Zeros

Key = frozenset[tuple[str, str | int]]
"""What a number is about, as (dimension, category) pairs; the grand total has none."""


class Sum(NamedTuple):
    """A total and its parts, as indices of numbers."""

    total: int
    parts: tuple[int, ...]


@dataclass(frozen=True)
class System:
    """Numbers by index, each once however many tables show it, and the sums that hold."""

    values: tuple[int, ...]
    sums: tuple[Sum, ...]
    k: int
    zeros: Zeros
    index: dict[tuple[str, Key], int] = field(compare=False)
    # Numbers that nobody publishes and everybody can reckon with: what is in one table and not in
    # another that counts some of the same people.
    unseen: frozenset[int] = frozenset()
    # Numbers that an earlier report shows: they cannot be hidden any more.
    published: frozenset[int] = frozenset()
    # Numbers of fewer than k people though they are larger, and (part, total) whose rest is one.
    few: frozenset[int] = frozenset()
    few_left: frozenset[tuple[int, int]] = frozenset()
    # Numbers whose zeros are shown wherever others are hidden.
    zeros_shown: frozenset[int] = frozenset()

    @property
    def least(self) -> int:
        """What everybody knows of a hidden number: where zeros are shown, it is not zero."""
        return 1 if self.zeros == "show" else 0

    def least_of(self, index: int) -> int:
        """The same of one number; an unseen one may be zero."""
        if index in self.unseen:
            return 0
        return 1 if index in self.zeros_shown else self.least

    def is_few(self, index: int) -> bool:
        """True for a number that may not be shown, being small or of a few people."""
        return self.least_of(index) <= self.values[index] < self.k or index in self.few

    def leaves_few(self, part: int, total: int) -> bool:
        """True where what is left of a total without a part may not be known."""
        rest = self.values[total] - self.values[part]
        # Of a part that is none the rest is the total, and that is few by itself.
        return 1 <= rest < self.k or (self.values[part] > 0 and (part, total) in self.few_left)

    @cached_property
    def below(self) -> Counter[int]:
        """How many numbers lie inside each one."""
        return Counter(total for _part, total in self.inside)

    @cached_property
    def inside(self) -> tuple[tuple[int, int], ...]:
        """Every (part, total), also of totals of totals, without those that are one number."""
        parts: dict[int, set[int]] = {}
        for one in self.sums:
            parts.setdefault(one.total, set()).update(one.parts)
        pairs: set[tuple[int, int]] = set()
        for total in parts:
            waiting = list(parts[total])
            while waiting:
                part = waiting.pop()
                if (part, total) not in pairs:
                    pairs.add((part, total))
                    waiting.extend(parts.get(part, ()))
        return tuple(sorted(pairs))


def system_of(tables: Sequence[Table], nested: Sequence[tuple[int, int]] = ()) -> System:
    """The numbers of some tables; those of one population are tied by what they share.

    `nested` are pairs (outer, inner) of tables of one shape: the inner one counts some of the
    people of the outer one, as those who completed are some of those enrolled.
    """
    count = len(tables)
    rests = [rest_of(tables[outer], tables[inner]) for outer, inner in nested]
    tables = [*tables, *rests]
    if len({(table.k, table.zeros) for table in tables}) > 1:
        raise ValueError("Linked tables have one k and one rule for zeros.")
    index: dict[tuple[str, Key], int] = {}
    values: list[int] = []
    sums: set[Sum] = set()
    unseen: set[int] = set()
    few, few_left, open_zeros = set[int](), set[tuple[int, int]](), set[int]()
    for number, table in enumerate(tables):
        places = {}
        for position in table.positions():
            key = (population_of(table, number), key_of(table, position))
            if key not in index:
                index[key] = len(values)
                values.append(table.value(position))
            elif values[index[key]] != table.value(position):
                raise ValueError("Tables of one population disagree on a number they share.")
            places[position] = index[key]
        sums.update(_sums(table, places))
        open_zeros.update(places[at] for at in table.positions() if is_fixed(table, at))
        few.update(places[position] for position in table.few)
        few_left.update((places[part], places[total]) for part, total in table.few_left)
        if number >= count:
            unseen.update(places.values())
            outer, inner = nested[number - count]
            for position in table.positions():
                whole, part = (
                    index[population_of(tables[at], at), key_of(tables[at], position)]
                    for at in (outer, inner)
                )
                sums.add(Sum(whole, (part, places[position])))
    first = tables[0]
    return System(
        tuple(values),
        tuple(sorted(sums)),
        first.k,
        first.zeros,
        index,
        frozenset(unseen),
        few=frozenset(few),
        few_left=frozenset(few_left),
        zeros_shown=frozenset(open_zeros),
    )


def rest_of(outer: Table, inner: Table) -> Table:
    """Who is in a table and not in another one that lies in it."""
    if (outer.rows, outer.columns) != (inner.rows, inner.columns):
        raise ValueError("Nested tables have the same rows and columns.")
    cells = tuple(
        tuple(whole - part for whole, part in zip(line, inside, strict=True))
        for line, inside in zip(outer.cells, inner.cells, strict=True)
    )
    return replace(
        outer,
        cells=cells,
        population=f"{outer.population} - {inner.population}",
        few=frozenset(),
        few_left=frozenset(),
    )


def is_fixed(table: Table, position: Position) -> bool:
    """Whether a position is about categories alone that tell of nobody, such as unknown."""
    return any(
        set(labels if at == ALL else labels[at : at + 1]) <= table.fixed
        for at, labels in zip(position, (table.rows, table.columns), strict=True)
    )


def population_of(table: Table, number: int) -> str:
    """Who is counted; tables that name nobody stand alone."""
    return table.population or f"#{number}"


def key_of(table: Table, position: Position) -> Key:
    """What the number at a position is about.

    Categories count by their text where tables may share them, and by their place where one table
    has the same text twice.
    """
    row, column = position
    pairs: list[tuple[str, str | int]] = []
    for name, labels, at in (
        (table.row_name, table.rows, row),
        (table.column_name, table.columns, column),
    ):
        if at != ALL:
            pairs.append((name, labels[at] if can_be_shared(table, labels) else at))
    if len({name for name, _label in pairs}) < len(pairs):
        raise ValueError("The rows and columns of a table are two dimensions.")
    return frozenset(pairs)


def can_be_shared(table: Table, labels: Sequence[str]) -> bool:
    """Whether another table may tell the same people apart by these categories."""
    return bool(table.population) and len(set(labels)) == len(labels)


def _sums(table: Table, places: dict[Position, int]) -> Iterable[Sum]:
    rows, columns = range(len(table.rows)), range(len(table.columns))
    if rows and columns:
        for row in rows:
            yield Sum(places[row, ALL], tuple(places[row, column] for column in columns))
        for column in columns:
            yield Sum(places[ALL, column], tuple(places[row, column] for row in rows))
        yield Sum(places[ALL, ALL], tuple(places[row, ALL] for row in rows))
        yield Sum(places[ALL, ALL], tuple(places[ALL, column] for column in columns))
