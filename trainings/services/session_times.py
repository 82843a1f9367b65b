"""Move sessions of a cohort to other days, hours and rooms, together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import IntegrityError, connection, transaction
from django.db.models import Exists, Max, Min, OuterRef
from django.utils.translation import gettext as _

from core.dates import day_text
from trainings.models import Attendance, Cohort, Session
from trainings.planning import CannotPlan, Day, Inner, slot_for
from trainings.queries.clashes import Wanted, clashes, sentences_of
from trainings.services.refusals import CannotChange
from trainings.truths import constraint_of, sentence_of

if TYPE_CHECKING:
    from programmes.models import Room

TRUTHS = (
    "session_one_family_per_room_at_a_time, session_children_do_not_overlap, session_within_parent"
)


@dataclass(frozen=True, slots=True)
class NewTime:
    """When and where a session is to be held, by the clock of the site."""

    session_id: UUID
    starts: datetime
    ends: datetime
    room: Room | None


def move_sessions(*, cohort: Cohort, new_times: Sequence[NewTime]) -> int:
    """Move some sessions with the dialogues inside them, all or none; say how many moved."""
    wanted: list[Wanted] = []
    try:
        with transaction.atomic():
            moved = _move(cohort, {one.session_id: one for one in new_times}, wanted)
    except IntegrityError as error:
        if constraint_of(error) == "session_one_family_per_room_at_a_time":
            moving = [one.session_id for one in new_times]
            if found := clashes(wanted, leaving_out=moving):
                raise CannotChange(*sentences_of(found)) from error
        raise CannotChange(sentence_of(error)) from error
    return moved


def _move(cohort: Cohort, new_times: Mapping[UUID, NewTime], wanted: list[Wanted]) -> int:
    zone = ZoneInfo(cohort.project_site.site.time_zone)
    locked_until = cohort.project_site.project.locked_until
    families = list(
        cohort.sessions.select_for_update(no_key=True, of=("self",))
        .annotate(has_marks=Exists(Attendance.objects.recorded().filter(session=OuterRef("pk"))))
        .order_by("id")
    )
    changed: list[Session] = []
    sentences: list[str] = []
    for session in families:
        new = new_times.get(session.pk)
        if new is None or session.parent_id is not None:
            continue
        starts_at, ends_at = (at.replace(tzinfo=zone) for at in (new.starts, new.ends))
        room_id = new.room.pk if new.room else None
        if (session.starts_at, session.ends_at, session.room_id) == (starts_at, ends_at, room_id):
            continue
        children = [child for child in families if child.parent_id == session.pk]
        if sentence := _why_not(session, children, new, locked_until):
            sentences.append(sentence)
            continue
        try:
            changed += _moved(session, children, starts_at, ends_at, room_id)
        except CannotPlan:
            sentences.append(
                _("Session %(number)s: the dialogue inside it does not fit into these hours.")
                % {"number": session.number}
            )
        if room_id:
            wanted.append(Wanted(session.number, room_id, starts_at, ends_at))
    if sentences:
        raise CannotChange(*sentences)
    _store(cohort, changed)
    return sum(session.parent_id is None for session in changed)


def _why_not(
    session: Session, children: Sequence[Session], new: NewTime, locked_until: date | None
) -> str | None:
    """A session that was held stays; marks stay on their day; a locked period stays as it is."""
    if not session.is_happening:
        return _("Session %(number)s does not take place, so it cannot be moved.") % {
            "number": session.number
        }
    has_marks = any(one.has_marks for one in (session, *children))  # type: ignore[attr-defined]
    if session.state == Session.State.HELD or (has_marks and new.starts.date() != session.on_day):
        return _(
            "Session %(number)s has marks already, so it stays where it is: "
            "postpone it and make a new one."
        ) % {"number": session.number}
    if locked_until is not None and min(session.on_day, new.starts.date()) <= locked_until:
        return _("Session %(number)s: everything up to %(day)s is locked.") % {
            "number": session.number,
            "day": day_text(locked_until, weekday=False),
        }
    return None


def _moved(
    session: Session,
    children: Sequence[Session],
    starts_at: datetime,
    ends_at: datetime,
    room_id: UUID | None,
) -> list[Session]:
    """The family in its new hours, each dialogue as long after the beginning as before."""
    day = Day(session.pk, 0, tuple(_inner(session, child) for child in children))
    slots = {slot.module_id: slot for slot in slot_for(day, starts_at, ends_at).inner}
    session.starts_at, session.ends_at, session.room_id = starts_at, ends_at, room_id
    for child in children:
        child.room_id = room_id
        if slot := slots.get(child.pk):
            child.starts_at, child.ends_at = slot.starts, slot.ends
    return [session, *children]


def _inner(session: Session, child: Session) -> Inner:
    after, length = child.starts_at - session.starts_at, child.ends_at - child.starts_at
    return Inner(child.pk, int(after.total_seconds()) // 60, int(length.total_seconds()) // 60)


def _store(cohort: Cohort, changed: Sequence[Session]) -> None:
    """Write them with the truths looked at afterwards, since they may pass through each other."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS {TRUTHS} DEFERRED")
        Session.objects.bulk_update(changed, ["starts_at", "ends_at", "room_id"])
        cursor.execute(f"SET CONSTRAINTS {TRUTHS} IMMEDIATE")
    edges = cohort.sessions.happening().main().aggregate(first=Min("on_day"), last=Max("on_day"))
    if edges["first"]:
        cohort.starts_on, cohort.ends_on = edges["first"], edges["last"]
        cohort.save(update_fields=["starts_on", "ends_on"])
