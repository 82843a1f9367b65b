"""The one function that every statistic passes through, whatever it ends up in."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from dashboards.disclosure.attacker import ENOUGH, Attacker, Move, moves_for
from dashboards.disclosure.categories import collapsed
from dashboards.disclosure.cheap import cheap
from dashboards.disclosure.exact import best, hideable
from dashboards.disclosure.joint import with_joint
from dashboards.disclosure.primary import primary_of
from dashboards.disclosure.secret import Secret
from dashboards.disclosure.system import System, key_of, population_of, system_of
from dashboards.disclosure.table import Position, Protected, Table, without

MANY = 100
"""So many secrets that a table gives away are not looked at one by one."""


def protect(table: Table) -> Protected:
    """Hide what must not be shown of a table; the same table always gives the same answer."""
    return protect_linked([table])[0]


def protect_linked(
    tables: Sequence[Table],
    nested: Sequence[tuple[int, int]] = (),
    hid: Mapping[int, Collection[Position]] | None = None,
) -> list[Protected]:
    """Hide what must not be shown of tables that somebody could lay beside each other.

    `nested` are pairs of indices (outer, inner): the inner table counts some of the people of the
    outer one, so what is left of each number is protected as well. Nested tables are not merged.
    `hid` says of tables that were published before, by their index, at which positions they hide:
    there and nowhere else they do so again.
    """
    if not tables:
        return []
    merged = [collapsed(table) for table in tables]
    system, before = _with_published(system_of(merged, nested), merged, hid or {})
    if before or primary_of(system)[0]:
        # Only then: it takes the solver, which a web worker does not load.
        system = with_joint(system, merged, nested)
    primary, secondary = suppress(system, before)
    protected = []
    for number, table in enumerate(merged):
        population = population_of(table, number)
        at = {place: system.index[population, key_of(table, place)] for place in table.positions()}
        protected.append(
            without(
                table,
                {place for place, index in at.items() if index in primary},
                {place for place, index in at.items() if index in secondary},
            )
        )
    return protected


def _with_published(
    system: System, tables: Sequence[Table], hid: Mapping[int, Collection[Position]]
) -> tuple[System, set[int]]:
    """The same numbers with those that stand published, and those that were hidden then."""
    hidden, shown = set[int](), set[int]()
    for number, positions in hid.items():
        table = tables[number]
        for place in table.positions():
            index = system.index[population_of(table, number), key_of(table, place)]
            (hidden if place in positions else shown).add(index)
    return replace(system, published=frozenset(shown - hidden)), hidden


def suppress(system: System, before: Collection[int] = ()) -> tuple[set[int], set[int]]:
    """Numbers to hide for their own sake, and for the sake of those; `before` are hidden anyway."""
    primary, secrets = primary_of(system)
    primary = (primary | set(before)) - system.published
    if not primary or not system.sums:
        return primary, set()
    always = primary | system.unseen
    while True:
        hidden = _complement(system, always, secrets)
        hidden, moves = _show_again(system, always, hidden, secrets)
        pinned = _pinned(system, hidden, moves)
        if not pinned:
            return primary, hidden - always
        if hidden == set(hideable(system)) | always:
            raise ArithmeticError("A table gives a number away though all of it is hidden.")
        secrets = [*secrets, *(Secret.not_pinned(index) for index in pinned)]


def _complement(system: System, always: set[int], secrets: Sequence[Secret]) -> set[int]:
    """All numbers to hide so that each secret is one."""
    moves = moves_for(Attacker(system, always), secrets, patience=MANY)
    told = [secret for secret, move in zip(secrets, moves, strict=True) if move is None]
    if not told:
        return set(always)
    if len(told) >= MANY:
        # So many one by one take minutes; what need not be hidden is shown again afterwards.
        return set(hideable(system)) | always
    chosen = best(system, always, told)
    return cheap(system, always, told) if chosen is None else chosen


def _show_again(
    system: System, always: set[int], hidden: set[int], secrets: Sequence[Secret]
) -> tuple[set[int], list[Move]]:
    """Show what need not be hidden, the largest counts first; answers how each secret can move.

    This is the audit as well: it answers only with moves that the attacker cannot rule out.
    """
    moves = moves_for(Attacker(system, hidden), secrets)
    if None in moves:
        # The solver's tolerance let a secret slip: everything is hidden, then shown bit by bit.
        hidden = set(hideable(system)) | always
        moves = moves_for(Attacker(system, hidden), secrets)
    known = [move for move in moves if move is not None]
    if len(known) < len(moves):
        raise ArithmeticError("A secret can be worked out though everything is hidden.")
    for index in sorted(hidden - always, key=lambda one: (-system.values[one], one)):
        lost = [at for at, move in enumerate(known) if index in move]
        again = moves_for(
            Attacker(system, hidden - {index}), [secrets[at] for at in lost], patience=1
        )
        found = {at: move for at, move in zip(lost, again, strict=True) if move is not None}
        if len(found) == len(lost):
            hidden = hidden - {index}
            known = [found.get(at, move) for at, move in enumerate(known)]
    return hidden, known


def _pinned(system: System, hidden: set[int], moves: Sequence[Move]) -> list[int]:
    """Hidden numbers that can only be what they are."""
    free = {index for move in moves for index, by in move.items() if abs(by) >= 1 - ENOUGH}
    others = sorted(hidden - free - system.unseen)
    found = moves_for(Attacker(system, hidden), [Secret.not_pinned(index) for index in others])
    return [index for index, move in zip(others, found, strict=True) if move is None]
