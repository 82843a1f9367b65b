"""Disclosure control beside the web worker, which must stay small."""

from __future__ import annotations

import subprocess
import sys

import pytest
from django.core.cache import cache
from hypothesis import given, settings

from dashboards.disclosure import Table, protect_linked
from dashboards.disclosure.outside import (
    Group,
    group_as_json,
    group_of,
    needs_solver,
    protect_outside,
)
from dashboards.services import protecting
from tests.dashboards.disclosure.test_attacker_never_wins import tables

SMALL = Table(("idp", "host"), ("came", "missed"), ((3, 20), (30, 40)))
LARGE = Table(("idp", "host"), ("came", "missed"), ((30, 20), (30, 40)))


def test_another_process_gives_the_same_answer():
    groups = [Group((SMALL,)), Group((LARGE,)), Group((SMALL, LARGE))]

    assert protect_outside(groups) == [protect_linked(group.tables) for group in groups]


@given(tables())
@settings(max_examples=40, deadline=None)
def test_a_table_comes_through_json_as_it_was(table):
    group = Group((table,))

    assert group_of(group_as_json(group)) == group


def test_nothing_small_needs_no_solver():
    assert not needs_solver(Group((LARGE,)))
    assert needs_solver(Group((SMALL,)))


def test_the_web_worker_never_loads_scipy():
    code = (
        "import django, os, sys;"
        "os.environ['DJANGO_SETTINGS_MODULE'] = 'tests.settings'; django.setup();"
        "from django.urls import get_resolver; get_resolver().url_patterns;"
        "from dashboards.disclosure import Table;"
        "from dashboards.disclosure.outside import Group, protect_outside;"
        "t = Table(('a', 'b'), ('x', 'y'), ((3, 20), (30, 40)));"
        "assert protect_outside([Group((t,))])[0][0].cells[0][0] is None;"
        "print([name for name in sys.modules if name.split('.')[0] in ('scipy', 'numpy')])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert told.stdout.strip() == "[]"


@pytest.fixture
def asked(monkeypatch):
    """How often the solver is asked."""
    times = []

    def count(groups):
        times.append(len(groups))
        return protect_outside(groups)

    monkeypatch.setattr(protecting, "protect_outside", count)
    return times


@pytest.mark.django_db
def test_an_answer_is_remembered_without_what_it_hides(asked):
    first = protecting.protect_for_page([Group((SMALL,)), Group((LARGE,))])
    again = protecting.protect_for_page([Group((LARGE,)), Group((SMALL,))])

    assert first == again[::-1]
    assert asked == [2]
    ((kept,),) = first[:1]
    assert kept.cells[0][0] is None
    assert kept.primary == kept.secondary == ()
    assert cache.get(protecting._key(Group((SMALL,))))[0]["cells"][0][0] is None


@pytest.mark.django_db
def test_another_table_is_another_question(asked):
    protecting.protect_for_page([Group((SMALL,))])
    protecting.protect_for_page([Group((Table(SMALL.rows, SMALL.columns, ((4, 20), (30, 40))),))])

    assert asked == [1, 1]
