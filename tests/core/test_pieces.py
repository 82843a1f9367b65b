"""Pieces of pages are written once for what they are made of, and never for anything else."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from core.pieces import Pieces

TEMPLATE = "components/menu_entries.html"


class Entries:
    """Entries of a menu, and how often somebody asked for them."""

    def __init__(self, label):
        self.label, self.asked = label, 0

    def __call__(self):
        self.asked += 1
        return {"entries": [{"label": self.label, "url": "/", "current": False}]}


def test_a_piece_is_written_once():
    pieces, entries = Pieces(TEMPLATE), Entries("Today <3")

    first = pieces.written([1, date(2026, 1, 1)], entries)
    again = pieces.written([1, date(2026, 1, 1)], entries)

    assert "Today &lt;3" in first
    assert again == first
    assert entries.asked == 1


@pytest.mark.parametrize("other", [[1, "2"], [2, 1], [1], [1, 2, None]])
def test_another_thing_is_another_piece(other):
    pieces = Pieces(TEMPLATE)
    pieces.written([1, 2], Entries("before"))

    assert "after" in pieces.written(other, Entries("after"))


def test_each_language_has_its_own():
    pieces = Pieces(TEMPLATE)
    for language in ("ar", "en", "ckb"):
        with translation.override(language):
            pieces.written([1], Entries(f"in {language}"))

    for language in ("ar", "en", "ckb"):
        with translation.override(language):
            assert f"in {language}" in pieces.written([1], Entries("nobody asks"))


def test_only_the_latest_are_kept():
    pieces = Pieces(TEMPLATE, keeps=2)
    for number in (1, 2):
        pieces.written([number], Entries("first"))
    pieces.written([1], Entries("nobody asks"))
    pieces.written([3], Entries("first"))

    assert "first" in pieces.written([1], Entries("once more"))
    assert "once more" in pieces.written([2], Entries("once more"))


def test_what_went_wrong_is_not_kept():
    pieces = Pieces(TEMPLATE)

    def fails():
        raise KeyError(1)

    with pytest.raises(KeyError):
        pieces.written([1], fails)

    assert "now" in pieces.written([1], Entries("now"))
