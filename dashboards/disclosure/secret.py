"""What has to stay uncertain."""

from __future__ import annotations

from typing import NamedTuple

from dashboards.disclosure.system import System


class Secret(NamedTuple):
    """A sum of sign × number that an attacker must believe could be larger by `need`.

    `either`: or smaller; that is enough for a number that must not be pinned.
    """

    terms: tuple[tuple[int, int], ...]
    need: int
    either: bool = False

    @classmethod
    def number(cls, system: System, index: int) -> Secret:
        """A small number: it could be k; a large one of a few people: it could be larger by k."""
        return cls(((index, 1),), _need(system, system.values[index]))

    @classmethod
    def rest(cls, system: System, part: int, total: int) -> Secret:
        """What is left of a total without a part: the same."""
        rest = system.values[total] - system.values[part]
        return cls(((total, 1), (part, -1)), _need(system, rest))

    @classmethod
    def not_pinned(cls, index: int) -> Secret:
        """A hidden number: it could be another one."""
        return cls(((index, 1),), 1, either=True)

    @property
    def ways(self) -> tuple[tuple[tuple[int, int], ...], ...]:
        """The sums of which one has to be larger by `need`."""
        if not self.either:
            return (self.terms,)
        return (self.terms, tuple((index, -sign) for index, sign in self.terms))


def _need(system: System, value: int) -> int:
    return system.k - value if value < system.k else system.k
