"""Cohorts, women, sessions and marks: small things by the models, marks by COPY."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection
from django.utils import timezone

BAGHDAD = ZoneInfo("Asia/Baghdad")
COHORTS_PER_PLACE = 50
MARKS = ("present", "present", "present", "late", "absent")


@dataclass(frozen=True)
class Size:
    """How much is loaded."""

    cohorts: int
    people: int
    sessions: int

    @property
    def marks(self) -> int:
        """How many marks that makes."""
        return self.cohorts * self.people * self.sessions


def key(kind: int, number: int) -> UUID:
    """An id that looks like those of phones and is the same in every run."""
    return UUID(int=(0x0190F5C8 << 96) | (0x7000 << 64) | (0x8000 + kind << 48) | number)


def load(size: Size) -> None:
    """Fill an empty database."""
    from accounts.models import Grant, User
    from accounts.roles import Role
    from participants.models import Participant
    from programmes.models import AdminArea, Project, ProjectSite, Site
    from trainings.models import Cohort, Course, CourseVersion, Enrolment

    begin = timezone.localdate() - timedelta(days=size.sessions)
    project = Project.objects.create(
        code="bench", name="Bench", starts_on=begin, ends_on=begin + timedelta(days=900)
    )
    area = AdminArea.objects.first()
    places = []
    for number in range(-(-size.cohorts // COHORTS_PER_PLACE)):
        site = Site.objects.create(code=f"bench-{number}", name_ar=f"مركز {number}", area=area)
        places.append(ProjectSite.objects.create(project=project, site=site))
    officer = User.objects.create_user("bench", full_name="Bench", language="ar")
    Grant.objects.create(user=officer, role=Role.FIELD, project=project, from_on=begin)
    course = Course.objects.create(code="bench", title_ar="الخياطة")
    version = CourseVersion.objects.create(course=course, number=1)
    Cohort.objects.bulk_create(
        Cohort(
            id=key(1, cohort),
            version=version,
            project_site=places[cohort // COHORTS_PER_PLACE],
            name=f"المجموعة {cohort}",
            starts_on=begin,
            ends_on=begin + timedelta(days=size.sessions),
            created_by=officer,
        )
        for cohort in range(size.cohorts)
    )
    women = [(cohort, woman) for cohort in range(size.cohorts) for woman in range(size.people)]
    site_of = [place.pk for place in places]
    Participant.objects.bulk_create(
        (
            Participant(
                id=key(2, number),
                given=GIVEN[number % len(GIVEN)],
                father=FATHERS[number // 7 % len(FATHERS)],
                grandfather=FATHERS[number // 3 % len(FATHERS)],
                sex="f",
                project_sites=[site_of[cohort // COHORTS_PER_PLACE]],
            )
            for number, (cohort, _) in enumerate(women)
        ),
        batch_size=5000,
    )
    Enrolment.objects.bulk_create(
        (
            Enrolment(
                id=key(3, number),
                cohort_id=key(1, cohort),
                project_site_id=site_of[cohort // COHORTS_PER_PLACE],
                participant_id=key(2, number),
                from_on=begin,
                created_by=officer,
            )
            for number, (cohort, _) in enumerate(women)
        ),
        batch_size=5000,
    )
    with connection.cursor() as cursor:
        # Keys are true by construction; checking them one by one would take minutes.
        cursor.execute("SET session_replication_role = replica")
        _copy(cursor, "trainings_session", SESSION, _sessions(size, site_of, begin))
        _copy(cursor, "trainings_attendanceevent", EVENT, _events(size, site_of, officer.pk))
        _copy(cursor, "trainings_attendance", MARK, _marks(size, site_of))
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("VACUUM ANALYZE")


GIVEN = ("زينب", "نوال", "سعاد", "ڕێناس", "ئازاد", "Ayşe", "شیرین", "هناء", "فاطمة", "مريم")
FATHERS = ("كاظم", "حسين", "Mehmet", "عبد الله", "ڕزگار", "محمد", "صالح", "يوسف")
SESSION = (
    "id, cohort_id, project_site_id, number, starts_at, ends_at, on_day, state, state_reason, "
    "refused_count"
)
EVENT = (
    "id, session_id, enrolment_id, cohort_id, project_site_id, author_id, device, seq, mark, "
    "reasons, note, how, base_version, client_time, received_at, skew_seconds, fingerprint, "
    "outcome, error, applied_version"
)
MARK = (
    "session_id, enrolment_id, cohort_id, project_site_id, mark, reasons, note, how, version, "
    "winner_id"
)


def _copy(cursor, table: str, columns: str, lines: Iterator[str]) -> None:
    with cursor.cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        part: list[str] = []
        for line in lines:
            part.append(line)
            if len(part) == 2000:
                copy.write("".join(part))
                part.clear()
        copy.write("".join(part))


def _sessions(size: Size, site_of: list[int], begin: date) -> Iterator[str]:
    for cohort in range(size.cohorts):
        for session in range(size.sessions):
            day = begin + timedelta(days=session + 1)
            start = datetime(day.year, day.month, day.day, 9, tzinfo=BAGHDAD)
            yield (
                f"{key(4, cohort * size.sessions + session)}\t{key(1, cohort)}\t"
                f"{site_of[cohort // COHORTS_PER_PLACE]}\t{session + 1}\t{start}\t"
                f"{start + timedelta(hours=3)}\t{day}\theld\t\t0\n"
            )


def _rows(size: Size) -> Iterator[tuple[int, int, int, int]]:
    """Number of the mark, cohort, session and enrolment."""
    number = 0
    for cohort in range(size.cohorts):
        for session in range(size.sessions):
            for woman in range(size.people):
                number += 1
                yield (
                    number,
                    cohort,
                    cohort * size.sessions + session,
                    cohort * size.people + woman,
                )


def _events(size: Size, site_of: list[int], author: UUID) -> Iterator[str]:
    device, now = key(9, 1), timezone.now()
    for number, cohort, session, woman in _rows(size):
        yield (
            f"{key(5, number)}\t{key(4, session)}\t{key(3, woman)}\t{key(1, cohort)}\t"
            f"{site_of[cohort // COHORTS_PER_PLACE]}\t{author}\t{device}\t{number}\t"
            f"{MARKS[number % 5]}\t{{}}\t\ttapped\t0\t{now}\t{now}\t0\t\\\\x{number:032x}\t"
            f"applied\t\t1\n"
        )


def _marks(size: Size, site_of: list[int]) -> Iterator[str]:
    for number, cohort, session, woman in _rows(size):
        yield (
            f"{key(4, session)}\t{key(3, woman)}\t{key(1, cohort)}\t"
            f"{site_of[cohort // COHORTS_PER_PLACE]}\t{MARKS[number % 5]}\t{{}}\t\ttapped\t1\t"
            f"{key(5, number)}\n"
        )
