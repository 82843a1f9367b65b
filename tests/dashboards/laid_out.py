"""Everything somebody is given, laid out side by side, and what an attacker learns from it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import ceil, floor

from dashboards.disclosure.attacker import ENOUGH, Attacker, moves_for
from dashboards.disclosure.primary import primary_of
from dashboards.disclosure.system import Sum, key_of, system_of
from dashboards.disclosure.table import ALL, K, Table


@dataclass
class LaidOut:
    """Exact tables with what is shown of them, and which of them count the same people.

    `shown` of a table answers a position with its number, or None where it is hidden. `behind`
    answers how many people stand behind a number; without it the number is one of people.
    """

    tables: list = field(default_factory=list)
    shown: list = field(default_factory=list)
    behind: list = field(default_factory=list)
    nested: list = field(default_factory=list)
    same: list = field(default_factory=list)
    whole: list = field(default_factory=list)

    def add(self, name, rows, columns, cells, shown, *, behind=None, whole=False):
        """Lay a table beside the others; answers its number.

        `whole`: it may be hidden as a whole, with what is none in it.
        """
        table = Table(tuple(rows), tuple(columns), tuple(map(tuple, cells)), population=name)
        self.tables.append(table)
        self.shown.append(shown)
        self.whole.append(whole)
        self.behind.append(behind or table.value)
        return len(self.tables) - 1

    def inner(self, outer, inner):
        """One table counts some of what another counts."""
        self.nested.append((outer, inner))

    def equal(self, one, other):
        """Two (table, position) that everybody knows to be one number, where they are."""
        (a, at), (b, to) = one, other
        if self.tables[a].value(at) == self.tables[b].value(to):
            self.same.append((one, other))

    @property
    def numbers(self):
        """Every number that is asked for: exact, and as it is shown."""
        return [
            (table.value(at), shown(at))
            for table, shown in zip(self.tables, self.shown, strict=True)
            for at in table.positions()
        ]

    def learned(self):
        """What of it an attacker knows and must not, in words."""
        system, places = self._system()
        known, few = {}, set()
        for table, shown, behind in zip(self.tables, self.shown, self.behind, strict=True):
            for at in table.positions():
                index = places[table.population, at]
                if shown(at) is not None:
                    known[index] = shown(at)
                if 1 <= behind(at) < K or 1 <= table.value(at) < K:
                    few.add(index)
        # What one table does not tell is no secret where another does, or where its parts are told.
        for one in system.sums * 3:
            if known.keys() >= set(one.parts):
                known.setdefault(one.total, sum(known[part] for part in one.parts))
            if len(one.parts) == 1 and one.total in known:
                known.setdefault(one.parts[0], known[one.total])
        names = {index: place for place, index in places.items()}
        found = [
            f"{names[one]} is shown wrong" for one in known if known[one] != system.values[one]
        ]
        found += [f"{names[one]} tells of a few" for one in sorted(few & set(known))]

        hidden = set(range(len(system.values))) - set(known)
        if not hidden:
            return found
        attacker = Attacker(system, hidden)
        # Of a hidden number she knows that it is not none, unless it is; of a table that is hidden
        # as a whole, not even that.
        dark = {
            places[table.population, at]
            for table, shown, whole in zip(self.tables, self.shown, self.whole, strict=True)
            if whole and all(shown(at) is None for at in table.positions())
            for at in table.positions()
        }
        attacker.least = {
            index: 0 if index in dark else min(system.least_of(index), system.values[index])
            for index in attacker.hidden
        }
        for index in sorted(hidden - system.unseen):
            bottom, top = attacker.interval(index)
            if top is not None and index in few and top < K - ENOUGH:
                found.append(f"{names[index]} is {bottom:g} to {top:g}")
            if top is not None and floor(top + ENOUGH) <= ceil(bottom - ENOUGH):
                found.append(f"{names[index]} is {bottom:g}")
        _primary, secrets = primary_of(system)
        moves = moves_for(attacker, secrets)
        return found + [
            f"{[names.get(index, 'rest') for index, _sign in secret.terms]} cannot be {K}"
            for secret, move in zip(secrets, moves, strict=True)
            if move is None
        ]

    def _system(self):
        system = system_of(self.tables, self.nested)
        places = {
            (table.population, at): system.index[table.population, key_of(table, at)]
            for table in self.tables
            for at in table.positions()
        }
        equal = [
            Sum(*(places[self.tables[table].population, at] for table, at in pair))
            for pair in self.same
        ]
        sums = [Sum(total, (part,)) for total, part in equal]
        return replace(system, sums=(*system.sums, *sums)), places


def column(values, total=None):
    """What is shown of a table of one column."""

    def shown(at):
        row, _column = at
        return total if row == ALL else values[row]

    return shown
