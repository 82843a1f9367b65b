"""Why something about a person was refused, in a sentence that somebody will read."""

from __future__ import annotations


class CannotRegister(Exception):
    """She cannot be registered as she was told of; the sentence says why."""


class CannotKeep(CannotRegister):
    """Something said of her cannot be kept; the sentence says why."""


class CannotAnonymise(Exception):
    """She cannot be made anonymous yet; the sentence says what comes first."""
