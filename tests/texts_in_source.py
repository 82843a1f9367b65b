"""Every text of the source that is marked for translation, found without gettext."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from django.template.base import Lexer, TokenType
from django.utils.text import smart_split
from django.utils.translation import trim_whitespace

TRANSLATION = "django.utils.translation"
SINGLE = {"gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy"}

Text = tuple[str | None, str]
"""Context and text; of a plural, its singular."""


def texts_of_python(source: str) -> Iterator[Text]:
    """The first argument of every call that translates, where it is a constant."""
    tree = ast.parse(source)
    called = {"_": "gettext"} | {
        name.asname: name.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == TRANSLATION
        for name in node.names
        if name.asname
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        name = called.get(name, name)
        words = [word.value for word in node.args if isinstance(word, ast.Constant)]
        if name in SINGLE | PLURAL and words:
            yield None, words[0]
        elif name in CONTEXT and len(words) > 1:
            yield words[0], words[1]


def texts_of_template(source: str) -> Iterator[Text]:
    """The texts of `translate`, `blocktranslate` and `_()` in tags and filters."""
    inside: list[str] | None = None
    trimmed, context = False, None
    for token in Lexer(source).tokenize():
        words = list(smart_split(token.contents)) if token.token_type == TokenType.BLOCK else []
        if inside is not None:
            if token.token_type == TokenType.TEXT:
                inside.append(token.contents.replace("%", "%%"))
            elif token.token_type == TokenType.VAR:
                inside.append(f"%({token.contents.strip()})s")
            elif words:
                # What follows `plural` is the plural of the same text.
                text = "".join(inside)
                if inside is not _DONE:
                    yield context, trim_whitespace(text) if trimmed else text
                inside = None if words[0].startswith("end") else _DONE
        elif words and words[0] in ("translate", "trans") and words[1][0] in "\"'":
            yield _context(words), words[1][1:-1].replace("%", "%%")
        elif words and words[0] in ("blocktranslate", "blocktrans"):
            inside, trimmed, context = [], "trimmed" in words, _context(words)
        for found in re.finditer(r"\b_\((\"([^\"]*)\"|'([^']*)')\)", token.contents):
            if token.token_type != TokenType.TEXT:
                yield None, found[2] or found[3]


def _context(words: list[str]) -> str | None:
    return words[words.index("context") + 1][1:-1] if "context" in words else None


class _Done(list[str]):
    """What collects nothing: the plural of a text that was told already."""

    def append(self, word: str) -> None:
        """Leave it."""


_DONE = _Done()
