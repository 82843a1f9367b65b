"""Which other numbers to hide, so that no secret can be worked out: at the least loss of counts.

Two ways to choose. Small tables get the best answer there is, from one mixed-integer programme:
hide y, so that for each secret a deviation z exists that raises it to k and moves nothing shown
(the cell suppression problem; M. Fischetti and J. J. Salazar-González, "Solving the cell
suppression problem on tabular data with linear constraints", Management Science 47, 2001). Others
get a good one, secret by secret, from linear programmes that pay for each number they move
(J. P. Kelly, B. L. Golden, A. A. Assad, "Cell suppression: disclosure protection for sensitive
tabular data", Networks 22, 1992).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dashboards.disclosure.attacker import ENOUGH, Move, matrix_of
from dashboards.disclosure.secret import Secret
from dashboards.disclosure.solver import integer_programme, linear_programme
from dashboards.disclosure.system import System

if TYPE_CHECKING:
    from scipy.sparse import csr_array

EXACT_UP_TO = 1_500
"""Secrets × numbers; above, the best answer takes too long."""

EXACT_COUNTS = 100_000
"""Larger counts leave the solver too few digits."""

NODES = 2_000
"""Where the search for the best answer ends; not a time, so that it ends at the same place."""


def hideable(system: System) -> list[int]:
    """Numbers that may be hidden: where zeros are shown, they always are."""
    return [index for index, value in enumerate(system.values) if value or not system.least]


def best(system: System, hidden: set[int], secrets: Sequence[Secret]) -> set[int] | None:
    """The numbers to hide at the least loss, or None where that cannot be found."""
    from scipy.optimize import Bounds, LinearConstraint

    numbers = hideable(system)
    if len(numbers) * len(secrets) > EXACT_UP_TO or max(system.values) > EXACT_COUNTS:
        return None
    size = len(numbers)
    sums = matrix_of(system, numbers)
    column = {index: at for at, index in enumerate(numbers)}
    loss = [_loss(system, index, hidden) for index in numbers]
    lower = [1.0 if index in hidden else 0.0 for index in numbers]
    upper = [1.0] * size
    for secret in secrets:
        lower += [-_down(system, index, secret.need) for index in numbers]
        upper += [float(secret.need)] * size
    found = integer_programme(
        [*loss, *([0.0] * (size * len(secrets)))],
        integrality=[1] * size + [0] * (size * len(secrets)),
        bounds=Bounds(lower, upper),
        constraints=LinearConstraint(*_all_secrets(system, numbers, column, sums, secrets)),
        options={"node_limit": NODES, "mip_rel_gap": 0.0},
    )
    if found.status != 0 or found.x is None:
        return None
    return {index for index, y in zip(numbers, found.x[:size], strict=True) if y > 0.5}


def _all_secrets(
    system: System,
    numbers: Sequence[int],
    column: dict[int, int],
    sums: csr_array,
    secrets: Sequence[Secret],
) -> tuple[csr_array, list[float], list[float]]:
    """Lines of (y, z of each secret): sums hold, what is shown stays, secrets are raised."""
    from scipy.sparse import csr_array, hstack, vstack

    size = len(numbers)
    blocks, least, most = [], list[float](), list[float]()
    for which, secret in enumerate(secrets):
        down = [_down(system, index, secret.need) for index in numbers]
        eye = csr_array(([1.0] * size, (range(size), range(size))), shape=(size, size))
        stays_up = csr_array(([-secret.need] * size, (range(size), range(size))), (size, size))
        stays_down = csr_array((down, (range(size), range(size))), shape=(size, size))
        terms = [(column[index], sign) for index, sign in secret.terms if index in column]
        raised = csr_array(
            ([sign for _at, sign in terms], ([0] * len(terms), [at for at, _sign in terms])),
            shape=(1, size),
        )
        of_y = vstack(
            [csr_array((sums.shape[0], size)), stays_up, stays_down, csr_array((1, size))]
        )
        of_z = vstack([sums, eye, eye, raised])
        before = csr_array((of_z.shape[0], size * which))
        after = csr_array((of_z.shape[0], size * (len(secrets) - which - 1)))
        blocks.append(hstack([of_y, before, of_z, after]))
        least += [0.0] * sums.shape[0] + [-float("inf")] * size + [0.0] * size + [secret.need]
        most += [0.0] * sums.shape[0] + [0.0] * size + [float("inf")] * size + [float("inf")]
    return csr_array(vstack(blocks)), least, most


def cheapest_move(system: System, hidden: set[int], secret: Secret) -> Move | None:
    """The deviation that raises a secret to k and moves the least counts that are still shown."""
    from scipy.sparse import hstack

    numbers = hideable(system)
    column = {index: at for at, index in enumerate(numbers)}
    sums = matrix_of(system, numbers)
    loss = [_loss(system, index, hidden) for index in numbers]
    raised = [0.0] * len(numbers)
    for index, sign in secret.terms:
        if index in column:
            raised[column[index]] -= sign
    found = linear_programme(
        [*loss, *loss],
        A_ub=[[*raised, *(-by for by in raised)]],
        b_ub=[-float(secret.need)],
        A_eq=hstack([sums, -sums]),
        b_eq=[0.0] * sums.shape[0],
        bounds=[
            *((0.0, float(secret.need)) for _index in numbers),
            *((0.0, _down(system, index, secret.need)) for index in numbers),
        ],
    )
    if found.status != 0:
        return None
    size = len(numbers)
    moved = ((index, float(found.x[at] - found.x[size + at])) for at, index in enumerate(numbers))
    return {index: by for index, by in moved if abs(by) > ENOUGH}


def _down(system: System, index: int, need: int) -> float:
    return float(min(system.values[index] - system.least, need))


def _loss(system: System, index: int, hidden: set[int]) -> float:
    """What hiding a number costs: its count, and between equals the fewest numbers."""
    if index in hidden:
        return 0.0
    return system.values[index] + 1 / (len(system.values) + 1)
