"""One order of names, on screen, on paper and in exports, whatever the database can do.

PostgreSQL's own order needs ICU, which the embedded server does not have. A name is written
anew with one sign per letter, chosen so that plain byte order is the order of the alphabets:
digits, then Latin with the Turkish letters, then Arabic with the Kurdish and Persian ones.
"""

from __future__ import annotations

import unicodedata

from core.digits import to_ascii_digits

# Letters in one group sort as the same letter.
_LATIN = "a,b,c,ç,d,e,f,g,ğ,h,ıi,j,k,l,m,n,o,ö,p,q,r,s,ş,t,u,ü,v,w,x,y,z"
_ARABIC = "ءئ,اأإآٱ,ب,پ,ت,ث,ج,چ,ح,خ,د,ذ,رڕ,ز,ژ,س,ش,ص,ض,ط,ظ,ع,غ,ف,ڤ,ق,كک,گ,ل,ڵ,م,ن,هةەھ,و,ۆ,ؤ,ىيی,ێ"
_FIRST_LETTER = 0x100
_ORDER = {
    letter: chr(_FIRST_LETTER + place)
    for place, group in enumerate(f"{_LATIN},{_ARABIC}".split(","))
    for letter in group
}


def sort_key(text: str) -> str:
    """Write a name as a key whose byte order is its place in the alphabet."""
    plain = unicodedata.normalize("NFC", to_ascii_digits(text)).replace("I", "ı").lower()
    return "".join(_sign(letter) for letter in plain)


def _sign(letter: str) -> str:
    if letter in _ORDER:
        return _ORDER[letter]
    base = unicodedata.normalize("NFD", letter)[0]
    if base in _ORDER:
        return _ORDER[base]
    # Spaces and digits come first; vowel signs, joiners and punctuation have no place.
    return letter if letter == " " or letter.isdigit() else ""
