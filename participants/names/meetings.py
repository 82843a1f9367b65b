"""What it costs that one sign of a word is read as another, or not at all, in letters.

0 is the same sound, 1 a wrong letter; between them is what people write for one another. The
figures were set by hand on one half of the labelled names and looked at on the other half.
"""

from __future__ import annotations

from participants.names.sounds import VOWELS, Sounds

# What a consonant may be, and how unusual that is; those of two words meet in what they share.
_MAY_BE: dict[str, dict[str, float]] = {
    "ب": {"b": 0, "p": 0.05},
    "پ": {"p": 0},
    "b_": {"b": 0, "p": 0.1},
    "p_": {"p": 0, "b": 0.1},
    "ت": {"t": 0, "T": 0.15},
    "ط": {"T": 0, "t": 0.15},
    "t_": {"t": 0, "T": 0, "d": 0.15, "th": 0.3},
    "د": {"d": 0},
    "d_": {"d": 0, "D": 0.05, "Z": 0.2, "dh": 0.2},
    "ث": {"th": 0, "s": 0.15, "t": 0.4},
    "th_": {"th": 0, "dh": 0, "s": 0.1, "Z": 0.05},
    "ذ": {"dh": 0, "z": 0.15, "d": 0.25},
    "dh_": {"D": 0, "Z": 0, "dh": 0},
    "ض": {"D": 0, "Z": 0.1, "z": 0.2},
    "ظ": {"Z": 0, "D": 0.1, "z": 0.1},
    "ز": {"z": 0, "zh": 0.15},
    "z_": {"z": 0, "dh": 0.05, "Z": 0.05, "D": 0.1, "zh": 0.2},
    "ژ": {"zh": 0},
    "zh_": {"zh": 0},
    "j_": {"j": 0, "zh": 0.05},
    "س": {"s": 0, "S": 0.15},
    "ص": {"S": 0, "s": 0.15},
    "s_": {"s": 0, "S": 0, "th": 0.1, "sh": 0.15},
    "ش": {"sh": 0},
    "sh_": {"sh": 0},
    "ج": {"j": 0, "ch": 0.1, "zh": 0.1, "g": 0.3},
    "چ": {"ch": 0},
    "ch_": {"ch": 0, "sh": 0.2},
    "c_": {"j": 0, "k": 0.1, "ch": 0.1},
    "ه": {"h": 0},
    "ح": {"H": 0, "h": 0.3},
    "h_": {"h": 0, "H": 0, "kh": 0.1},
    "خ": {"kh": 0},
    "kh_": {"kh": 0},
    "x_": {"kh": 0, "gh": 0.15},
    "ک": {"k": 0, "g": 0.1},
    "گ": {"g": 0},
    "k_": {"k": 0, "q": 0.05, "g": 0.2},
    "ق": {"q": 0},
    "q_": {"q": 0, "k": 0.2},
    "غ": {"gh": 0},
    "g_": {"g": 0, "gh": 0.05, "q": 0.15, "j": 0.25},
    "gh_": {"gh": 0, "g": 0.1, "q": 0.3},
    "ف": {"f": 0, "v": 0.1},
    "ڤ": {"v": 0, "w": 0.15},
    "f_": {"f": 0},
    "v_": {"v": 0, "w": 0.05},
    "م": {"m": 0},
    "m_": {"m": 0},
    "ن": {"n": 0},
    "n_": {"n": 0},
    "ل": {"l": 0},
    "l_": {"l": 0},
    "ر": {"r": 0},
    "r_": {"r": 0},
}

# Rows of signs that may meet: a sign, then each other with the cost. Whatever is not here, costs 1.
_MAY_MEET = """
a e:.05 i:.3 o:.25 u:.3 | e i:.08 o:.3 u:.3 | i o:.3 u:.2 | o u:.03
A a:0 e:.15 i:.4 o:.25 u:.4 E:.35 I:.5 O:.35 U:.5 | E a:.2 e:.05 i:.12 o:.4 u:.4 I:.1 O:.5 U:.5
I a:.4 e:.08 i:0 o:.4 u:.35 O:.5 U:.5
O a:.2 e:.3 i:.4 o:0 u:.05 U:.05 | U a:.4 e:.4 i:.35 o:.03 u:0
ا A:0 a:0 e:.15 i:.4 o:.25 u:.4 E:.35 I:.5 O:.35 U:.5 ە:.35
ە a:0 e:0 A:.2 i:.15 o:.25 u:.25 E:.25 I:.4 O:.4 U:.4 Y:.45 W:.45 Q:0 Qh:0 Z:.05
Y I:0 i:0 E:0 e:.1 y:0 a:.45 A:.55 ا:.55 u:.5 U:.5 o:.5 O:.5 W:.55 Z:.02 Q:.4
W U:0 u:0 O:0 o:0 w:0 v_:.05 ڤ:.15 a:.45 A:.55 ا:.55 e:.5 i:.5 I:.5 E:.5 Z:.55
Z a:.02 A:.05 ا:.05 e:.05 i:.02 I:.02 Q:.15 Qh:.15 E:.3 y:.1
Q a:0 A:.05 ا:.05 e:0 E:.3 h_:.1 Qh:0 ه:.1 | Qh a:0 A:.05 ا:.05 e:0 h_:0 ه:0 ح:.35
y i:.05 I:.05 e:.15 E:.1 Y?:0 | w u:.05 U:.05 o:.05 O:.05 v_:.05 W?:0
Y? Y:.02 i:0 I:0 e:0 E:0 a:.05 A:.1 ا:.1 | W? W:.02 u:0 U:0 o:0 O:0 a:.05 A:.1 ا:.1
@ a:0 e:0 i:0 o:0 u:0 A:.05 ا:.1 ە:0 I:.2 U:.2 E:.2 O:.2 @i:0 3:.5 Y:.4 W:.4
@i i:0 e:0 I:.1 a:.1 E:.15 u:.3 o:.3 A:.35 ا:.35 3:.5 Y:.3
3 a:0 e:0 i:0 o:0 u:0 A:0 ە:0 I:.1 U:.1 E:.1 O:.1
"""


def _read(table: str) -> dict[tuple[str, str], float]:
    costs = {}
    for row in table.replace("|", "\n").strip().splitlines():
        sign, *others = row.split()
        for other, cost in (pair.split(":") for pair in others):
            costs[sign, other] = costs[other, sign] = float(cost)
    return costs


_COSTS = _read(_MAY_MEET)


def meeting(one: str, other: str) -> float:
    """What it costs that two signs stand for one sound."""
    if one == other:
        return 0
    if (found := _COSTS.get((one, other))) is not None:
        return found
    left, right = _MAY_BE.get(one, {}), _MAY_BE.get(other, {})
    return min((left[sound] + right[sound] for sound in left.keys() & right.keys()), default=1)


_FIXED = {"A": 0.3, "ا": 0.55, "Y?": 0.02, "W?": 0.02, "@": 0.5, "@i": 0.5}
_FIXED |= dict.fromkeys(("E", "I", "O", "U", "Q", "Qh", "Z"), 0.5)


def missing(sounds: Sounds, place: int, other: Sounds) -> float:
    """What it costs that the sign at a place has nothing to meet in another word."""
    signs = sounds.signs
    sign, last = signs[place], place == len(signs) - 1
    beside = {signs[place - 1] if place else "", "" if last else signs[place + 1]}
    # A long vowel beside its own half vowel is heard in it: Dawood.
    if (sign in "OU" and "w" in beside) or (sign in "EI" and "y" in beside):
        return 0.05
    if sign in "aeiouە":
        if last or not place:
            return 0.5
        # Two vowels side by side are not both short, and Arabic writes a long one.
        if beside & VOWELS:
            return 0.3
        # Kurdish writes every short vowel but one.
        return 0.2 if other.has_vowels and not (sign == "i" and other.is_kurdish) else 0.0
    if sign in "yw":
        heard = beside & set("iIeE" if sign == "y" else "uUoO")
        return 0.05 if heard and other.has_vowels else 0.45
    if sign in "YW":
        return 0.15 if sign == "W" and sounds.is_kurdish and not other.has_vowels else 0.55
    if sign == "3":
        return 0.0 if not place and beside & (VOWELS | {"Y", "W"}) else 0.12
    if sign == "h_" and last and beside & VOWELS:
        return 0.05
    return _FIXED.get(sign, 1)
