"""A sentence that stands for many, with the many behind it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from django.template.loader import render_to_string
from django.utils.safestring import SafeString


class Folded(str):
    """A sentence; a page shows its `lines` once it is opened, whatever else the sentence alone."""

    lines: tuple[str, ...]

    def __new__(cls, sentence: str, lines: Iterable[str]) -> Self:
        """The sentence and what it stands for."""
        made = super().__new__(cls, sentence)
        made.lines = tuple(lines)
        return made

    def __str__(self) -> str:
        """Itself: the errors of a form ask for the text before they are shown."""
        return self

    def __html__(self) -> SafeString:
        """As a template shows it, which escapes the sentence and each line."""
        told = {"sentence": self[:], "lines": self.lines}
        return render_to_string("components/folded.html", told)
