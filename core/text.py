"""Names and lines as people write them: cleaned, not mangled; folded for search."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils import text as django_text
from django.utils.functional import Promise, keep_lazy_text
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.digits import to_ascii_digits

ZWNJ = "\u200c"
# Marks, embeddings, overrides and isolates that can make a name read as another one.
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
# What else is never seen: soft hyphen, joiners but ZWNJ, byte order mark, tags, invisible signs.
_UNSEEN = "\u00ad\u180e\u200b\u200d\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb"
_REMOVED = re.compile(f"[{_BIDI}{_UNSEEN}\U000e0000-\U000e007f]")
_SPACES = re.compile(r"\s+")
_BEFORE_A_NUMBER = re.compile(r"(?<=\S) (?=\d)")
_ZWNJ_OUT_OF_PLACE = re.compile(rf"(?<!\w){ZWNJ}+|{ZWNJ}+(?!\w)|(?<={ZWNJ}){ZWNJ}+")


class Cleaned(NamedTuple):
    """A text, and whether characters that nobody sees were taken out of it."""

    text: str
    removed: bool


def clean_line(text: str) -> Cleaned:
    """Bring one line to NFC without control or bidi characters, spaces collapsed."""
    spaced = _SPACES.sub(" ", text)
    seen = "".join(
        letter
        for letter in _REMOVED.sub("", spaced)
        if unicodedata.category(letter) not in ("Cc", "Cs", "Co", "Cn")
    )
    removed = seen != spaced
    kept = _ZWNJ_OUT_OF_PLACE.sub("", unicodedata.normalize("NFC", seen))
    return Cleaned(_SPACES.sub(" ", kept).strip(), removed)


def unbroken(text: str) -> str:
    """Tie each number to the word before it, so that no line ends between the two."""
    return _BEFORE_A_NUMBER.sub("\u00a0", text)


@keep_lazy_text
def capfirst(text: str | Promise) -> str:
    """Begin with a capital letter, as Django's does; in Turkish an i begins as İ."""
    said = str(text)
    if said.startswith("i") and (get_language() or "").startswith("tr"):
        return f"İ{said[1:]}"
    return django_text.capfirst(said)


def clean_name(text: str) -> Cleaned:
    """Clean a person's name; one without a single letter is refused."""
    cleaned = clean_line(text)
    if not any(letter.isalpha() for letter in cleaned.text):
        raise ValidationError(_("A name needs at least one letter."), code="no_letter")
    return cleaned


# One letter written in several ways. Arabic and Kurdish keyboards give different ones for the
# same sound, and a short vowel, a hamza or a tatweel is often left out.
_FOLDED = str.maketrans(
    {
        **dict.fromkeys("أإآٱٲٳ", "ا"),
        "ؤ": "و",
        **dict.fromkeys("ۆۊ", "و"),
        **dict.fromkeys("ئىيېێےۍ", "ی"),
        **dict.fromkeys("كڪګ", "ک"),
        **dict.fromkeys("ةهەھۀہۃە", "ه"),
        **dict.fromkeys("ڕ", "ر"),
        **dict.fromkeys("ڵ", "ل"),
        **dict.fromkeys("ءـ" + ZWNJ, None),
        **dict.fromkeys("ıİ", "i"),
        "ø": "o",
        "ł": "l",
        "đ": "d",
        **dict.fromkeys("'’‘ʼʻ`´", None),
    }
)

# Kurdish begins a word's first vowel with ئ, where Arabic writes an alef: ئازاد and آزاد.
_FIRST_VOWEL = re.compile(r"\bئ[اە]?(?=\w)")


def fold(text: str) -> str:
    """Write a text as search compares it: one shape a letter, no marks, small, ASCII digits."""
    # Folded before decomposing too: آ and ئ are letters here, not a letter and a mark.
    composed = _FIRST_VOWEL.sub("ا", unicodedata.normalize("NFKC", text))
    folded = composed.translate(_FOLDED)
    decomposed = unicodedata.normalize("NFKD", folded.casefold())
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    words = re.sub(r"[^\w]+|_", " ", to_ascii_digits(bare.translate(_FOLDED)))
    return _SPACES.sub(" ", words).strip()


def isolated(name: object) -> str:
    """A name inside a sentence: its letters and digits do not turn what stands around them."""
    return f"\u2068{name}\u2069"


def is_right_to_left(text: str, *, otherwise: bool) -> bool:
    """Whether a text begins from the right, by its first letter; `otherwise` if it has none."""
    kinds = (unicodedata.bidirectional(character) for character in text)
    first = next((kind for kind in kinds if kind in ("L", "R", "AL")), None)
    return otherwise if first is None else first != "L"
