"""The attacker: a linear programme that knows every shown number, every sum, and the rule.

It works in deviations from the true numbers, so that counts of millions lose no digits. Sums hold
for the true numbers, hence deviations of hidden numbers add up to nothing in each sum.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from dashboards.disclosure.secret import Secret
from dashboards.disclosure.solver import linear_programme
from dashboards.disclosure.system import System

if TYPE_CHECKING:
    import numpy as np
    from scipy.sparse import csr_array

ENOUGH = 1e-6
"""How far below a whole number a solution may lie and still count as it."""

Move = dict[int, float]
"""A possible deviation of each hidden number; those that stay are left out."""


def matrix_of(system: System, hidden: Sequence[int]) -> csr_array[np.float64]:
    """The sums over hidden numbers, as lines of coefficients."""
    from scipy.sparse import csr_array

    column = {index: at for at, index in enumerate(hidden)}
    lines, columns, signs = list[int](), list[int](), list[float]()
    line = 0
    for one in system.sums:
        terms = [(column[part], 1.0) for part in one.parts if part in column]
        if one.total in column:
            terms.append((column[one.total], -1.0))
        for at, sign in terms:
            lines.append(line)
            columns.append(at)
            signs.append(sign)
        line += bool(terms)
    return csr_array((signs, (lines, columns)), shape=(line, len(hidden)))


class Attacker:
    """What can be worked out when some numbers are hidden."""

    def __init__(self, system: System, hidden: Collection[int], *, least: int | None = None):
        self.system = system
        self.hidden = sorted(hidden)
        self.column = {index: at for at, index in enumerate(self.hidden)}
        self.sums = matrix_of(system, self.hidden)
        self.least = {
            index: system.least_of(index) if least is None else least for index in self.hidden
        }

    def most(self, terms: Iterable[tuple[int, int]], *, reach: float | None = None) -> Move | None:
        """The move that raises a sum of terms most, or to `reach`; None when it has no end."""
        goal = [0.0] * len(self.hidden)
        for index, sign in terms:
            if index in self.column:
                goal[self.column[index]] -= sign
        bounds = [
            (self.least[index] - self.system.values[index], None if reach is None else reach)
            for index in self.hidden
        ]
        found = linear_programme(
            goal,
            A_eq=self.sums if self.sums.shape[0] else None,
            b_eq=[0.0] * self.sums.shape[0] if self.sums.shape[0] else None,
            bounds=bounds,
        )
        if found.status == 3:
            return None
        if found.status != 0:
            raise ArithmeticError(f"The linear programme has no answer: {found.message}")
        return {
            index: float(by)
            for index, by in zip(self.hidden, found.x, strict=True)
            if abs(by) > ENOUGH
        }

    def interval(self, index: int) -> tuple[float, float | None]:
        """Between which numbers a hidden one lies; None at the top when it has no end."""
        value = self.system.values[index]
        lowest = self.most([(index, -1)]) or {}
        highest = self.most([(index, 1)])
        bottom = value + lowest.get(index, 0.0)
        return bottom, None if highest is None else value + highest.get(index, 0.0)


def gain(move: Mapping[int, float], terms: Iterable[tuple[int, int]]) -> float:
    """By how much a move raises a sum of terms."""
    return sum(sign * move.get(index, 0.0) for index, sign in terms)


def serves(move: Mapping[int, float], secret: Secret) -> bool:
    """Whether a move shows that a secret could be larger by what it needs."""
    return any(gain(move, terms) >= secret.need - ENOUGH for terms in secret.ways)


def moves_for(
    attacker: Attacker, secrets: Sequence[Secret], *, patience: int | None = None
) -> list[Move | None]:
    """How each secret can reach k as far as the attacker knows; None where it cannot.

    One move often serves many secrets, so all are tried at once before each is tried alone.
    After so many that cannot, `patience` has an end: the others are answered as if they could not.
    """
    found: list[Move | None] = [None] * len(secrets)
    waiting = list(range(len(secrets)))
    while waiting:
        together = [term for at in waiting for term in secrets[at].terms]
        # Numbers need not move further than that, and a short way makes a small programme.
        reach = max(secrets[at].need for at in waiting)
        left = _served(attacker.most(together, reach=reach), waiting, secrets, found)
        if len(left) == len(waiting):
            break
        waiting = left
    failed = 0
    while waiting and failed != patience:
        first = secrets[waiting[0]]
        left = waiting
        for terms in first.ways:
            left = _served(attacker.most(terms, reach=first.need), left, secrets, found)
        cannot = bool(left) and left[0] == waiting[0]
        failed += cannot
        waiting = left[1:] if cannot else left
    return found


def _served(
    move: Move | None, waiting: Sequence[int], secrets: Sequence[Secret], found: list[Move | None]
) -> list[int]:
    """Keep a move for the secrets that it serves; answers those that still wait."""
    left = []
    for at in waiting:
        if move is not None and serves(move, secrets[at]):
            found[at] = move
        else:
            left.append(at)
    return left
