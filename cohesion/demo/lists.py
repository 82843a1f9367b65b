"""A list that an office sent and somebody applied, and one that waits to be looked at."""

from __future__ import annotations

from accounts.models import User
from participants.models import PeopleImport
from participants.services.imports.apply import apply
from participants.services.imports.check import begin_check
from participants.services.imports.receive import receive
from programmes.models import ProjectSite

HEADINGS = (
    "الاسم,اسم الأب,اسم الجد,تاريخ الميلاد,الهاتف,صاحب الهاتف,الحالة,القضاء,"
    "عدد الأطفال للحضانة,موافقة\n"
)
APPLIED = """\
حنان,وليد,ياسين,١٤/٠٦/١٩٩٤,٠٧٠٠ ٠١٠ ٠٢٠١,نفسها,نازحة,الحويجة,2,نعم
ئاشنا,دلشاد,ئاراس,1989,07000100202,الزوج,مجتمع مضيف,كركوك,0,نعم
"""
# The second one was registered before, in Arabic letters; the last one is full of mistakes.
WAITING = """\
سلوى,مهدي,صالح,عمرها 41 تقريباً,07000100203,نفسها,نازحة,داقوق,1,نعم
Nawal,Jasim,Hamid,1979,0700 010 0001,نفسها,نازحة,الحويجة,0,نعم
رابعة,عدنان,خلف,۲۳/۰۹/۱۹۹۹,لا يوجد,,عائدة,كركوك,0,لا
أحلام,فؤاد,,31/02/1991,12,الأخ,مجتمع مضيف,كركوك,x,نعم
"""


def send_lists(place: ProjectSite, officer: User) -> None:
    """Two lists of offices: one was applied, the other came today."""
    applied = _send("مكتب الحويجة.csv", APPLIED, place, officer)
    apply(imported=applied, by=officer)
    _send("مكتب داقوق.csv", WAITING, place, officer)


def _send(name: str, rows: str, place: ProjectSite, officer: User) -> PeopleImport:
    data = (HEADINGS + rows).encode("utf-8-sig")
    imported, _is_new = receive(data=data, file_name=name, place=place, by=officer)
    begin_check(imported=imported, by=officer)
    return imported
