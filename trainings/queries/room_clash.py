"""Who is in a room already."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from core.dates import day_text, hours_text
from trainings.models import Session


def room_clash(
    *, room_id: UUID, starts_at: datetime, ends_at: datetime, family: UUID | None = None
) -> Session | None:
    """The first session of another family that is in a room at some time."""
    taken = (
        Session.objects.happening()
        .filter(room=room_id, starts_at__lt=ends_at, ends_at__gt=starts_at)
        .select_related("cohort", "room")
    )
    if family is not None:
        taken = taken.exclude(pk=family).exclude(parent=family)
    return taken.order_by("starts_at").first()


def clash_text(clash: Session) -> str:
    """Name the session that has the room, with its room, day and hours."""
    return _("%(room)s is taken: %(session)s, %(day)s, %(hours)s.") % {
        "room": clash.room,
        "session": session_name(clash),
        "day": day_text(clash.starts_at),
        "hours": hours_text(clash.starts_at, clash.ends_at),
    }


def session_name(session: Session) -> str:
    """A session as people call it: "Sewing 3, session 14"."""
    return _("%(cohort)s, session %(number)s") % {
        "cohort": session.cohort,
        "number": session.number,
    }
