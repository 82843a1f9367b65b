"""What has to stay uncertain."""

from __future__ import annotations

from typing import NamedTuple

from dashboards.disclosure.system import System


class Secret(NamedTuple):
    """A small quantity: sum of sign × number. Its attacker's interval must reach k at the top."""

    terms: tuple[tuple[int, int], ...]
    need: int

    @classmethod
    def number(cls, system: System, index: int) -> Secret:
        """A number that is small."""
        return cls(((index, 1),), system.k - system.values[index])

    @classmethod
    def rest(cls, system: System, part: int, total: int) -> Secret:
        """What is left of a total without a part."""
        rest = system.values[total] - system.values[part]
        return cls(((total, 1), (part, -1)), system.k - rest)
