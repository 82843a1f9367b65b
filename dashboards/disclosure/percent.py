"""Percentages that tell of nobody in particular."""

from __future__ import annotations

SMALLEST_BASE = 10
SMALLEST_PART = 5


def percentage(part: int | None, base: int | None) -> int | None:
    """A share in whole percent; None where a number is hidden, or a part of the base small."""
    if part is None or base is None or base < SMALLEST_BASE:
        return None
    if part < SMALLEST_PART or base - part < SMALLEST_PART:
        return None
    # Halves go up, as people expect; Python's round goes to even.
    return (200 * part + base) // (2 * base)
