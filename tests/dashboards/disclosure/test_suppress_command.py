"""`manage.py suppress`: JSON in, JSON out."""

from __future__ import annotations

import io
import json

import pytest
from django.core.management import CommandError, call_command


@pytest.fixture
def suppress(monkeypatch):
    """Run the command on a text or on bytes."""

    def run(told):
        data = told if isinstance(told, bytes) else told.encode()
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        out, err = io.StringIO(), io.StringIO()
        call_command("suppress", stdout=out, stderr=err)
        return json.loads(out.getvalue()), err.getvalue()

    return run


def told(**changes):
    table = {"rows": ["a", "b"], "cols": ["x", "y"], "cells": [[3, 20], [30, 40]]}
    return json.dumps(table | changes)


def test_answers_in_the_same_shape_with_margins(suppress):
    answer, _err = suppress(told())

    assert answer == {
        "rows": ["a", "b"],
        "cols": ["x", "y"],
        "cells": [[None, None], [None, None]],
        "row_totals": [23, 70],
        "column_totals": [33, 60],
        "grand_total": 93,
        "k": 5,
        "zeros": "show",
        "primary": [[0, 0], [0, 1], [1, 0]],
        "secondary": [[1, 1]],
    }


def test_margins_stand_at_minus_one(suppress):
    answer, _err = suppress(told(cells=[[1, 1], [30, 40]]))

    assert [0, -1] in answer["primary"]
    assert answer["row_totals"][0] is None


def test_k_and_zeros_are_the_analysts_choice(suppress):
    answer, _err = suppress(told(k=2, zeros="hide"))

    assert answer["cells"] == [[3, 20], [30, 40]]
    assert (answer["k"], answer["zeros"]) == (2, "hide")


def test_a_misspelled_key_is_told(suppress):
    answer, err = suppress(told(zeroes="hide"))

    assert '"zeroes"' in err
    assert answer["zeros"] == "show"


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        ("", "The input is not JSON."),
        ("{", "The input is not JSON."),
        ("[" * 100_000, "The input is not JSON."),
        (b"\xff\xfe", "The input is not text in UTF-8."),
        ("[]", "The input is not a JSON object with rows, cols and cells."),
        ('{"rows": []}', '"cols" is missing or not a list.'),
        (told(rows=["a", 1]), '"rows" may hold texts alone.'),
        (told(cells=[[3, 20]]), '"cells" has 1 lines for 2 rows.'),
        (told(cells=[[3, 20], 4]), "Line 1 of the cells is not a list."),
        (told(cells=[[3, 20], [4]]), "Line 1 of the cells has 1 numbers for 2 columns."),
        (told(cells=[[3, 20], [4, -1]]), "The cell [1, 1] is negative."),
        (told(cells=[[3, 20], [4, 1.0]]), "The cell [1, 1] is not a whole number."),
        (told(cells=[[3, 20], [4, True]]), "The cell [1, 1] is not a whole number."),
        (told(cells=[[3, 20], [4, "5"]]), "The cell [1, 1] is not a whole number."),
        (told(cells=[[3, 20], [4, float("nan")]]), "The cell [1, 1] is not a whole number."),
        (
            told(cells=[[3, 20], [4, 10**10]]),
            "The cell [1, 1] is too big: counts go to 1,000,000,000.",
        ),
        (
            '{"rows": ["a"], "cols": ["x"], "cells": [[' + "9" * 5000 + "]]}",
            "The cell [0, 0] is too big: counts go to 1,000,000,000.",
        ),
        (told(rows=["a"] * 100, cols=["x"] * 51), "The table is too big: it may have 5000 cells."),
        (told(k=0), '"k" is a whole number from 1 to 1,000.'),
        (told(k=2.5), '"k" is a whole number from 1 to 1,000.'),
        (told(zeros="maybe"), '"zeros" is "show" or "hide".'),
    ],
)
def test_bad_input_is_told_in_one_sentence(suppress, bad, sentence):
    with pytest.raises(CommandError) as refused:
        suppress(bad)

    assert str(refused.value) == sentence
