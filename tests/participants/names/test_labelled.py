"""How well names are told apart, on lists of them: one name a line, in the ways people write it.

Every two ways of a line are one name. Every two ways of different lines with one skeleton are two
names that are hard to tell apart, and the rest are easy.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import pytest

from participants.names import known, score
from participants.names.keys import fold, skeleton
from participants.names.score import likeness

UNSEEN = Path(__file__).with_name("unseen_names.txt")


@dataclass
class Measured:
    """Shares of what was right; `mistaken` is told of the hard pairs of two names alone."""

    found: float
    one_skeleton: float
    mistaken: float


def measure(path: Path) -> Measured:
    lines = [
        line.split() for line in path.read_text(encoding="utf-8").splitlines() if line[0] != "#"
    ]
    same = [pair for line in lines for pair in combinations(line, 2)]
    folded = [{fold(way) for way in line} for line in lines]
    sounding = defaultdict(list)
    for number, line in enumerate(lines):
        for way in line:
            sounding[skeleton(way)].append((number, way))
    hard = [
        (one, other)
        for alike in sounding.values()
        for (here, one), (there, other) in combinations(alike, 2)
        if here != there and not folded[here] & folded[there]
    ]
    assert len(same) > 400
    assert len(hard) > 40
    return Measured(
        found=sum(likeness(*pair).is_candidate for pair in same) / len(same),
        one_skeleton=sum(skeleton(one) == skeleton(other) for one, other in same) / len(same),
        mistaken=sum(likeness(*pair).is_candidate for pair in hard) / len(hard),
    )


def test_known_names_are_told_apart():
    measured = measure(known.LIST)

    assert measured.found > 0.99
    assert measured.one_skeleton > 0.98
    assert measured.mistaken < 0.005


def test_names_that_nobody_listed_are_recognised_by_their_sound():
    measured = measure(UNSEEN)

    assert measured.found > 0.95
    assert measured.one_skeleton > 0.95
    # Sirwan and Şirwan without its sign, Afrah and Afraa.
    assert measured.mistaken < 0.3


@pytest.fixture
def nothing_known(monkeypatch):
    monkeypatch.setattr(score, "names_of", lambda piece: known.NOBODY)


def test_sound_alone_finds_known_names_and_the_list_keeps_them_apart(nothing_known):
    measured = measure(known.LIST)

    assert measured.found > 0.95
    assert 0.05 < measured.mistaken < 0.15
