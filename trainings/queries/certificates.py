"""Certificates: those of a cohort, and one that somebody wants confirmed."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Prefetch

from core.digits import to_ascii_digits
from core.scoping import scope
from participants.models import Participant
from trainings.models import Certificate, Cohort, Completion
from trainings.models.certificate import ALPHABET, CODE_LENGTH


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What the holder of a code is told, and no more."""

    initials: str
    course: str
    kind: str
    issued_on: date
    is_valid: bool


def decided_women(cohort: Cohort) -> list[Completion]:
    """Everybody of whom it was decided, by name, each with her certificates, the latest first."""
    certificates = Certificate.objects.annotate(print_count=Count("prints")).order_by("-serial")
    return list(
        cohort.completions.select_related("enrolment__participant")
        .prefetch_related(Prefetch("enrolment__certificates", queryset=certificates))
        .order_by("enrolment__participant__sort_key", "enrolment_id")
    )


def valid_certificates(cohort: Cohort, ids: Collection[UUID]) -> list[Certificate]:
    """Those of some ids that are of a cohort and were not revoked, by name."""
    return list(
        cohort.certificates.filter(pk__in=list(ids), revoked_at=None)
        .select_related(
            "enrolment__participant__canonical",
            "cohort__version__course",
            "cohort__project_site__site",
        )
        .order_by("enrolment__participant__sort_key", "serial")
    )


def code_in(typed: str) -> str:
    """The code in what somebody typed, without what stands between; empty if it is none."""
    code = re.sub(r"[\s\-\u2010-\u2015]", "", to_ascii_digits(typed[: 4 * CODE_LENGTH])).upper()
    return code if len(code) == CODE_LENGTH and set(code) <= set(ALPHABET) else ""


def confirm(code: str) -> Confirmed | None:
    """What a code stands for; the one question that somebody without a role may ask of a woman."""
    with scope(service="certificate"):
        found = (
            Certificate.objects.filter(code=code)
            .select_related("enrolment__participant__canonical", "cohort__version__course")
            .first()
        )
        if found is None:
            return None
        return Confirmed(
            initials=initials_of(found.enrolment.participant.canonical),
            course=found.cohort.version.course.title,
            kind=str(found.get_kind_display()),
            issued_on=found.issued_on,
            is_valid=found.is_valid,
        )


def initials_of(person: Participant) -> str:
    """The first letters of her given name and of the last part of her name."""
    last = person.family or person.grandfather or person.father
    # The article of a family name is nobody's initial.
    parts = [person.given, last.removeprefix("ال") or last]
    return " ".join(f"{part[0]}." for part in parts if part)
