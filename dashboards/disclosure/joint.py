"""What several tables of the same people say together about the full description of a woman.

Status by age, status by disability and age by disability leave fewer possibilities than the three
do one by one: behind all of them stand the numbers of women of each status, age and disability,
and none of those is below zero. Nobody publishes them, and everybody can reckon with them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

from dashboards.disclosure.solver import integer_programme
from dashboards.disclosure.system import (
    Key,
    Sum,
    System,
    can_be_shared,
    key_of,
    population_of,
    rest_of,
)
from dashboards.disclosure.table import ALL, Table

AROUND = 3
"""So many dimensions and tables it takes before they say more together."""

Dimensions = Mapping[str, tuple[str, ...]]


def with_joint(
    system: System, tables: Sequence[Table], nested: Sequence[tuple[int, int]] = ()
) -> System:
    """The same numbers, tied by unseen ones wherever tables go round in a circle."""
    tables = [*tables, *(rest_of(tables[outer], tables[inner]) for outer, inner in nested)]
    described = {
        population: dimensions
        for population in {table.population for table in tables if table.population}
        if (dimensions := _dimensions(population, tables))
    }
    if not described:
        return system
    places: dict[tuple[str, Key], int] = {}
    sums: list[Sum] = []
    for population, dimensions in sorted(described.items()):
        for full in _full_descriptions(dimensions):
            places[population, full] = len(system.values) + len(places)
        for number, table in enumerate(tables):
            if table.population == population and _fits(table, dimensions):
                sums.extend(_behind(system, table, number, places))
    sums.extend(_rests(tables, nested, places))
    return replace(
        system,
        values=(*system.values, *_some_numbers(system, len(places), sums)),
        sums=(*system.sums, *sums),
        index={**system.index, **places},
        unseen=system.unseen | set(places.values()),
    )


def _dimensions(population: str, tables: Sequence[Table]) -> Dimensions | None:
    """By what people are told apart; None where their tables say nothing together."""
    found: dict[str, tuple[str, ...]] = {}
    fitting = 0
    for table in tables:
        if table.population != population or not table.rows or not table.columns:
            continue
        sides = {table.row_name: table.rows, table.column_name: table.columns}
        # A side that is told in other categories elsewhere cannot be laid beside them.
        if all(
            can_be_shared(table, labels) and found.get(name, labels) == labels
            for name, labels in sides.items()
        ):
            found |= sides
            fitting += 1
    return found if len(found) >= AROUND and fitting >= AROUND else None


def _fits(table: Table, dimensions: Dimensions) -> bool:
    return (
        dimensions.get(table.row_name) == table.rows
        and dimensions.get(table.column_name) == table.columns
    )


def _full_descriptions(dimensions: Dimensions) -> Iterator[Key]:
    for labels in product(*dimensions.values()):
        yield frozenset(zip(dimensions, labels, strict=True))


def _behind(
    system: System, table: Table, number: int, places: Mapping[tuple[str, Key], int]
) -> Iterator[Sum]:
    """Each cell of a table, and who is counted in it by full description."""
    population = population_of(table, number)
    for position in table.positions():
        if ALL in position:
            continue
        key = key_of(table, position)
        parts = (at for (of, full), at in places.items() if of == population and key <= full)
        yield Sum(system.index[population, key], tuple(parts))


def _rests(
    tables: Sequence[Table],
    nested: Sequence[tuple[int, int]],
    places: Mapping[tuple[str, Key], int],
) -> Iterator[Sum]:
    """Of each full description, some are in the inner tables and the others are the rest."""
    for whole, part, rest in sorted(
        {
            (
                tables[outer].population,
                tables[inner].population,
                rest_of(tables[outer], tables[inner]).population,
            )
            for outer, inner in nested
        }
    ):
        for (population, full), at in places.items():
            inside, left = places.get((part, full)), places.get((rest, full))
            if population == whole and inside is not None and left is not None:
                yield Sum(at, (inside, left))


def _some_numbers(system: System, count: int, sums: Sequence[Sum]) -> list[int]:
    """Numbers that the tables allow: the attacker does not know which are true, nor need we."""
    from scipy.optimize import Bounds, LinearConstraint
    from scipy.sparse import lil_array

    first = len(system.values)
    matrix = lil_array((len(sums), count))
    totals = [0] * len(sums)
    for line, one in enumerate(sums):
        for part in one.parts:
            matrix[line, part - first] = 1
        if one.total < first:
            totals[line] = system.values[one.total]
        else:
            matrix[line, one.total - first] = -1
    found = integer_programme(
        [0.0] * count,
        integrality=[1] * count,
        bounds=Bounds([0.0] * count, [float("inf")] * count),
        constraints=LinearConstraint(matrix.tocsr(), totals, totals),
    )
    if found.status != 0:
        raise ValueError("Tables of one population cannot all be true.")
    return [round(one) for one in found.x]
