"""A session that makes up for one that did not take place."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from core.dates import day_text
from programmes.models import Room
from trainings.models import Session, SessionStaff
from trainings.services.refusals import CannotChange, sessions_written
from trainings.services.session_state import lock_family, refuse_when_locked

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def make_up(
    *, session: Session, starts_at: datetime, ends_at: datetime, room: Room | None, by: User
) -> Session:
    """Plan the session that makes up for one that is off, with its dialogues and its staff.

    Asked twice for the same hours, it answers the one that is there.
    """
    family = lock_family(session)
    session = family[0]
    if session.is_happening:
        raise CannotChange(_("Only a session that was cancelled or postponed is made up for."))
    if session.parent_id is not None:
        raise CannotChange(_("Make up for the whole day; what lies inside it comes along."))
    if there := Session.objects.happening().filter(makeup_of=session).first():
        if (there.starts_at, there.ends_at) == (starts_at, ends_at):
            return there
        raise CannotChange(
            _("It is made up for already, on %(day)s.") % {"day": day_text(there.starts_at)}
        )

    made = _another(session, starts_at, ends_at, room)
    inside = [
        _another(child, *hours, child.room if child.room_id != session.room_id else room)
        for child, hours in _inside(family[1:], session, starts_at, ends_at)
    ]
    for child in inside:
        child.parent = made
    with sessions_written(made, *inside):
        made.save(force_insert=True)
        Session.objects.bulk_create(inside)
        _copy_staff(session, made)
    made.refresh_from_db()
    refuse_when_locked(made)
    return made


def _another(
    session: Session, starts_at: datetime, ends_at: datetime, room: Room | None
) -> Session:
    return Session(
        cohort_id=session.cohort_id,
        project_site_id=session.project_site_id,
        module_id=session.module_id,
        makeup_of_id=session.pk,
        number=session.number,
        room=room,
        starts_at=starts_at,
        ends_at=ends_at,
    )


def _inside(
    children: list[Session], session: Session, starts_at: datetime, ends_at: datetime
) -> list[tuple[Session, tuple[datetime, datetime]]]:
    """Each dialogue as long after the beginning as before, moved forward where hours are short."""
    placed = []
    latest = ends_at
    for child in sorted(children, key=lambda one: one.starts_at, reverse=True):
        length = child.ends_at - child.starts_at
        begins = min(starts_at + (child.starts_at - session.starts_at), latest - length)
        if begins < starts_at:
            raise CannotChange(
                _("These hours are too short for the %(minutes)d minutes of dialogue inside.")
                % {"minutes": _minutes(children)}
            )
        latest = begins
        placed.append((child, (begins, begins + length)))
    return placed


def _minutes(children: list[Session]) -> int:
    total = sum((child.ends_at - child.starts_at for child in children), timedelta())
    return int(total.total_seconds() // 60)


def _copy_staff(session: Session, made: Session) -> None:
    """Who leads and helps to lead; a substitute stood in for that one session."""
    staying = session.staff.filter(ended_at=None).exclude(part=SessionStaff.Part.SUBSTITUTE)
    SessionStaff.objects.bulk_create(
        SessionStaff(session=made, user_id=one.user_id, part=one.part) for one in staying
    )
