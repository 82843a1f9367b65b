"""Whether a session takes place: held, cancelled, postponed, taken back, finished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core.dates import day_text
from trainings.models import Attendance, Session
from trainings.registries import roster_extras
from trainings.services.refusals import CannotChange, sessions_written

if TYPE_CHECKING:
    from accounts.models import User

MOST_REFUSED = 500


@transaction.atomic
def set_session_state(*, session: Session, state: str, reason: str = "", by: User) -> Session:
    """Cancel or postpone a session with those inside it, say that it is held, or take it back.

    Taken back, it is held if somebody was marked there, otherwise planned again.
    """
    family = lock_family(session)
    session = family[0]
    refuse_when_locked(session)
    if state in Session.HAPPENING:
        _take_back(session, family, is_held=state == Session.State.HELD, by=by)
    else:
        _call_off(family, state=state, reason=reason, by=by)
    session.refresh_from_db()
    return session


@transaction.atomic
def finish_session(*, session: Session, by: User) -> int:
    """Say that a session is over, and how many expected women have no mark; nothing is closed."""
    session = lock_family(session)[0]
    if not session.is_happening:
        raise CannotChange(_("This session did not take place, so it cannot be finished."))
    if session.starts_at > timezone.now():
        raise CannotChange(_("This session has not begun yet."))
    if sentences := roster_extras.why_not_finish(session):
        raise CannotChange(*sentences)
    if session.finished_at is None:
        session.finished_at, session.finished_by = timezone.now(), by
        session.save(update_fields=["finished_at", "finished_by"])
    return count_unmarked(session)


@transaction.atomic
def reopen_session(*, session: Session) -> None:
    """Take back that a session is over."""
    session = lock_family(session)[0]
    session.finished_at = session.finished_by = None
    session.save(update_fields=["finished_at", "finished_by"])


def count_refused(*, session: Session, was: int, now: int) -> bool:
    """Note how many did not want to be written down; False if somebody counted meanwhile."""
    if not 0 <= now <= MOST_REFUSED:
        raise CannotChange(_("Count from 0 to %(most)d.") % {"most": MOST_REFUSED})
    # Only from what she saw, so that a button pressed twice counts once.
    return bool(Session.objects.filter(pk=session.pk, refused_count=was).update(refused_count=now))


def lock_family(session: Session) -> list[Session]:
    """A session and those inside it, held until the transaction ends; itself comes first."""
    family = Session.objects.filter(Q(pk=session.pk) | Q(parent=session.pk))
    # In the order in which a batch of marks locks them.
    locked = list(family.select_for_update(no_key=True).order_by("pk"))
    return sorted(locked, key=lambda one: one.pk != session.pk)


def refuse_when_locked(session: Session) -> None:
    """Raise for a day that the manager of the project has locked."""
    locked_until = session.project_site.project.locked_until
    if locked_until is not None and session.on_day <= locked_until:
        raise CannotChange(
            _("Everything up to %(day)s is locked. Ask a manager to open it.")
            % {"day": day_text(locked_until, weekday=False)}
        )


def count_unmarked(session: Session) -> int:
    """How many women expected at a session have no mark."""
    return sum(1 for line in session.roster() if not line.is_marked)


def _call_off(family: list[Session], *, state: str, reason: str, by: User) -> None:
    if reason not in Session.StateReason.values:
        raise CannotChange(_("Say why the session did not take place."))
    session = family[0]
    # Inside a day that was off already, those that went off with it change along.
    along = [
        one.pk
        for one in family
        if one is session or one.is_happening or _went_off_together(session, one)
    ]
    Session.objects.filter(pk__in=along).update(
        state=state, state_reason=reason, state_at=timezone.now(), state_by=by
    )


def _take_back(session: Session, family: list[Session], *, is_held: bool, by: User) -> None:
    if session.parent is not None and not session.parent.is_happening:
        raise CannotChange(_("The day that this session lies in does not take place."))
    if is_held and session.starts_at > timezone.now():
        raise CannotChange(_("This session has not begun yet."))
    back = [one for one in family if one is session or _went_off_together(session, one)]
    marked = Attendance.objects.recorded().exclude(mark="excused").filter(session=OuterRef("pk"))
    same = {"state_reason": "", "state_at": timezone.now(), "state_by": by}
    sessions = Session.objects.filter(pk__in=[one.pk for one in back])
    held = set(sessions.filter(Exists(marked)).values_list("pk", flat=True))
    if is_held:
        held.add(session.pk)
    with sessions_written(*back):
        sessions.exclude(pk__in=held).update(state=Session.State.PLANNED, **same)
        sessions.filter(pk__in=held).update(state=Session.State.HELD, **same)


def _went_off_together(session: Session, child: Session) -> bool:
    return (
        not session.is_happening
        and child.parent_id == session.pk
        and (child.state, child.state_at) == (session.state, session.state_at)
    )
