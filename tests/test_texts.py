"""Every text is there in Arabic, Sorani and Turkish, with the same placeholders as in English."""

from __future__ import annotations

import re
from pathlib import Path

import django
import polib
import pytest

from tests.test_house import tracked
from tests.texts_in_source import texts_of_python, texts_of_template

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
DJANGO = Path(django.__file__).parent / "conf" / "locale"
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z]|\{\w*\}|</?\w+[^>]*>")
NUMBER = re.compile(r"%\(\w+\)[ds]")
# Arabic says none, one and two by the word itself, Sorani and Turkish one.
SAID_BY_THE_WORD = {"ar": (0, 1, 2), "ckb": (0,), "tr": (0,)}
# Languages in which no text may be missing that Arabic has.
COMPLETE = ["ckb", "tr"]
# They look like ی, ک and ە, and nobody finds a word that is written with them.
ARABIC_LETTERS = re.compile("[يىكة]|ه(?!\\w)")


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


def catalogues_in(language):
    return [path for path in CATALOGUES if path.parts[-3] == language]


def texts_in(language):
    """Everything that any catalogue of a language translates."""
    return {
        (entry.msgctxt, entry.msgid)
        for path in catalogues_in(language)
        for entry in polib.pofile(path)
        if entry.translated()
    }


def texts_in_source():
    """Every text of the product that is marked for translation, with where it stands."""
    found = {}
    for path in tracked("*.py", "*.html"):
        if {"tests", "bench", "migrations"} & set(path.relative_to(ROOT).parts):
            continue
        source = path.read_text(encoding="utf-8")
        texts = texts_of_template if path.suffix == ".html" else texts_of_python
        found |= {text: path.relative_to(ROOT) for text in texts(source)}
    return found


def test_every_text_of_the_source_is_there_in_arabic():
    known = texts_in("ar")

    missing = {text: path for text, path in texts_in_source().items() if text not in known}

    assert {text: str(path) for text, path in missing.items()} == {}


@pytest.mark.parametrize("language", COMPLETE)
def test_every_text_that_arabic_has_is_there(language):
    assert sorted(texts_in("ar") - texts_in(language), key=str) == []


def test_sorani_is_written_with_its_own_letters():
    mistaken = [
        text
        for path in catalogues_in("ckb")
        for entry in polib.pofile(path)
        for text in (entry.msgstr, *entry.msgstr_plural.values())
        if ARABIC_LETTERS.search(text)
    ]

    assert mistaken == []


def test_numbers_are_counted_as_django_counts_them(catalogue):
    language = catalogue.metadata["Language"].split("_")[0]
    of_django = polib.mofile(DJANGO / language / "LC_MESSAGES" / "django.mo")

    assert plural_rule(catalogue) == plural_rule(of_django)


def plural_rule(texts):
    return re.sub(r"[\s;]", "", texts.metadata["Plural-Forms"])


def test_every_plural_form_is_there(catalogue):
    forms = int(re.match(r"nplurals=(\d)", plural_rule(catalogue))[1])

    assert [
        entry.msgid
        for entry in catalogue
        if entry.msgid_plural and len(list(filter(None, entry.msgstr_plural.values()))) != forms
    ] == []


def test_texts_are_found_in_every_way_of_marking_them():
    template = (
        '{% translate "One" %}{% translate "Two" as two %}{% blocktranslate trimmed with a=b %}\n'
        " 50% of\n {{ a }}{% endblocktranslate %}{% blocktranslate count n=n %}{{ n }} day"
        '{% plural %}{{ n }} days{% endblocktranslate %}{{ x|default:_("Three") }}'
        '{% translate "May" context "month" %}'
    )
    code = (
        "from django.utils.translation import gettext_lazy as _lazy, ngettext as n\n"
        'x = _("a" "b"); n("c", "d", n); pgettext_lazy("e", "f"); _(x); _lazy("g"); other("h")'
    )

    assert list(texts_of_template(template)) == [
        (None, "One"),
        (None, "Two"),
        (None, "50%% of %(a)s"),
        (None, "%(n)s day"),
        (None, "Three"),
        ("month", "May"),
    ]
    assert list(texts_of_python(code)) == [(None, "ab"), (None, "c"), ("e", "f"), (None, "g")]


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
    words_that_count = SAID_BY_THE_WORD.get(catalogue.metadata["Language"], ())
    for entry in catalogue:
        for form, text in (entry.msgstr_plural or {}).items():
            missing = set(placeholders(entry.msgid_plural)) - set(placeholders(text))
            added = set(placeholders(text)) - set(placeholders(entry.msgid_plural))
            by_word = form in words_that_count and all(map(NUMBER.fullmatch, missing))
            if text and (added or (missing and not by_word)):
                changed.append((entry.msgid, form))

    assert changed == []


SAID_ELSEWHERE = re.compile(
    r"\{% (blocktranslate|comment)\b.*?end\1 %\}|\{#.*?#\}|<(script|style)\b.*?</\2>", re.DOTALL
)
CODE = re.compile(r"\{[{%].*?[}%]\}", re.DOTALL)
MARKUP = re.compile(r"<[^>]*>")


def bare_text(template):
    """What a template says in every language, without its markup."""
    return MARKUP.sub("", CODE.sub("", SAID_ELSEWHERE.sub("", template)))


def test_no_template_writes_a_comma_of_latin_script():
    # Arabic and Sorani have their own: a comma belongs into a text, the shortest being ", ".
    # The report card has a page of its own for each language.
    found = [
        path.relative_to(ROOT).as_posix()
        for path in tracked("*.html")
        if path.parent.name != "report_card" and "," in bare_text(path.read_text(encoding="utf-8"))
    ]

    assert found == []


def test_bare_text_is_what_stands_outside_markup_and_translation():
    template = (
        '{# a, b #}{% comment %}a, b{% endcomment %}<p title="c, d">{{ day }}, {{ hour|f:"e, f" }}'
        '{% translate ", " %}'
        "{% blocktranslate trimmed with a=b %}g, h{% endblocktranslate %}</p>"
    )

    assert bare_text(template).split() == [","]
