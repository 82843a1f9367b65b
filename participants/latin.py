"""A name in Latin letters, suggested as people in Iraq spell theirs; whoever writes it changes it.

Kurdish writes its vowels and is read letter by letter. Arabic leaves the short ones out, so
common names are looked up, and any other name gets an "a" where consonants would meet.
"""

from __future__ import annotations

import re

from core.text import fold

_KURDISH_ONLY = re.compile("[ەێۆڕڵڤژ]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")

# By the name as `core.text.fold` writes it.
_KNOWN = {
    fold(arabic): latin
    for latin, spellings in {
        "Abd": "عبد",
        "Abdullah": "عبدالله",
        "Abdulrahman": "عبدالرحمن",
        "Ahmed": "أحمد",
        "Aisha": "عائشة",
        "Ali": "علي",
        "Alaa": "آلاء",
        "Amal": "أمل",
        "Amina": "أمينة",
        "Anwar": "أنور",
        "Asmaa": "أسماء",
        "Ayten": "آيتن",
        "Bushra": "بشرى",
        "Dalal": "دلال",
        "Eman": "إيمان",
        "Fadhil": "فاضل",
        "Fatima": "فاطمة",
        "Haider": "حيدر",
        "Haifa": "هيفاء",
        "Hanaa": "هناء",
        "Hanan": "حنان",
        "Hasan": "حسن",
        "Hassan": "حسّان",
        "Hiba": "هبة",
        "Hind": "هند",
        "Huda": "هدى",
        "Hussein": "حسين",
        "Ibrahim": "إبراهيم",
        "Iman": "ايمن",
        "Intisar": "انتصار",
        "Ismail": "إسماعيل",
        "Jamal": "جمال",
        "Jasim": "جاسم",
        "Jubouri": "جبوري",
        "Kadhim": "كاظم",
        "Karim": "كريم",
        "Khadija": "خديجة",
        "Khalil": "خليل",
        "Khawla": "خولة",
        "Layla": "ليلى",
        "Lubna": "لبنى",
        "Mahmoud": "محمود",
        "Mariam": "مريم",
        "Maria": "ماريا",
        "Maha": "مها",
        "Mohammed": "محمد",
        "Mona": "منى",
        "Mustafa": "مصطفى",
        "Nada": "ندى",
        "Nadia": "نادية",
        "Nour": "نور",
        "Obaidi": "عبيدي",
        "Omar": "عمر",
        "Qasim": "قاسم",
        "Rana": "رنا",
        "Rita": "ريتا",
        "Ruqayya": "رقية",
        "Saad": "سعد",
        "Sahar": "سحر",
        "Salih": "صالح",
        "Salma": "سلمى",
        "Samira": "سميرة",
        "Sara": "سارة",
        "Shatha": "شذى",
        "Shaimaa": "شيماء",
        "Suad": "سعاد",
        "Taha": "طه",
        "Tai": "طائي",
        "Um": "أم",
        "Wafaa": "وفاء",
        "Yasmin": "ياسمين",
        "Yousif": "يوسف",
        "Zahra": "زهراء",
        "Zainab": "زينب",
        "Zangana": "زنگنة زنگنە",
        "Zubaida": "زبيدة",
    }.items()
    for arabic in spellings.split()
}

_LETTERS = {
    **dict.fromkeys("اأإٱ", "a"),
    "آ": "a",
    "ب": "b",
    "پ": "p",
    "ت": "t",
    "ث": "th",
    "ج": "j",
    "چ": "ch",
    "ح": "h",
    "خ": "kh",
    "د": "d",
    "ذ": "th",
    **dict.fromkeys("رڕ", "r"),
    "ز": "z",
    "ژ": "zh",
    "س": "s",
    "ش": "sh",
    "ص": "s",
    "ض": "dh",
    "ط": "t",
    "ظ": "dh",
    "ع": "a",
    "غ": "gh",
    "ف": "f",
    "ڤ": "v",
    "ق": "q",
    **dict.fromkeys("كک", "k"),
    "گ": "g",
    **dict.fromkeys("لڵ", "l"),
    "م": "m",
    "ن": "n",
    **dict.fromkeys("هھ", "h"),
    "ة": "a",
    "ى": "a",
    "ۆ": "o",
}
_VOWELS = frozenset("aeiou")
_SERVANT = re.compile(r"\bعبد ال")
_ARTICLE = re.compile(r"^ال(?=..)")
_LONG_O = re.compile(r"^[أا]و(?=[^اى])")
_MARKS = re.compile("[\u064b-\u065f\u0670\u0640\u200c]")


def latin_spelling(name: str) -> str:
    """Suggest how a name is written in Latin letters; a Latin name stays as it is."""
    joined = _SERVANT.sub("عبدال", " ".join(name.split()))
    return " ".join(map(_word, joined.split())).strip()


def _word(word: str) -> str:
    if _LATIN.search(word):
        return word
    if known := _KNOWN.get(fold(word)):
        return known
    bare = _MARKS.sub("", word)
    if bare.startswith("عبدال"):
        return f"Abdul{_arabic(bare[5:])}"
    # Arabic begins no word with this sign.
    if _KURDISH_ONLY.search(bare) or bare.startswith("ئ"):
        return _kurdish(bare).capitalize()
    if _ARTICLE.match(bare):
        rest = bare[2:]
        return f"Al-{_KNOWN.get(fold(rest)) or _arabic(rest).capitalize()}"
    return _arabic(bare).capitalize()


def _kurdish(word: str) -> str:
    """Read a word letter by letter."""
    word = word.replace("وو", "û")
    written = ""
    for place, letter in enumerate(word):
        before = written[-1:] if written else ""
        after = word[place + 1 : place + 2]
        if letter == "ئ" or (letter == "ع" and after in tuple("اەێۆ")):
            continue
        if letter == "ە":
            written += "a"
        elif letter == "ێ":
            written += "e"
        elif letter == "ۆ":
            written += "o"
        elif letter == "û":
            written += "u"
        elif letter in "یي":
            meets_vowel = after in tuple("اەێۆ")
            begins = not before or before in _VOWELS
            written += "y" if begins else "iy" if meets_vowel else "i"
        elif letter == "و":
            meets_vowel = not before or before in _VOWELS or after in tuple("اەێۆیي")
            written += "w" if meets_vowel else "u"
        else:
            written += _LETTERS.get(letter, "")
    return written


def _arabic(word: str) -> str:
    """Read a word with an "a" between consonants that would begin, end or pile up in it."""
    word = _LONG_O.sub("ۆ", word)
    sounds: list[str] = []
    for place, letter in enumerate(word):
        last = place == len(word) - 1
        before = sounds[-1] if sounds else ""
        if letter in "يیئ":
            is_consonant = place == 0 or before in _VOWELS or word[place + 1 : place + 2] in "اةى"
            sounds.append("y" if is_consonant and not last else "i")
        elif letter in "وؤ":
            is_consonant = place == 0 or before in _VOWELS or word[place + 1 : place + 2] in "اةى"
            sounds.append("w" if is_consonant and not last else "u")
        elif letter in _LETTERS:
            sounds.append(_LETTERS[letter])
    return _with_short_vowels(sounds)


def _with_short_vowels(sounds: list[str]) -> str:
    written = ""
    consonants = 0
    for place, sound in enumerate(sounds):
        if sound in _VOWELS:
            # Two equal vowels side by side are one long one.
            written += "" if written.endswith(sound) else sound
            consonants = 0
            continue
        after = sounds[place + 1 : place + 2]
        meets_consonant = bool(after) and after[0] not in _VOWELS
        written += sound
        consonants += 1
        begins = place == 0 and meets_consonant
        piles_up = consonants == 1 and meets_consonant and len(sounds) - place == 2
        if begins or piles_up or (consonants >= 2 and meets_consonant):
            written += "a"
            consonants = 0
    return written
