"""A small loss of counts for tables that are too large for the least: secret by secret.

Each linear programme pays for every number it moves that is still shown, as in J. P. Kelly,
B. L. Golden and A. A. Assad, "Cell suppression: disclosure protection for sensitive tabular data",
Networks 22 (1992).
"""

from __future__ import annotations

from collections.abc import Sequence

from dashboards.disclosure.attacker import ENOUGH, matrix_of
from dashboards.disclosure.exact import down, hideable, loss
from dashboards.disclosure.secret import Secret
from dashboards.disclosure.solver import linear_programme
from dashboards.disclosure.system import System


def cheap(system: System, hidden: set[int], secrets: Sequence[Secret]) -> set[int]:
    """All numbers to hide, so that each secret can move."""
    chosen = set(hidden)
    for secret in sorted(secrets, key=lambda one: (-one.need, one.terms)):
        moved = [_moved(system, chosen, secret, terms) for terms in secret.ways]
        possible = [one for one in moved if one is not None]
        chosen |= min(
            possible,
            key=lambda one: sum(loss(system, index, chosen) for index in one),
            default=set(hideable(system)),
        )
    return chosen


def _moved(
    system: System, hidden: set[int], secret: Secret, terms: Sequence[tuple[int, int]]
) -> set[int] | None:
    """The numbers that the cheapest deviation moves; None where there is none."""
    from scipy.sparse import hstack

    numbers = hideable(system)
    sums = matrix_of(system, numbers)
    losses = [loss(system, index, hidden) for index in numbers]
    signs = dict(terms)
    raised = [-float(signs.get(index, 0)) for index in numbers]
    found = linear_programme(
        [*losses, *losses],
        A_ub=[[*raised, *(-by for by in raised)]],
        b_ub=[-float(secret.need)],
        A_eq=hstack([sums, -sums]),
        b_eq=[0.0] * sums.shape[0],
        bounds=[
            *((0, secret.need) for _index in numbers),
            *((0, down(system, index, secret.need)) for index in numbers),
        ],
    )
    if found.status != 0:
        return None
    size = len(numbers)
    return {
        index for at, index in enumerate(numbers) if abs(found.x[at] - found.x[size + at]) > ENOUGH
    }
