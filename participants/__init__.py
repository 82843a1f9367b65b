"""People, their households and displacement, and what they agreed to."""

from participants.registries import before_merge, on_anonymise, on_merge, on_undo_merge, on_withdraw

__all__ = ["before_merge", "on_anonymise", "on_merge", "on_undo_merge", "on_withdraw"]
