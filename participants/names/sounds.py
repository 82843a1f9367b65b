"""What a written word may sound like, as signs that can be laid beside those of another word.

Latin letters and Kurdish write their vowels. Arabic writes the long ones and leaves the short
ones out, and what ي, و and a last ه stand for is anybody's guess: such signs have names of their
own, and `meetings` says what each may meet.

Vowels are a e i o u, long A E I O U (E is also ai, O also aw), and ا ە as written. Y and W may be
vowels or not, as y and w of a Latin word; Y? and W? carry a hamza; Z is a last ى. Q is ة, and Qh a
last ه that may be one. 3 is ع. @ and @i are a first alef, which carries some vowel. Consonants are
themselves; those of Latin words have a line under them, so that h_ may be ه or ح.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice, product

VOWELS = frozenset("aeiouAEIOUاە")
MOST_READINGS = 8


@dataclass(frozen=True, slots=True)
class Sounds:
    """A reading of a word; whether its short vowels are written; whether it is Kurdish."""

    signs: tuple[str, ...]
    has_vowels: bool
    is_kurdish: bool


@lru_cache(maxsize=8192)
def readings(word: str) -> tuple[Sounds, ...]:
    """Every way to read a word, as `parts` writes it; most have one."""
    return (_arabic(word),) if _ARABIC.search(word) else _latin(word)


# --- Arabic letters --------------------------------------------------------------------------

_ARABIC = re.compile(r"[\u0621-\u06ff]")
_KURDISH = re.compile(r"ە.|[ێۆڕڵڤ]|^ئ|وو")
_SAME = str.maketrans("كۀھڕڵڭٱيڤ", "کەهرلگایڤ", "ء")
# A first alef says no more than that a vowel comes, where one is written after it.
_FIRST_VOWEL = re.compile(r"ئ(?=[اەێۆۇ])|[اأئ](?=[وی][^اویىةەێۆ])|إ(?=ی[^اویىةە])")
_FIRST = {"ا": "@", "أ": "@", "ئ": "@", "إ": "@i"}
_SIGNS = {
    "ێ": "E",
    "ۆ": "O",
    "ۇ": "U",
    "آ": "ا",
    "أ": "ا",
    "إ": "ا",
    "ی": "Y",
    "ى": "Y",
    "و": "W",
    "ئ": "Y?",
    "ؤ": "W?",
    "ة": "Q",
    "ع": "3",
}


def _arabic(word: str) -> Sounds:
    kurdish = bool(_KURDISH.search(word))
    written = word.translate(_SAME).replace("وو", "ۇ")
    letters = _FIRST_VOWEL.sub("", written) if _FIRST_VOWEL.match(written) else written
    signs = [_SIGNS.get(letter, letter) for letter in letters]
    if letters == written and letters[:1] in _FIRST:
        signs[0] = _FIRST[letters[0]]
    if len(signs) > 1 and letters[-1] == "ى":
        signs[-1] = "Z"
    elif len(signs) > 2 and letters[-1] == "ه" and not kurdish:
        signs[-1] = "Qh"
    return Sounds(tuple(signs), kurdish, kurdish)


# --- Latin letters ---------------------------------------------------------------------------

_LETTERS = str.maketrans("şçğıîûâêôöüšč", "SCGiIUAEOouSC", "'")
_PIECE = re.compile(
    r"sch|tch|[gkszdtc]h|dj|ph|ck|eyi|ayi|aa+|ee+|ii+|oo+|ou|uu+|ie(?=[^aeiouy])"
    r"|[ae][iy](?![aeiou])|[ae]v(?=[^aeiou])|a[uw](?![aeiou])|[eo]w(?![aeiou])|.",
    re.DOTALL,
)
# Some may be one sound or two: Naima is n-ai-ma and na-i-ma, Azhar has no zh.
_MEANINGS = {
    "aa": "A",
    "ee": "I",
    "ii": "I",
    "ie": "I|i e",
    "oo": "U",
    "uu": "U",
    "ou": "U|o u",
    "ai": "E|a i",
    "ay": "E|a y",
    "ei": "E|e i",
    "ey": "E|e y",
    "eyi": "E|e y i",
    "av": "O|a v_",
    "ev": "O|e v_",
    "ayi": "E|a y i",
    "au": "O|a u",
    "aw": "O|a w",
    "ow": "O|o w",
    "ew": "O|e w",
    "zh": "zh_|z_ h_",
    "sh": "sh_|s_ h_",
    "th": "th_|t_ h_",
    "dh": "dh_|d_ h_",
    "S": "sh_",
    "C": "ch_",
    "G": "gh_",
    "sch": "sh_",
    "tch": "ch_",
    "dj": "j_",
    "ph": "f_",
    "ck": "k_",
    "y": "y",
    "w": "w",
}


def _latin(word: str) -> tuple[Sounds, ...]:
    apart = unicodedata.normalize("NFD", word.lower().translate(_LETTERS))
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    pieces = _PIECE.findall(bare.replace("yy", "y").replace("vv", "v").replace("ww", "w"))
    ways = [
        [way.split() for way in _meant(piece).split("|")]
        for place, piece in enumerate(pieces)
        # A double consonant is one; Arabic does not write it either.
        if piece in VOWELS or not place or piece != pieces[place - 1]
    ]
    found = islice(product(*ways), MOST_READINGS)
    return tuple(Sounds(tuple(chain.from_iterable(way)), True, False) for way in found)


def _meant(piece: str) -> str:
    if len(piece) > 2 and len(set(piece)) == 1:
        piece = piece[:2]
    return _MEANINGS.get(piece, piece if piece in VOWELS else f"{piece}_")
