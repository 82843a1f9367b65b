"""What the pages of the record call columns that no form asks for."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

MADE = frozenset({"conditions", "digest", "last_change", "project_sites", "version"})
"""Columns that follow from others or serve the machine alone, and would tell a page nothing."""

WORDS: dict[str, Promise] = {
    "applied_at": pgettext_lazy("record", "applied"),
    "before": pgettext_lazy("record", "before the list"),
    "cancelled_at": pgettext_lazy("record", "cancelled"),
    "cancelled_reason": pgettext_lazy("record", "why cancelled"),
    "checked_at": pgettext_lazy("record", "checked"),
    "closed_at": pgettext_lazy("record", "closed"),
    "communicating": pgettext_lazy("record", "communicating"),
    "created_at": pgettext_lazy("record", "added"),
    "cut_at": pgettext_lazy("record", "cut"),
    "decided_at": pgettext_lazy("record", "decided"),
    "delivered_at": pgettext_lazy("record", "delivered"),
    "elsewhere": pgettext_lazy("record", "known elsewhere"),
    "ended_at": pgettext_lazy("record", "ended"),
    "exception_at": pgettext_lazy("record", "allowed"),
    "hearing": pgettext_lazy("record", "hearing"),
    "how": pgettext_lazy("record", "how"),
    "in_at": pgettext_lazy("record", "came"),
    "is_kept": pgettext_lazy("record", "kept"),
    "kind": pgettext_lazy("record", "what was done"),
    "left_early_minutes": pgettext_lazy("record", "minutes early"),
    "made_at": pgettext_lazy("record", "made"),
    "merged_at": pgettext_lazy("record", "merged"),
    "minutes_late": pgettext_lazy("record", "minutes late"),
    "note": pgettext_lazy("record", "note"),
    "noted_at": pgettext_lazy("record", "noted"),
    "on_day": pgettext_lazy("record", "day"),
    "opened_at": pgettext_lazy("record", "opened"),
    "ordered_at": pgettext_lazy("record", "ordered"),
    "out_at": pgettext_lazy("record", "left"),
    "outcome_at": pgettext_lazy("record", "result noted"),
    "printed_at": pgettext_lazy("record", "printed"),
    "rated_at": pgettext_lazy("record", "rated"),
    "reasons": pgettext_lazy("record", "reasons"),
    "remembering": pgettext_lazy("record", "remembering"),
    "returned_at": pgettext_lazy("record", "came back"),
    "revoked_at": pgettext_lazy("record", "revoked"),
    "seeing": pgettext_lazy("record", "seeing"),
    "self_care": pgettext_lazy("record", "self-care"),
    "settled_at": pgettext_lazy("record", "settled"),
    "sewn_at": pgettext_lazy("record", "sewn"),
    "state_at": pgettext_lazy("record", "since when"),
    "state_before": pgettext_lazy("record", "state before"),
    "taken_back_at": pgettext_lazy("record", "taken back"),
    "taken_up_at": pgettext_lazy("record", "taken up"),
    "text_version": pgettext_lazy("record", "version of the text"),
    "undone_at": pgettext_lazy("record", "undone"),
    "unsafe_at": pgettext_lazy("record", "called unsafe"),
    "verdict": pgettext_lazy("record", "decision"),
    "walking": pgettext_lazy("record", "walking"),
    "worked_on_at": pgettext_lazy("record", "worked on"),
    "wrong_codes": pgettext_lazy("record", "wrong codes"),
}

SERVICES: dict[str, Promise] = {
    "command": pgettext_lazy("record", "a command on the server"),
    "files": pgettext_lazy("record", "the making of files"),
    "import": pgettext_lazy("record", "the taking in of a list"),
    "import undo": pgettext_lazy("record", "the taking back of a list"),
    "job": pgettext_lazy("record", "work in the background"),
    "numbers": pgettext_lazy("record", "the keeping of numbers"),
}
"""Services that write, by the name that they tell the database."""


def word_for(field: models.Field[Any, Any]) -> str:
    """The name of a field as its forms say it, or else as the record does."""
    name = field.verbose_name
    return str(name if isinstance(name, Promise) else WORDS.get(field.name, name))
