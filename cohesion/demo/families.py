"""The households in need of the story, all invented."""

from __future__ import annotations

from typing import NamedTuple


class Person(NamedTuple):
    """A line of a household."""

    label: str
    sex: str
    age_band: str
    status: str
    wants: tuple[str, ...] = ()


class Family(NamedTuple):
    """An invented household; nobody lives at its address."""

    neighbourhood: str
    address: str
    basis: tuple[str, ...]
    urgency: int
    language: str
    people: tuple[Person, ...]
    agrees: bool = True


FAMILIES = (
    Family(
        "رحيم آوه",
        "خلف المدرسة القديمة، الباب الأزرق",
        ("woman_alone", "no_income"),
        3,
        "ckb",
        (
            Person("الأم", "f", "18-59", "host", ("abaya",)),
            Person("البنت الكبرى", "f", "6-11", "host", ("dress",)),
            Person("الابن", "m", "2-5", "host", ("trousers",)),
        ),
    ),
    Family(
        "دوميز",
        "قرب الفرن، الطابق الثاني",
        ("lost_home",),
        2,
        "ar",
        (
            Person("الجدة", "f", "60+", "idp", ("dress", "scarf")),
            Person("الحفيد", "m", "12-17", "idp", ("coat",)),
        ),
    ),
    Family(
        "القادسية",
        "مقابل الملعب، البيت الأخير",
        ("illness",),
        2,
        "tr-iq",
        (
            Person("الأب", "m", "18-59", "host"),
            Person("البنت", "f", "12-17", "host", ("uniform",)),
        ),
    ),
    Family(
        "دوميز",
        "الزقاق الثالث بعد الجامع",
        ("many_children",),
        1,
        "ar",
        (
            Person("الأم", "f", "18-59", "idp", ("dress",)),
            Person("الأب", "m", "18-59", "host"),
            Person("الرضيع", "m", "0-1", "idp", ("baby",)),
        ),
    ),
    Family(
        "رحيم آوه",
        "قرب السوق، فوق محل الأقمشة",
        ("no_income",),
        1,
        "ar",
        (Person("الأم", "f", "18-59", "idp", ("blouse", "skirt")),),
    ),
    Family(
        "شورجة",
        "آخر الشارع العريض",
        ("orphans",),
        2,
        "ar",
        (Person("العمة", "f", "18-59", "unknown", ("dress",)),),
    ),
    Family(
        "عرفة",
        "البيت ذو السور الأبيض",
        ("no_income",),
        1,
        "syr",
        (Person("الأم", "f", "18-59", "host", ("coat",)),),
        agrees=False,
    ),
)
