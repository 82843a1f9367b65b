"""scipy's HiGHS, loaded when it is needed: it takes more memory than a page may."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


def linear_programme(goal: list[float], **rest: Any) -> Any:
    """The least of a linear function under `A_eq`, `b_eq`, `A_ub`, `b_ub` and `bounds`."""
    from scipy import optimize

    solve: Any = optimize.linprog
    return solve(goal, method="highs", **rest)


def integer_programme(goal: list[float], **rest: Any) -> Any:
    """The same with whole numbers; `integrality` says which."""
    from scipy import optimize

    solve: Any = optimize.milp
    return solve(goal, **rest)


@contextmanager
def silent() -> Iterator[None]:
    """Keep the standard output of this process clean: HiGHS now and then writes a line there."""
    sys.stdout.flush()
    kept = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)
