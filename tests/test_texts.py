"""Every text is there in Arabic, with the same placeholders as in English."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z]|\{\w*\}|</?\w+[^>]*>")
NUMBER = re.compile(r"%\(\w+\)[ds]")
# Arabic says none, one and two by the word itself.
SAID_BY_THE_WORD = (0, 1, 2)


CATALOGUES = [
    *sorted(LOCALE.glob("*/LC_MESSAGES/*.po")),
    *sorted(ROOT.glob("[!.]*/locale/*/LC_MESSAGES/*.po")),
]


@pytest.fixture(params=CATALOGUES, ids=lambda path: str(path.relative_to(ROOT).parent.parent))
def catalogue(request):
    return polib.pofile(request.param)


def placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


def test_arabic_is_complete():
    arabic = polib.pofile(LOCALE / "ar" / "LC_MESSAGES" / "django.po")

    assert len(arabic) > 800
    assert [entry.msgid for entry in arabic if not entry.translated()] == []
    assert {len(entry.msgstr_plural) for entry in arabic if entry.msgid_plural} == {6}


def test_no_text_is_a_guess(catalogue):
    assert [entry.msgid for entry in catalogue if "fuzzy" in entry.flags] == []


def test_texts_keep_their_placeholders(catalogue):
    changed = [
        entry.msgid
        for entry in catalogue
        if entry.translated() and not entry.msgid_plural
        if placeholders(entry.msgstr) != placeholders(entry.msgid)
    ]

    assert changed == []


def test_plural_forms_keep_their_placeholders(catalogue):
    changed = []
    for entry in catalogue:
        for form, text in (entry.msgstr_plural or {}).items():
            missing = set(placeholders(entry.msgid_plural)) - set(placeholders(text))
            added = set(placeholders(text)) - set(placeholders(entry.msgid_plural))
            by_word = form in SAID_BY_THE_WORD and all(map(NUMBER.fullmatch, missing))
            if text and (added or (missing and not by_word)):
                changed.append((entry.msgid, form))

    assert changed == []
