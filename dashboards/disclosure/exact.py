"""The least loss of counts that keeps every secret, from one mixed-integer programme.

Choose what to hide (y) so that for each secret there is a deviation (z) that raises it enough,
keeps every sum and moves nothing that is shown: the cell suppression problem of M. Fischetti and
J. J. Salazar-González, "Solving the cell suppression problem on tabular data with linear
constraints", Management Science 47 (2001).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dashboards.disclosure.secret import Secret
from dashboards.disclosure.solver import integer_programme
from dashboards.disclosure.system import System

EXACT_UP_TO = 1_500
"""Secrets × numbers; above, the best answer takes too long."""

EXACT_COUNTS = 100_000
"""Larger counts leave the solver too few digits."""

NODES = 2_000
"""Where the search for the best answer ends; not a time, so that it ends at the same place."""

FREE = float("inf")


def hideable(system: System) -> list[int]:
    """Numbers that may be hidden: where zeros are shown, they always are."""
    return [
        index
        for index, value in enumerate(system.values)
        if index not in system.published and (value or not system.least_of(index))
    ]


def loss(system: System, index: int, hidden: set[int]) -> float:
    """What hiding a number costs: its count; between equals the fewest numbers, totals last."""
    if index in hidden:
        return 0.0
    # All of them together are less than one count.
    more_than_all = len(system.values) + 1
    return system.values[index] + (1 + system.below[index] / more_than_all) / (2 * more_than_all)


def down(system: System, index: int, need: int) -> int:
    """How far a number may fall; no further than a secret needs."""
    return min(system.values[index] - system.least_of(index), need)


class _Lines:
    """Linear constraints, line by line."""

    def __init__(self) -> None:
        self.at: tuple[list[int], list[int]] = ([], [])
        self.signs: list[float] = []
        self.least: list[float] = []
        self.most: list[float] = []

    def add(self, terms: Iterable[tuple[int, float]], least: float, most: float) -> None:
        for column, sign in terms:
            self.at[0].append(len(self.least))
            self.at[1].append(column)
            self.signs.append(sign)
        self.least.append(least)
        self.most.append(most)


def best(system: System, hidden: set[int], secrets: Sequence[Secret]) -> set[int] | None:
    """All numbers to hide, or None where the best answer is not found in time."""
    from scipy.optimize import Bounds, LinearConstraint
    from scipy.sparse import csr_array

    numbers = hideable(system)
    size, count = len(numbers), len(secrets)
    if size * count > EXACT_UP_TO or max(system.values) > EXACT_COUNTS:
        return None
    # Columns: y of each number; then z of each number for each secret; then a choice per secret.
    lines = _Lines()
    lower = [1.0 if index in hidden else 0.0 for index in numbers]
    upper = [1.0] * size
    for which, secret in enumerate(secrets):
        first = size * (which + 1)
        _keep(lines, system, numbers, secret, first, choice=size * (count + 1) + which)
        lower += [-float(down(system, index, secret.need)) for index in numbers]
        upper += [float(secret.need)] * size
    columns = size * (count + 1) + count
    found = integer_programme(
        [loss(system, index, hidden) for index in numbers] + [0.0] * (columns - size),
        integrality=[1] * size + [0] * (size * count) + [1] * count,
        bounds=Bounds(lower + [0.0] * count, upper + [1.0] * count),
        constraints=LinearConstraint(
            csr_array((lines.signs, lines.at), shape=(len(lines.least), columns)),
            lines.least,
            lines.most,
        ),
        options={"node_limit": NODES, "mip_rel_gap": 0.0},
    )
    if found.status != 0 or found.x is None:
        return None
    return {index for index, y in zip(numbers, found.x[:size], strict=True) if y > 0.5}


def _keep(
    lines: _Lines,
    system: System,
    numbers: Sequence[int],
    secret: Secret,
    first: int,
    choice: int,
) -> None:
    """One secret: sums hold, what is shown stays, and the secret is raised."""
    column = {index: at for at, index in enumerate(numbers)}
    for one in system.sums:
        parts = [(first + column[part], 1.0) for part in one.parts if part in column]
        if one.total in column:
            parts.append((first + column[one.total], -1.0))
        if parts:
            lines.add(parts, 0.0, 0.0)
    for at, index in enumerate(numbers):
        lines.add([(first + at, 1.0), (at, -float(secret.need))], -FREE, 0.0)
        lines.add([(first + at, 1.0), (at, float(down(system, index, secret.need)))], 0.0, FREE)
    # What stands published does not move.
    terms = [
        (first + column[index], float(sign)) for index, sign in secret.terms if index in column
    ]
    if secret.either:
        # By need or by -need: the choice is 1 or 0.
        lines.add([*terms, (choice, -2.0 * secret.need)], -secret.need, -secret.need)
    else:
        lines.add(terms, secret.need, FREE)
