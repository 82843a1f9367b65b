"""Version 1 of the folded name and of the skeleton. Frozen: generated columns are made of it.

Whoever wants another rule writes `v2.py` and a migration; see docs/adr/0009. A test keeps the
digest of what the database was given.
"""

from __future__ import annotations

from participants.names.steps import Letters, Normalise, Pattern, Small, Step, Trim, Words

# --- Letters and signs -----------------------------------------------------------------------

# What is written or left out as one likes: vowel signs, hamza, tatweel, apostrophes, unseen signs.
LEFT_OUT = (
    r"[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    r"\u0621\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711"
    r"\u0730-\u074a\u08ca-\u08e1\u08e3-\u08ff\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f"
    r"\ufe20-\ufe2f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    r"'`\u00b4\u02b0-\u02ff\u2018\u2019\u201b\u2032]+"
)
# Between words. Written out, since what counts as a letter depends on the server.
BETWEEN = (
    r"[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf"
    r"\u00d7\u00f7\u055a-\u055f\u0589\u05be\u05c0\u05c3\u05f3\u05f4\u0600-\u060f\u061b-\u061f"
    r"\u066a-\u066d\u06d4\u06dd\u06de\u06e9\u0700-\u070d\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff"
    r"\u3000-\u3004\u3008-\u3020\u3030\ufd3e\ufd3f\ufe10-\ufe6f\uff00-\uff0f]+"
)
# One shape for one letter, digits of three scripts, and letters that do not come apart.
_ONE_SHAPE = Letters(
    "أإآٱٲٳٵ>ا ؤۆۊۇۈۋٶٷ>و ئىيېێےۍۑٸ>ی كڪګڬڭڮ>ک هھۀہۂۃةۿ>ه ڕړڔڒ>ر ڵڶڷڸ>ل گڰ>گ "
    "٠۰>0 ١۱>1 ٢۲>2 ٣۳>3 ٤۴>4 ٥۵>5 ٦۶>6 ٧۷>7 ٨۸>8 ٩۹>9 ıİ>i ÆæŒœ>e Øø>o Łł>l ĐđÐð>d Þþ>t əƏ>e ẞß>s"
)

# Kurdish begins a first vowel with ئ, where Arabic writes an alef: ئازاد and آزاد.
_KURDISH_BEGINNING = Pattern(r"(?<![\u0621-\u06ff])ئ[اە]?(?=[\u0621-\u06ff])", "ا")
# Before there was a letter for it, a Kurdish vowel was typed as ه and a joiner. After an alef, ة
# is a t: نجاة, نجات.
OLD_WAYS = Words("ه\u200c>ە اة>ات")

_TO_PLAIN: tuple[Step, ...] = (
    Normalise("NFD"),
    Pattern(LEFT_OUT),
    Small(),
    _ONE_SHAPE,
    Pattern(BETWEEN, " "),
    Trim(),
)
# عبد الله is one name, and so is صلاح الدين; an article says nothing, except where it is none.
TOGETHER: tuple[Step, ...] = (
    Pattern(r"(?<=[^ ]) (?=ال(?:له|دین)(?![^ ]))"),
    Pattern(r"(?<![^ ])((?:ال)*عبد) (?=ال[^ ])", r"\1"),
    Pattern(
        r"(?<![^ ])(?!ال(?:هام|یاس|طاف|حان|ماس|ماز|یفه|یسار|ناز|تون|ماسه|هامه)(?![^ ]))"
        r"(?:ال)+(?!ال)(?=[^ ]{3})"
    ),
)

# --- The folded name -------------------------------------------------------------------------

FOLD: tuple[Step, ...] = (
    Normalise("NFKC"),
    OLD_WAYS,
    _KURDISH_BEGINNING,
    *_TO_PLAIN,
    Letters("ە>ه"),
    *TOGETHER,
)
# Of a name that is nothing but a hamza or a tatweel.
FOLD_OF_REST: tuple[Step, ...] = (
    Normalise("NFKC"),
    Small(),
    Pattern(BETWEEN, " "),
    Trim(),
)

# --- The skeleton ----------------------------------------------------------------------------

# Which letters are written for one another is a matter of who wrote:
#   h: ه ح خ, h kh x   j: ج چ ژ, c ç j ch zh   k: ك گ ق غ, k g q gh ğ   t: ت ط د, t d
#   s: س ص ث ش ز ذ ظ ض, s sh ş z th dh   b: ب پ, b p   f: ف ڤ, f ph v
# Vowels, و and ي count only at the beginning of a word, where ع is one.
_C = "بپتثجچحخدذرزژسشصضطظغفڤقکكگمن"

SKELETON: tuple[Step, ...] = (
    Normalise("NFKC"),
    OLD_WAYS,
    # A double consonant is written in Kurdish alone; Arabic has a short vowel between two.
    Pattern(rf"(?<=[ەێۆ])([{_C}])\1|([{_C}])\2(?=[ەێۆ])", r"\1\2"),
    Letters("şŞșȘšŠ>ش çÇčČ>چ ğĞ>غ žŽ>ژ ئ>ا"),
    *_TO_PLAIN,
    *TOGETHER,
    Words("لل>ل شش>ش چچ>چ"),
    # A last ه may be ة, and says nothing then.
    Pattern(r"(?<=[^ ]{2})ه(?![^ ])", "a"),
    # Two letters that are two sounds: Ishaq, Adham, Fathi, Azhar, Nuzha.
    Pattern(
        r"(?<=[ie]s)h(?=a[qk])|(?<=(?<![^ ])[ae]d)h(?=[ae]m)|(?<=f[ae]t)h(?=[aeouy]|i(?!ma))"
        r"|(?<=(?<![^ ])[ae]z)h(?=ar)|(?<=maz)h(?=ar)|(?<=n[aeou]z)h",
        "ah",
    ),
    # A Latin d for ض: Ramadan, Fadil, Riyad, Nidal, Murtada, Radwan, Khudair, Diyaa, Rida, Radia.
    Pattern(
        r"(?<=rama)d(?=an)|(?<=fa)d(?=[ei]l)|(?<=ri[ay])d(?![^ ])|(?<=riya)d(?![^ ])"
        r"|(?<=n[ei])d(?=al)|(?<=murta)d(?=a)|(?<=r[aei])d(?=wan)|(?<=kh[aiu])d(?=[aei]?[iy]?r)"
        r"|(?<![^ ])d(?=iy?aa?(?![^ ])|[ou]h)|(?<=(?<![^ ])r[ei])d(?=ah?(?![^ ]))"
        r"|(?<=(?<![^ ])ra)d(?=iy?[ae]|i(?![^ ]))",
        "z",
    ),
    # A v for و: Havva, Tevfik, Cevdet, Ravza; Cevat, Davut, Servet, Merve; Vefa, but not Viyan.
    Pattern(
        r"(?<=[ae])v(?=[b-df-hj-np-tvxz])|(?<=[ae]v)v|(?<=(?<![^ ])ce)v|(?<=da)v(?=[iu])"
        r"|(?<=mer)v(?=e)|(?<=ser)v(?=et)|(?<![^ ])v(?!i?y?an)",
        "w",
    ),
    Words("kh>h gh>k sch>s tch>j sh>s zh>j ch>j dj>j dh>z th>z ph>f ck>k ct>kt"),
    Pattern(r"(?<![^ ])c(?=ar[lmo]|[lr])", "k"),
    Pattern(r"([b-df-hj-np-tv-xz])\1+", r"\1"),
    Letters(
        "عاە>a ی>y و>w ه>h حخx>h بپp>b تطدd>t ثسصشزذظضz>s جچژc>j کقگغqg>k فڤv>f رڕ>r لڵ>l م>m ن>n"
    ),
    # The article inside a name: Abdul-Rahman, Salah al-Din, Nour Eddine.
    Pattern(r"(?<![^ ])[ae]+bt(?:[aeiouwy]+l ?| [aeou]l ?)(?=[aeiouwyh]*[bfjklmnrst])", "abt"),
    Pattern(r"(?<=[^ ])(?: ?[aeou]l ?| [aeu] ?)(?=t(?:ee|ei|[aiy])ne?(?![^ ]))"),
    # Words that are not names where they stand: al, el; bin, ibn, bint.
    Pattern(r"(?<![^ ])(?:a?l|[eiu]l) (?=[^ ])|(?<=[^ ] )(?:[ai]?bn|b[ei]nt?|bnt) (?=[^ ])"),
    Pattern(r"(?<![^ ])[ae]l(?=[bfhjkmnrst][^ ]{4})"),
    # A last h may be ة, ح or nothing.
    Pattern(r"(?<=[^ ]{2})h+(?![^ ])"),
    Pattern(r"(?<![^ ])[aeiou]+", "a"),
    Pattern(r"(?<=[^ ])[aeiouwy]+"),
    Pattern(r"[^a-z ]+"),
    Pattern(r"  +", " "),
    Trim(),
)
