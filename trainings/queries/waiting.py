"""What waits for a manager to decide, as plain rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.roles import Permission
from programmes.models import Project, ProjectSite
from trainings.events.values import Standing
from trainings.models import Attendance, AttendanceEvent, Disagreement, Review, Session
from trainings.models.waiting import WaitingQuerySet
from trainings.queries.recorded import unmarked
from trainings.queries.voices import Voice, voices_of

if TYPE_CHECKING:
    from core.scope import Scoped

WHY: dict[str, str | Promise] = {
    Standing.RIGHT_ENDED.value: _("Her right to record this session had ended."),
    Standing.SESSION_OFF.value: _(
        "The session is cancelled or postponed. An accepted mark counts once that is taken back."
    ),
    Standing.NOT_EXPECTED.value: _("This woman was not expected on that day."),
    Standing.TOO_EARLY.value: _("It arrived before the day of the session."),
    Standing.LOCKED.value: _("The period is locked."),
}

SESSION = ("session__cohort__version__course", "enrolment__participant")


@dataclass(frozen=True, slots=True)
class Disputed:
    """A row of which two people said different things."""

    disagreement: Disagreement
    voices: list[Voice]
    version: int
    mark: str | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """An event that waits, why, and what stands in its row meanwhile."""

    review: Review
    event: AttendanceEvent
    why: str | Promise
    stands: str
    version: int


def disagreements_of(user: Scoped) -> WaitingQuerySet[Disagreement]:
    """The open disagreements that she may settle, the oldest first."""
    return Disagreement.objects.visible_to(user).open().select_related(*SESSION)


def reviews_of(user: Scoped) -> WaitingQuerySet[Review]:
    """The events that wait for her, the oldest first."""
    through_event = (f"event__{path}" for path in (*SESSION, "author"))
    return Review.objects.visible_to(user).open().select_related(*through_event)


def disputed_rows(disagreements: Sequence[Disagreement]) -> list[Disputed]:
    """Disagreements with every voice and the row as it stands, by two queries."""
    voices = voices_of([one.pk for one in disagreements])
    rows = _rows([(one.session_id, one.enrolment_id) for one in disagreements])
    told = []
    for one in disagreements:
        row = rows.get((one.session_id, one.enrolment_id))
        told.append(
            Disputed(
                one, voices.get(one.pk, []), row.version if row else 0, row.mark if row else None
            )
        )
    return told


def waiting_rows(reviews: Sequence[Review]) -> list[Waiting]:
    """Reviews with what stands now, by one query."""
    rows = _rows([_key(one.event) for one in reviews])
    told = []
    for one in reviews:
        row = rows.get(_key(one.event))
        why = WHY.get(one.event.error, _("It needs somebody to look at it."))
        told.append(
            Waiting(one, one.event, why, str(row) if row else "", row.version if row else 0)
        )
    return told


def lockable_projects(user: Scoped) -> list[Project]:
    """The projects of which she may lock a period: she holds that right at all their sites."""
    allowed = user.scope.where(Permission.PERIOD_LOCK)
    sites: dict[UUID, set[int]] = {}
    for project_id, place in ProjectSite.objects.values_list("project", "pk"):
        sites.setdefault(project_id, set()).add(place)
    whole = [project_id for project_id, places in sites.items() if places <= allowed]
    return list(Project.objects.filter(pk__in=whole))


def unrecorded_until(*, project: Project, until: date | None) -> int:
    """How many sessions of a project up to a day have a woman without a mark; 0 without a day."""
    sessions = Session.objects.main().happening().filter(project_site__project=project)
    return sessions.filter(Exists(unmarked()), on_day__lte=until).count() if until else 0


def _key(event: AttendanceEvent) -> tuple[UUID, UUID]:
    return event.session_id, event.enrolment_id


def _rows(keys: Sequence[tuple[UUID, UUID]]) -> dict[tuple[UUID, UUID], Attendance]:
    found = Attendance.objects.filter(
        session__in={session for session, _enrolment in keys},
        enrolment__in={enrolment for _session, enrolment in keys},
    )
    return {(row.session_id, row.enrolment_id): row for row in found}
