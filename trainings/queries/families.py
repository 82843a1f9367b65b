"""A session together with the sessions inside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from accounts.roles import Permission
from trainings.models import Session, SessionStaff

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


def family_visible_to(user: User, session_id: UUID) -> Family | None:
    """The family of a session in one query, or None where she may not see it."""
    her_own = SessionStaff.objects.filter(
        Q(session=OuterRef("pk")) | Q(session=OuterRef("parent")), user=user, ended_at=None
    )
    found = list(
        Session.objects.visible_to(user)
        .filter(Q(pk=session_id) | Q(parent=session_id))
        .select_related(*TOLD_ON_THE_PAGE)
        .annotate(is_hers=Exists(her_own))
        .order_by("starts_at", "id")
    )
    session = next((one for one in found if one.pk == session_id), None)
    if session is None:
        return None
    place = session.project_site_id
    is_hers: bool = session.__dict__["is_hers"]
    may_record = place in user.scope.where(Permission.ATTENDANCE_RECORD) or (
        is_hers and place in user.scope.where(Permission.ATTENDANCE_RECORD_ASSIGNED)
    )
    return Family(session, [one for one in found if one is not session], may_record)
