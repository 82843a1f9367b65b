"""Papers of this room as plain data for their templates, in four languages."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.utils.translation import override

from core.dates import day_text
from trainings.completion import Record
from trainings.models import Certificate, Cohort

HERE: Final = Path(__file__).resolve().parent
CERTIFICATE: Final = HERE / "certificate.typ"
SHEET: Final = HERE / "sheet.typ"
HANDOUTS: Final = HERE / "handouts.typ"
USUAL: Final = "ar"
ALWAYS_THE_YEAR: Final = date.min
"""As the day from which others are told: a paper that is kept says the year."""


@cache
def words() -> dict[str, dict[str, str]]:
    """By language, every word that stands on a paper."""
    found: dict[str, dict[str, str]] = json.loads((HERE / "words.json").read_text("utf-8"))
    return found


def language_of(code: str) -> str:
    """The language of a paper for a language code such as "tr-iq"; Arabic where it is none."""
    language = code.split("-")[0]
    return language if language in words() else USUAL


def certificate_page(certificate: Certificate, record: Record, address: str) -> dict[str, Any]:
    """One page: her own language and English, with the address that confirms it as a QR code."""
    person = certificate.enrolment.participant.canonical
    language = language_of(person.language)
    said = words()[language]
    languages = [language] if language == "en" else [language, "en"]
    return {
        "parts": [_part(certificate, record, one) for one in languages],
        "qr": qr_code(address),
        "signers": [said["trainer"], said["coordinator"]],
        "facts": [
            [said["number"], certificate.number],
            [said["issued"], f"{certificate.issued_on:%d/%m/%Y}"],
            [said["check"], certificate.spelled_code],
        ],
        # For whoever has no camera at hand; the code is asked for there.
        "where": address.split("//")[-1].split(certificate.code)[0].strip("/"),
    }


def qr_code(address: str) -> str:
    """An address as an SVG picture."""
    import segno

    picture = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        picture, kind="svg", border=0, scale=4, xmldecl=False
    )
    return picture.getvalue().decode()


def _part(certificate: Certificate, record: Record, language: str) -> Mapping[str, Any]:
    said, cohort = words()[language], certificate.cohort
    person = certificate.enrolment.participant.canonical
    in_latin = language in ("en", "tr") and person.latin_name
    completed = certificate.kind == Certificate.Kind.COMPLETION
    with override(language):
        return {
            "lang": language,
            "dir": said["dir"],
            "title": said["completion" if completed else "attendance"],
            "before_name": said["before_name"],
            "name": in_latin or person.full_name,
            "after_name": said["completed" if completed else "attended"],
            "course": cohort.version.course.title,
            "after_course": said["after_course" if completed else "after_course_attended"],
            "where": f"{cohort.project_site.site.name} · {_from_to(cohort)}",
            "sessions": said["sessions"].format(there=record.there, hers=record.hers),
        }


def _from_to(cohort: Cohort) -> str:
    first, last = (
        day_text(day, weekday=False, today=ALWAYS_THE_YEAR)
        for day in (cohort.starts_on, cohort.ends_on)
    )
    return f"{first} – {last}"
