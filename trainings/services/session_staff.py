"""Who leads a session, helps to lead it or stands in."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from trainings.models import Session, SessionStaff
from trainings.queries.staff_of_place import assignable_to
from trainings.services.refusals import CannotChange
from trainings.services.session_state import lock_family


@transaction.atomic
def assign(*, session: Session, user: User, part: str) -> SessionStaff | None:
    """Give somebody a part in one session; answers the lead who now only helps, if there was one.

    Whoever was taken off before is put back on.
    """
    session = lock_family(session)[0]
    if part not in SessionStaff.Part.values or not assignable_to(session).filter(pk=user.pk):
        raise CannotChange(_("She cannot be assigned here. Ask for a role for her first."))
    former = None
    if part == SessionStaff.Part.LEAD:
        former = _leads(session).exclude(user=user).select_related("user").first()
        _leads(session).update(part=SessionStaff.Part.CO)
    SessionStaff.objects.update_or_create(
        session=session, user=user, defaults={"part": part, "ended_at": None}
    )
    return former


@transaction.atomic
def take_off(*, session: Session, user_id: UUID) -> None:
    """End an assignment; it stays as the record of a right that was."""
    lock_family(session)
    session.staff.filter(user=user_id, ended_at=None).update(ended_at=timezone.now())


def _leads(session: Session) -> QuerySet[SessionStaff]:
    return session.staff.filter(part=SessionStaff.Part.LEAD, ended_at=None)
