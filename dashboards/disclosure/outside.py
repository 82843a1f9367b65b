"""Disclosure control in a process of its own, so that a web worker stays as small as it is.

scipy takes more memory than a web worker may, and keeps it. What has nothing to hide needs no
solver and is answered at once; everything else goes to `python -m dashboards.disclosure`, which
ends when it has answered.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

from dashboards.disclosure.categories import collapsed
from dashboards.disclosure.primary import primary_of
from dashboards.disclosure.protect import protect_linked
from dashboards.disclosure.system import system_of
from dashboards.disclosure.table import Position, Protected, Table

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 60
"""Seconds that may pass; the caller then shows nothing at all."""


class Group(NamedTuple):
    """Tables that somebody could lay beside each other; see `protect_linked`."""

    tables: tuple[Table, ...]
    nested: tuple[tuple[int, int], ...] = ()
    # Of tables that were published before, by their index: the positions that they hide.
    hid: tuple[tuple[int, tuple[Position, ...]], ...] = ()


def needs_solver(group: Group) -> bool:
    """Whether there is anything small in some tables, or was."""
    if any(positions for _table, positions in group.hid):
        return True
    hidden, _secrets = primary_of(system_of([collapsed(one) for one in group.tables], group.nested))
    return bool(hidden)


def protect_outside(groups: Sequence[Group]) -> list[list[Protected]]:
    """Protect groups of tables, each like `protect_linked`, by one other process at most."""
    hard = [at for at, group in enumerate(groups) if needs_solver(group)]
    answers = dict(zip(hard, _ask([groups[at] for at in hard]), strict=True)) if hard else {}
    return [
        answers[at]
        if at in answers
        else protect_linked(group.tables, group.nested, dict(group.hid))
        for at, group in enumerate(groups)
    ]


def _ask(groups: Sequence[Group]) -> list[list[Protected]]:
    question = json.dumps([group_as_json(group) for group in groups])
    answer = subprocess.run(
        [sys.executable, "-m", "dashboards.disclosure"],
        input=question.encode(),
        stdout=subprocess.PIPE,
        cwd=ROOT,
        timeout=LONGEST,
        check=True,
    )
    return [[protected_of(one) for one in group] for group in json.loads(answer.stdout)]


def group_as_json(group: Group) -> dict[str, Any]:
    """A group as the other process reads it."""
    tables = [
        asdict(table)
        | {name: sorted(getattr(table, name)) for name in ("fixed", "few", "few_left")}
        for table in group.tables
    ]
    return {"tables": tables, "nested": group.nested, "hid": group.hid}


def group_of(told: dict[str, Any]) -> Group:
    """A group as it was written."""
    tables = (
        Table(
            **one
            | {
                "rows": tuple(one["rows"]),
                "columns": tuple(one["columns"]),
                "cells": tuple(map(tuple, one["cells"])),
                "fixed": frozenset(one["fixed"]),
                "few": frozenset(map(tuple, one["few"])),
                "few_left": frozenset((tuple(part), tuple(all_)) for part, all_ in one["few_left"]),
            }
        )
        for one in told["tables"]
    )
    return Group(
        tuple(tables),
        tuple((outer, inner) for outer, inner in told["nested"]),
        tuple((at, tuple((row, column) for row, column in hid)) for at, hid in told["hid"]),
    )


def protected_of(told: dict[str, Any]) -> Protected:
    """A protected table as it was written."""
    return Protected(
        **told
        | {name: tuple(told[name]) for name in ("rows", "columns", "row_totals", "column_totals")}
        | {
            name: tuple((row, column) for row, column in told[name])
            for name in ("primary", "secondary")
        }
        | {"cells": tuple(map(tuple, told["cells"]))}
    )
