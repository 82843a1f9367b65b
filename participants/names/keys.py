"""The keys of a name, as the database makes them."""

from __future__ import annotations

from participants.names import v1
from participants.names.steps import run


def fold(name: str) -> str:
    """Write a name in one shape a letter; never empty for a name with a letter."""
    return run(v1.FOLD, name) or run(v1.FOLD_OF_REST, name)


def skeleton(name: str) -> str:
    """The consonants of a name in ASCII, alike in every script; empty for a script beyond ours."""
    return run(v1.SKELETON, name)
