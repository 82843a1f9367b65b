"""Pairing and matching in a process of their own, so that a worker stays small."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from outreach.assignment.values import Graduate, Household, Team

ROOT = Path(__file__).resolve().parent.parent.parent
LONGEST = 60
"""Seconds; the largest rounds take one."""


class NoAnswer(Exception):
    """The process was stopped or fell before it had an answer."""


@dataclass(frozen=True, slots=True)
class PairUp:
    """Asks for teams; answered by pairs of ids, and the ids of who is left over."""

    graduates: Sequence[Graduate]
    together: frozenset[frozenset[UUID]] = field(default_factory=frozenset)

    def answer(self) -> tuple[list[tuple[UUID, UUID]], list[UUID]]:
        """Pair them up."""
        from outreach.assignment.pairing import pair_up

        pairs, alone = pair_up(self.graduates, self.together)
        return [(one.id, other.id) for one, other in pairs], [woman.id for woman in alone]


@dataclass(frozen=True, slots=True)
class Match:
    """Asks which team visits which household; answered by the team of each household."""

    teams: Sequence[Team]
    households: Sequence[Household]

    def answer(self) -> dict[UUID, UUID]:
        """Match them."""
        from outreach.assignment.matching import match

        return match(self.teams, self.households)


Question = PairUp | Match


def ask(question: Question) -> Any:
    """Have a question answered; raises NoAnswer."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "outreach.assignment"],
            input=pickle.dumps(question),
            capture_output=True,
            timeout=LONGEST,
            check=True,
            cwd=ROOT,
        )
    except (OSError, subprocess.SubprocessError) as problem:
        raise NoAnswer from problem
    return pickle.loads(done.stdout)  # noqa: S301 -- written by our own process
