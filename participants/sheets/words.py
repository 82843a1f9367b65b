"""What offices write in a cell where one of several answers is meant, in four languages."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import override

from core.text import fold
from participants.models import DisplacementEpisode, Participant, Spoken

YES = (
    "نعم, اي, إي, أوافق, موافقة, توافق, صح, بەڵێ, ئا, ڕازیم, yes, y, true, agreed, agrees, evet, "
    "e, 1, ✓, ✔"
)
NO = "لا, كلا, لا أوافق, لا توافق, ترفض, رفضت, نەخێر, نا, no, n, false, refused, hayır, h, 0, ✗, ✘"

STATUS = {
    "host": "مجتمع مضيف, المجتمع المضيف, مضيف, مضيفة, من أهل المدينة, کۆمەڵگەی میواندار, میواندار, "
    "خانەخوێ, host, host community, resident, ev sahibi, ev sahibi topluluk, yerli",
    "idp": "نازحة, نازح, نازحون, نزوح, ئاوارە, ئاوارەی ناوخۆ, idp, displaced, "
    "internally displaced, yerinden edilmiş, göçmüş",
    "idp_returnee": "عائدة, عائد, عائدون, العودة, گەڕاوە, گەڕاوەتەوە, returnee, returned, "
    "idp returnee, geri dönen, dönmüş",
    "refugee": "لاجئة, لاجئ, پەنابەر, refugee, mülteci",
    "refugee_returnee": "عائدة من الخارج, عائدة من اللجوء, گەڕاوە لە دەرەوە, refugee returnee, "
    "yurt dışından dönen",
    "other": "أخرى, غير ذلك, هیتر, other, diğer",
    "unknown": "غير معروف, غير معروفة, نەزانراو, unknown, not known, bilinmiyor",
    "refused": "تفضل عدم الإجابة, لا تريد الإجابة, رفضت الإجابة, prefers not to say, refused, "
    "söylemek istemiyor",
}
OWNER = {
    "own": "نفسها, لها, هي, رقمها, خۆی, هی خۆی, own, her own, herself, self, kendisi, kendi",
    "husband": "الزوج, زوجها, زوج, هاوسەر, مێرد, husband, her husband, eş, eşi, kocası",
    "family": "الأخ, الأب, الأم, الأخت, الابن, الابنة, البنت, الوالد, الوالدة, أخوها, أبوها, أمها, "
    "أختها, ابنها, ابنتها, العائلة, الأسرة, العم, الخال, خێزان, برا, باوک, دایک, خوشک, کوڕ, کچ, "
    "family, brother, father, mother, sister, son, daughter, aile, kardeş, baba, anne",
    "neighbour": "الجار, الجارة, جارتها, جارها, دراوسێ, neighbour, neighbor, komşu, komşusu",
}
SEX = {
    "f": "أنثى, انثى, امرأة, مێ, ژن, female, f, woman, kadın, k",
    "m": "ذكر, رجل, نێر, پیاو, male, m, man, erkek, e",
}
LANGUAGE = {
    "ar": "عربي, عربية, العربية, عەرەبی, arabic, arapça",
    "ckb": "كردي, كردية, الكردية, سوراني, كردي سوراني, کوردی, سۆرانی, kurdish, sorani, kürtçe",
    "kmr": "كرمانجي, بهديني, کرمانجی, بادینی, kurmanji, badini, kurmançça",
    "tr-iq": "تركماني, تركمانية, التركمانية, تورکمانی, turkmen, turkish, türkmençe, türkçe",
    "syr": "سرياني, سريانية, السريانية, آشوري, كلداني, سریانی, syriac, aramaic, assyrian, "
    "süryanice",
    "en": "إنكليزي, انجليزي, ئینگلیزی, english, ingilizce",
}
LITERACY = {
    "reads": "تقرأ وتكتب, نعم, بەڵێ, reads, yes, reads and writes, okur yazar, evet",
    "little": "قليلا, تقرأ وتكتب قليلا, کەمێک, a little, little, biraz",
    "none": "لا تقرأ ولا تكتب, أمية, لا, نەخوێندەوار, نەخێر, no, illiterate, none, "
    "okuma yazma bilmiyor, hayır",
}
ETHNICITY = {
    "kurd": "كرد, كردي, كردية, کورد, kurd, kurdish, kürt",
    "arab": "عرب, عربي, عربية, عەرەب, arab, arabic, arap",
    "turkmen": "تركمان, تركماني, تركمانية, تورکمان, turkmen, turkoman, türkmen",
    "assyrian": "كلدان/آشور, كلدان, آشور, آشوري, كلداني, سريان, سرياني, كلدان آشور سريان, ئاشووری, "
    "assyrian, chaldean, syriac, asuri, keldani",
}
BELIEF = {
    "sunni": "سني, سنية, مسلم سني, سوننە, sunni, sünni",
    "shia": "شيعي, شيعية, مسلم شيعي, شیعە, shia, shiite, shi'a, şii",
    "christian": "مسيحي, مسيحية, مەسیحی, christian, hristiyan",
    "kakai": "كاكائي, كاكائية, کاکەیی, kakai, kaka'i, kakei",
    "mandaean": "صابئة مندائيون, صابئي, مندائي, صابئية, سابیئە, sabean, mandaean, "
    "sabean-mandaean, mandeen",
    "yazidi": "إيزيدي, يزيدي, إيزيدية, ئێزدی, yazidi, yezidi, ezidi",
}


def read_word(text: str, words: dict[str, str]) -> str | None:
    """The code that a word stands for; None where it stands for none."""
    return words.get(fold(text)) or words.get(text.strip())


@cache
def yes_and_no() -> dict[str, str]:
    """Both answers, by their words."""
    return _by_words({"yes": YES, "no": NO})


@cache
def of_column(code: str) -> dict[str, str]:
    """The codes of a column's answers by their words, as offices write them and as we do."""
    written, choices = COLUMNS[code]
    return _by_words(written) | _labels(choices)


@cache
def of_refusal() -> frozenset[str]:
    """How somebody says that she would rather not answer."""
    return frozenset(word for word, code in of_column("status").items() if code == "refused")


COLUMNS: dict[str, tuple[dict[str, str], Iterable[tuple[str, str | Promise]]]] = {
    "status": (STATUS, DisplacementEpisode.Status.choices),
    "phone_owner": (OWNER, Participant.PhoneOwner.choices),
    "sex": (SEX, Participant.Sex.choices),
    "language": (LANGUAGE, Spoken.choices),
    "literacy": (LITERACY, Participant.Literacy.choices),
}


def _by_words(written: dict[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for code, words in written.items():
        for word in words.split(","):
            found.setdefault(fold(word) or word.strip(), code)
    return found


def _labels(choices: Iterable[tuple[str, str | Promise]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            found |= {fold(str(label)): code for code, label in choices if code}
    return found
