"""The parts of a full name as they are compared: no articles, and in one what belongs together."""

from __future__ import annotations

import re

from participants.names import v1
from participants.names.steps import Letters, Normalise, Pattern, Step, Trim, run

# A part is one piece (Zainab), or two that make one name (Abd al-Rahman, Salah al-Din).
Part = tuple[str, ...]

MOST = 12
"""No full name has more; what comes after is not looked at."""

GOD, SERVANT, FAITH = "الله", "عبد", "دین"

# As written but for signs that are left out as one likes; what else letters tell is kept.
_PLAIN: tuple[Step, ...] = (
    Normalise("NFKC"),
    v1.OLD_WAYS,
    Pattern(v1.LEFT_OUT),
    Letters("ي>ی İ>i"),
    Pattern(v1.BETWEEN, " "),
    Trim(),
)
_LATIN_TOGETHER: tuple[Step, ...] = (
    Pattern(r"(?<![^ ])([ae][bv]d) ?([aeiouü]l) ?(?=[^ ]{2})", r"\1\2"),
    Pattern(r"(?<=[^ ]{2}) (?=(?:[ae][ld]|ul) ?[dt](?:ee|[iy])ne?(?![^ ]))"),
    Pattern(r"(?<=[^ ]{2}[ae]l) (?=[dt](?:ee|[iy])ne?(?![^ ]))"),
    Pattern(r"(?<![^ ])(?:[ae]l|a[dnrstz]|ash|ال|ئال) (?=[^ ])"),
    Pattern(r"(?<=[^ ] )(?:bin|ibn|ben|bint|بن|ابن|بنت) (?=[^ ])"),
    Pattern(r"(?<![^ ])[ae]l(?=[b-df-hjkmnp-tvwyz][^ ]{4})"),
)
_SERVANT = re.compile(
    r"(?:عبدال|عەبدو?[لڵ]|[ae][bv]d[aeiouü](?:l(?=[aei]*[^aeiouh])|(?=([nrstz])\1)))(?=..)"
)
_OF_GOD = re.compile(r"ل+[هة]?|ل+ا|ڵ+ا|l+[ae]h?")
_FAITH = re.compile(r"(?<=..)(?:الدین|ەد?دین|[aeiouü](?:l[dt]|dd|tt)(?:ee|[iy])ne?)$")


def parts(name: str) -> list[Part]:
    """Take a full name apart."""
    plain = run(v1.TOGETHER, run(_PLAIN, name).lower())
    return [_part(word) for word in run(_LATIN_TOGETHER, plain).split()[:MOST]]


def _part(word: str) -> Part:
    if servant := _SERVANT.match(word):
        rest = word[servant.end() :]
        return (SERVANT, GOD if _OF_GOD.fullmatch(rest) else rest)
    if faith := _FAITH.search(word):
        return (word[: faith.start()], FAITH)
    return (word,)
