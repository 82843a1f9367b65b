"""A class of today to mark."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from tests.factories import (
    CohortFactory,
    CourseVersionFactory,
    EnrolmentFactory,
    ParticipantFactory,
    PlannedExcuseFactory,
    SessionFactory,
    staff,
)
from trainings.models import Enrolment, Session

NAMES = [
    "شيرين ئازاد محمود",
    "أمينة حسين علي",
    "گوڵاڵە ڕەشيد",
    "زينب كاظم عبد الله",
    "ريتا توما حنا",
    "سيفيل أورهان",
    "نور الهدى جاسم",
    "هيلين بكر",
]


@dataclass(frozen=True)
class SewingClass:
    """A session that began a while ago, who is expected, and who records it."""

    session: Session
    child: Session | None
    enrolments: list[Enrolment]
    officer: User


def sewing_class(
    *, people: int = 25, language: str = "en", dialogue: bool = False, **version: object
) -> SewingClass:
    """A class with names of here; it began ten minutes ago, whatever the hour."""
    starts_at = timezone.now() - timedelta(minutes=10)
    cohort = CohortFactory(version=CourseVersionFactory(**version), name="المجموعة 3")
    session = SessionFactory(cohort=cohort, number=14, starts_at=starts_at, hours=3)
    child = (
        SessionFactory(
            cohort=cohort,
            number=14,
            parent=session,
            # It begins now: in the evening one to come would lie past midnight, and wait for its
            # day. Whoever came ten minutes late was there from its beginning.
            starts_at=starts_at + timedelta(minutes=10),
            ends_at=starts_at + timedelta(minutes=55),
        )
        if dialogue
        else None
    )
    enrolments = [
        EnrolmentFactory(cohort=cohort, participant=_woman(number, session))
        for number in range(people)
    ]
    officer = staff(Role.FIELD, session.project_site, language=language)
    return SewingClass(session, child, enrolments, officer)


def plan_excuse(enrolment: Enrolment, session: Session) -> None:
    """She said that she would be travelling that day."""
    PlannedExcuseFactory(enrolment=enrolment, from_on=session.on_day)


def _woman(number: int, session: Session) -> object:
    given, *rest = NAMES[number % len(NAMES)].split(" ", 1)
    return ParticipantFactory(
        given=given, father=" ".join(rest), project_sites=[session.project_site_id]
    )
