"""Nobody is “unknown”: where zeros are hidden, that category shows its own."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings

from dashboards.disclosure import Table, collapse, protect
from dashboards.disclosure.attacker import Attacker
from dashboards.disclosure.system import key_of, system_of
from dashboards.disclosure.table import ALL
from tests.dashboards.disclosure.test_attacker_never_wins import tables

WOMEN = Table(
    ("idp", "host", "unknown"), ("yes", "no", "unknown"), ((8, 9, 0), (7, 12, 0), (0, 0, 0))
)


def test_a_zero_of_unknown_is_shown_and_hides_nothing_else():
    table = replace(WOMEN, zeros="hide", fixed=frozenset({"unknown"}))

    shown = protect(table)

    assert shown.hides is False
    assert protect(replace(table, fixed=frozenset())).hides is True


def test_a_zero_of_an_attribute_is_hidden_beside_it():
    table = replace(
        WOMEN, cells=((0, 9, 0), (7, 12, 0), (0, 0, 0)), zeros="hide", fixed=frozenset({"unknown"})
    )

    shown = protect(table)

    assert shown.cells[0][0] is None
    assert [line[2] for line in shown.cells] == [0, 0, 0]


@given(tables(rows=4, columns=4, k=(5, 5)))
@settings(max_examples=100, deadline=None)
def test_a_linear_programme_learns_nothing_though_it_knows_those_zeros(table):
    table = replace(table, zeros="hide", fixed=frozenset({"0"}))

    shown = protect(table)

    system = system_of([table])
    places = {at: system.index["#0", key_of(table, at)] for at in table.positions()}
    hidden = {index for at, index in places.items() if shown.value(at) is None}
    attacker = Attacker(system, hidden)
    # Of "0" nothing is hidden that is none: the attacker knows the rule.
    alone = (len(table.rows) == 1, len(table.columns) == 1)
    attacker.least = {
        index: int(
            any(at == 0 or (at == ALL and only) for at, only in zip(position, alone, strict=True))
        )
        for position, index in places.items()
        if index in hidden
    }
    for at, index in places.items():
        value = table.value(at)
        if shown.value(at) is not None:
            assert value == 0 or value >= 5, at
            continue
        low, high = attacker.interval(index)
        assert high is None or high - low >= 1 - 1e-6, at
        if value < 5:
            assert high is None or high >= 5 - 1e-6, at


def test_empty_ages_join_a_neighbour_where_zeros_are_hidden():
    ages = [0, 3, 11, 6, 0]

    assert collapse(ages, k=5, order="ordered", zeros="hide") == [[0, 1, 2], [3, 4]]
    assert collapse(ages, k=5, order="ordered") == [[0, 1, 2], [3], [4]]
