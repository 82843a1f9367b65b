"""Who is in the playroom now, with what a carer must see without opening anything."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import connection

from childcare.cautions import Caution, HerSession, caution_of, is_overdue
from childcare.models import Stay
from childcare.queries.days import day_at

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from core.scope import Scoped


@dataclass(frozen=True, slots=True)
class InsideChild:
    """A child that is inside."""

    stay_id: UUID
    child_id: UUID
    name: str
    age: int
    allergies: str
    medicine: str
    notes: str
    in_at: datetime


@dataclass(slots=True)
class InsideFamily:
    """Siblings under one tag, and what is odd about their guardian's attendance."""

    tag_id: UUID
    number: int
    project_site_id: int
    on_day: date
    guardian: str
    guardian_id: UUID
    caution: Caution
    is_overdue: bool
    # An open stay of a day before is an alarm until somebody hands over.
    is_forgotten: bool
    children: list[InsideChild] = field(default_factory=list)

    @property
    def is_alarm(self) -> bool:
        """True when somebody has to act."""
        return bool(self.caution) or self.is_overdue or self.is_forgotten


TOLD = ("child", "tag", "enrolment__participant", "project_site__site")
SECRET = ("enrolment__participant__phone", "tag__code", "brought_name", "collected_name")


def families_inside(user: Scoped, now: datetime) -> list[InsideFamily]:
    """Every family with a child inside that she may see, by place and tag, in two queries."""
    return families_of_stays(Stay.objects.visible_to(user).inside(), now)


def families_of_stays(stays: QuerySet[Stay], now: datetime) -> list[InsideFamily]:
    """The families of some open stays, by place and tag, in two queries."""
    told = stays.select_related(*TOLD).defer(*SECRET)
    ordered = told.order_by("project_site", "on_day", "tag__number", "child__born_on", "pk")
    return families_from(ordered, now)


def families_from(stays: Iterable[Stay], now: datetime) -> list[InsideFamily]:
    """Open stays as families, with one more query for their guardians' sessions where any is."""
    found = list(stays)
    if not found:
        return []
    sessions = sessions_of_guardians([stay.pk for stay in found])
    families: dict[UUID, InsideFamily] = {}
    for stay in found:
        today = day_at(stay.project_site, now)
        family = families.get(stay.tag_id)
        if family is None:
            hers = sessions.get(stay.pk, [])
            family = families[stay.tag_id] = InsideFamily(
                tag_id=stay.tag_id,
                number=stay.tag.number,
                project_site_id=stay.project_site_id,
                on_day=stay.on_day,
                guardian=stay.enrolment.participant.full_name,
                guardian_id=stay.enrolment.participant_id,
                caution=caution_of(hers, now),
                is_overdue=is_overdue(hers, now),
                is_forgotten=stay.on_day < today,
            )
        family.children.append(_child(stay, today))
    return list(families.values())


def _child(stay: Stay, today: date) -> InsideChild:
    child = stay.child
    return InsideChild(
        stay_id=stay.pk,
        child_id=child.pk,
        name=child.name,
        age=child.age_on(today),
        allergies=child.allergies,
        medicine=child.medicine,
        notes=child.notes,
        in_at=stay.in_at,
    )


_SESSIONS = """
SELECT st.id, s.starts_at, s.ends_at, a.mark, a.left_early_minutes
FROM childcare_stay st
JOIN trainings_enrolment own ON own.id = st.enrolment_id
JOIN participants_participant p ON p.id = own.participant_id
JOIN participants_participant same ON same.canonical_id = p.canonical_id
JOIN trainings_enrolment e ON e.participant_id = same.id
    AND e.state NOT IN ('applied', 'waitlisted', 'merged')
    AND e.from_on <= st.on_day AND (e.to_on IS NULL OR e.to_on > st.on_day)
JOIN trainings_session s ON s.cohort_id = e.cohort_id AND s.on_day = st.on_day
    AND s.parent_id IS NULL AND s.state IN ('planned', 'held')
LEFT JOIN trainings_attendance a ON a.session_id = s.id AND a.enrolment_id = e.id
WHERE st.id = ANY(%s)
ORDER BY s.starts_at, s.id
"""


def sessions_of_guardians(stays: Iterable[UUID]) -> dict[UUID, list[HerSession]]:
    """The main sessions that the guardian of each stay has on its day, with her marks."""
    found: dict[UUID, list[HerSession]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_SESSIONS, [list(stays)])
        for stay_id, *session in cursor.fetchall():
            found.setdefault(stay_id, []).append(HerSession(*session))
    return found
