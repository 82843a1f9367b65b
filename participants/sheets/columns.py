"""The columns that a list of people may have, and by which headings they are known.

`WORDS` is what offices write above them in Arabic, Sorani, Turkish and English; the template's own
headings are known besides. What is on no list is never read into a value.
"""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from core.text import fold

LABELS: dict[str, str | Promise] = {
    "id": _("Id (leave as it is)"),
    "given": _("Given name"),
    "father": _("Father's name"),
    "grandfather": _("Grandfather's name"),
    "family": _("Family name"),
    "full_name": _("Full name"),
    "latin_name": _("Her name in Latin letters"),
    "sex": _("Sex"),
    "born_on": _("Birth date or year"),
    "age": _("Age"),
    "phone": _("Phone"),
    "phone_owner": _("Whose phone"),
    "safe_to_call": _("Safe to call"),
    "status": _("Displacement status"),
    "area": _("District where she lives now"),
    "origin": _("District where she comes from"),
    "address": _("Address"),
    "language": _("Language"),
    "literacy": _("Reading and writing"),
    "children": _("Children for the playroom"),
    "consent": _("Agrees to take part and that her data is kept"),
    "identity_consent": _("Agrees that her ethnicity and belief are kept"),
    "ethnicity": _("Ethnicity"),
    "belief": _("Religion or belief"),
}
"""Every column, in the order in which it is offered."""

IDENTITY = frozenset({"ethnicity", "belief"})
NAMES = frozenset({"given", "full_name"})
NEEDED = "consent"

WORDS: dict[str, str] = {
    "id": "id, المعرف, رقم النظام, ناسنامە, kimlik no",
    "given": "الاسم الأول, ناو, ناوی یەکەم, given name, first name, adı, ad",
    "father": "اسم الأب, الأب, اسم الوالد, باوك, ناوی باوک, father, father name, baba adı, baba",
    "grandfather": "اسم الجد, الجد, ناوی باپیر, باپیر, grandfather, dede adı, dede",
    "family": "اللقب, الكنية, العائلة, العشيرة, اسم العائلة, نازناو, خێزان, family, family name, "
    "surname, last name, soyadı, soyad",
    "full_name": "الاسم الكامل, الاسم الثلاثي, الاسم الرباعي, الاسم الثلاثي واللقب, "
    "الاسم الرباعي واللقب, اسم المشاركة, اسم المستفيدة, ناوی سیانی, ناوی تەواو, ناوی چواری, "
    "full name, participant, beneficiary, tam adı, adı soyadı",
    "latin_name": "الاسم باللاتينية, الاسم بالإنكليزية, الاسم بالانجليزية, ناو بە ئینگلیزی, "
    "latin name, name in english, name in latin letters, latin harfleriyle adı",
    "sex": "الجنس, ڕەگەز, sex, gender, cinsiyet, cinsiyeti",
    "born_on": "تاريخ الميلاد, تاريخ الولادة, المواليد, التولد, سنة الميلاد, سنة التولد, "
    "بەرواری لەدایکبوون, لەدایکبوون, ساڵی لەدایکبوون, birth date, date of birth, birthdate, dob, "
    "year of birth, birth year, born, doğum tarihi, doğum yılı",
    "age": "العمر, عمرها, السن, تەمەن, age, yaş, yaşı",
    "phone": "الهاتف, رقم الهاتف, الموبايل, رقم الموبايل, الجوال, رقم الجوال, تلفون, "
    "ژمارەی تەلەفۆن, ژمارەی مۆبایل, تەلەفۆن, مۆبایل, phone, phone number, mobile, mobile number, "
    "telephone, telefon, telefon numarası, cep telefonu",
    "phone_owner": "صاحب الهاتف, صاحبة الهاتف, مالك الهاتف, لمن الهاتف, خاوەنی تەلەفۆن, "
    "phone owner, whose phone, owner of the phone, telefon sahibi, telefonun sahibi",
    "safe_to_call": "الاتصال آمن, هل الاتصال آمن, پەیوەندی سەلامەتە, safe to call, is it safe to "
    "call, aramak güvenli mi",
    "status": "الحالة, حالة النزوح, صفة النزوح, الفئة, دۆخ, دۆخی ئاوارەیی, status, displacement, "
    "displacement status, durumu, durum, göç durumu",
    "area": "القضاء, قضاء السكن, السكن الحالي, قەزا, قەزای ئێستا, district, district of residence, "
    "ilçe, ilçesi",
    "origin": "قضاء الأصل, القضاء الأصلي, قضاء المنشأ, مكان النزوح, مكان الأصل, نازحة من, "
    "قەزای ڕەسەن, شوێنی ڕەسەن, district of origin, place of origin, origin, displaced from, "
    "geldiği ilçe, geldiği yer",
    "address": "العنوان, عنوان السكن, محل السكن, ناونیشان, address, adres, adresi",
    "language": "اللغة, اللغة المفضلة, لغة الأم, زمان, زمانی دایک, language, preferred language, "
    "mother tongue, dil, dili, ana dili",
    "literacy": "القراءة والكتابة, تقرأ وتكتب, خوێندن و نووسین, literacy, reads and writes, "
    "okuma yazma",
    "children": "عدد الأطفال للحضانة, الأطفال للحضانة, عدد الأطفال, أطفال الحضانة, "
    "ژمارەی منداڵ بۆ باخچە, ژمارەی منداڵان, children for playroom, children for the playroom, "
    "children, number of children, çocuk sayısı, oyun odası için çocuk",
    "consent": "موافقة, الموافقة, موافقة على المشاركة, هل توافق, ڕەزامەندی, consent, "
    "agrees, consent to participate, onay, onayı, rıza",
    "identity_consent": "الموافقة على حفظ القومية والديانة, موافقة القومية والديانة, "
    "موافقة الهوية, ڕەزامەندی لەسەر نەتەوە و ئایین, consent for identity, identity consent, "
    "consent ethnicity and faith, kimlik onayı",
    "ethnicity": "القومية, الانتماء القومي, العرق, نەتەوە, ethnicity, ethnic group, etnik köken, "
    "milliyet",
    "belief": "الديانة, الديانة/المذهب, الدين, المذهب, ئایین, ئاین, faith, religion, belief, "
    "religion or belief, din, inanç, dini",
}
SHORT_NAME = "الاسم, name, اسم, isim"
"""A heading that means the given name beside a father's, and the whole name where it is alone."""


@cache
def headings() -> dict[str, str]:
    """The column of each heading, by its folded words."""
    found: dict[str, str] = {}
    for code, words in WORDS.items():
        for word in words.split(","):
            found.setdefault(fold(word), code)
    for language, _name in settings.LANGUAGES:
        with override(language):
            for code, label in LABELS.items():
                found.setdefault(fold(str(label)), code)
    return found


@cache
def short_names() -> frozenset[str]:
    """Headings that may mean either kind of name, folded."""
    return frozenset(map(fold, SHORT_NAME.split(",")))
