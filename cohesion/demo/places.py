"""Two projects, two sites and their rooms."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from programmes.models import Project, ProjectSite, Room, Site

BEFORE = timedelta(days=240)
"""So long the projects have gone on: there is a quarter to report about, whenever it is today."""

KIRKUK_DISTRICT = "IQG13Q04"
HAWIGA_DISTRICT = "IQG13Q01"


class Places(NamedTuple):
    """What the story happens in."""

    kirkuk: ProjectSite
    hawiga: ProjectSite
    other_project: ProjectSite
    big_hall: Room
    second_room: Room
    hawiga_hall: Room


def make_places(today: date) -> Places:
    """Add projects, sites and rooms."""
    project, other = (
        Project.objects.create(
            code=code,
            name=name,
            donor=donor,
            starts_on=(today - BEFORE).replace(day=1),
            ends_on=date(today.year + 1, 12, 31),
        )
        for code, name, donor in (
            ("eu-cohesion", "Together in Kirkuk", "European Union"),
            ("livelihoods", "Women's livelihoods", "KfW"),
        )
    )
    kirkuk = Site.objects.create(
        code="kirkuk",
        name_ar="مركز كركوك للتدريب",
        name_ckb="ناوەندی ڕاهێنانی کەرکووک",
        name_en="Kirkuk Training Centre",
        name_tr="Kerkük Eğitim Merkezi",
        area_id=KIRKUK_DISTRICT,
    )
    hawiga = Site.objects.create(
        code="hawiga",
        name_ar="بيت المرأة في الحويجة",
        name_ckb="ماڵی ژنان لە حەویجە",
        name_en="Women's House, Al-Hawiga",
        name_tr="Havice Kadın Evi",
        area_id=HAWIGA_DISTRICT,
    )
    big_hall, second_room, _playroom, hawiga_hall = (
        Room.objects.create(
            site=site,
            name_ar=ar,
            name_ckb=ckb,
            name_en=en,
            name_tr=tr,
            kind=kind,
            seats=seats,
            area_m2=area,
        )
        for site, ar, ckb, en, tr, kind, seats, area in (
            (
                kirkuk,
                "القاعة الكبيرة",
                "هۆڵی گەورە",
                "Big hall",
                "Büyük salon",
                "classroom",
                30,
                None,
            ),
            (kirkuk, "القاعة 2", "ژووری ٢", "Room 2", "2. oda", "classroom", 20, None),
            (kirkuk, "غرفة اللعب", "ژووری یاری", "Playroom", "Oyun odası", "playroom", 20, 32),
            (hawiga, "القاعة", "هۆڵ", "Hall", "Salon", "classroom", 25, None),
        )
    )
    return Places(
        kirkuk=ProjectSite.objects.create(project=project, site=kirkuk),
        hawiga=ProjectSite.objects.create(project=project, site=hawiga),
        other_project=ProjectSite.objects.create(project=other, site=kirkuk),
        big_hall=big_hall,
        second_room=second_room,
        hawiga_hall=hawiga_hall,
    )
