"""Which numbers are dangerous by themselves, and what has to stay uncertain about them."""

from __future__ import annotations

from collections.abc import Iterable

from dashboards.disclosure.secret import Secret
from dashboards.disclosure.system import System


def primary_of(system: System) -> tuple[set[int], list[Secret]]:
    """Numbers to hide, and their secrets.

    A number is hidden when it is small, and when the rest of a shown total without it is 1 to
    k - 1: whoever is counted in the number would know the others. So is one of which fewer than k
    people are the reason, however large it is. Totals are decided before their parts, because a
    total that is hidden gives no rest away.
    """
    hidden = {
        index
        for index in range(len(system.values))
        if index not in system.unseen and system.is_few(index)
    }
    secrets = [Secret.number(system, index) for index in sorted(hidden)]
    for part, total in _from_the_top(system):
        if part in system.unseen or total in system.unseen:
            continue
        if total not in hidden and system.leaves_few(part, total):
            if part not in hidden:
                hidden.add(part)
            secrets.append(Secret.rest(system, part, total))
    return hidden, secrets


def _from_the_top(system: System) -> Iterable[tuple[int, int]]:
    """Pairs of part and total; whatever a number is a part of comes before what is part of it."""
    above: dict[int, int] = dict.fromkeys(range(len(system.values)), 0)
    for part, _total in system.inside:
        above[part] += 1
    return sorted(system.inside, key=lambda pair: (above[pair[0]], pair))
