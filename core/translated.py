"""A text that is stored in four languages and read in one."""

from __future__ import annotations

from typing import Any, overload

from django.db import models
from django.utils.translation import get_language

SUFFIXES = {"ar": "ar", "ckb": "ckb", "en": "en", "tr-iq": "tr", "tr": "tr"}
FALLBACK = ("ar", "en", "ckb", "tr")


def spoken(column: str) -> str:
    """SQL for what `Translated` reads: a column's text in the language of the page."""
    own = SUFFIXES.get(get_language() or "ar", "ar")
    texts = [f"nullif({column}_{suffix}, '')" for suffix in (own, *FALLBACK)]
    return f"coalesce({', '.join(texts)}, '')"


class Translated:
    """Read `title` from `title_ar`, `title_ckb`, `title_en` or `title_tr`.

    The language of the page comes first; where it is empty, the first that is not.
    """

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Translated: ...
    @overload
    def __get__(self, instance: models.Model, owner: type) -> str: ...
    def __get__(self, instance: Any, owner: type) -> Translated | str:
        if instance is None:
            return self
        own = SUFFIXES.get(get_language() or "ar", "ar")
        for suffix in (own, *FALLBACK):
            text: str = getattr(instance, f"{self.name}_{suffix}")
            if text:
                return text
        return ""
