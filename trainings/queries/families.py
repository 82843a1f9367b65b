"""A session together with the sessions inside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django.db.models import Q

from accounts.roles import Permission
from core.joined import Joined
from trainings.models import Session

if TYPE_CHECKING:
    from accounts.models import User

TOLD_ON_THE_PAGE = (
    "cohort__version__course",
    "project_site__project",
    "project_site__site",
    "room",
    "module",
)


@dataclass(frozen=True, slots=True)
class Family:
    """A session that somebody may see, those inside it by time, and whether she may mark them."""

    session: Session
    children: list[Session]
    may_record: bool

    @property
    def child(self) -> Session | None:
        """The session inside that stands beside it on the roster: the first that takes place."""
        return next((child for child in self.children if child.is_happening), None)

    @property
    def sessions(self) -> list[Session]:
        """Those that the roster page marks."""
        return [self.session, self.child] if self.child else [self.session]


_PAGE = Joined(Session, *TOLD_ON_THE_PAGE)
_IS_HERS = """EXISTS (
    SELECT FROM trainings_sessionstaff staff
    WHERE staff.session_id IN (base.id, base.parent_id) AND staff.user_id = %s
        AND staff.ended_at IS NULL
)"""
_OF_FAMILY = "WHERE (base.id = %s OR base.parent_id = %s)"
_IN_ORDER = "ORDER BY base.starts_at, base.id"


def family_visible_to(user: User, session_id: UUID) -> Family | None:
    """The family of a session, or None where she may not see it.

    One query where a role of hers opens whole places, two where she sees what she is assigned to.
    """
    places = sorted(user.scope.where(Permission.SESSIONS_SEE))
    found = _read(user, session_id, "base.project_site_id = ANY(%s)", places) if places else []
    if not found and user.may(Permission.SESSIONS_SEE_ASSIGNED):
        mine = Session.objects.visible_to(user).filter(Q(pk=session_id) | Q(parent=session_id))
        found = _read(
            user, session_id, "base.id = ANY(%s)", list(mine.values_list("pk", flat=True))
        )
    session, is_hers = next((line for line in found if line[0].pk == session_id), (None, False))
    if session is None:
        return None
    place = session.project_site_id
    may_record = place in user.scope.where(Permission.ATTENDANCE_RECORD) or (
        is_hers and place in user.scope.where(Permission.ATTENDANCE_RECORD_ASSIGNED)
    )
    return Family(session, [one for one, _hers in found if one is not session], may_record)


def _read(
    user: User, session_id: UUID, condition: str, values: list[Any]
) -> list[tuple[Session, bool]]:
    """Session by session with whether it is hers to lead, by time."""
    tail = f"{_OF_FAMILY} AND {condition} {_IN_ORDER}"
    return cast(
        list[tuple[Session, bool]],
        _PAGE.rows(tail, [user.pk, session_id, session_id, values], more=_IS_HERS),
    )
