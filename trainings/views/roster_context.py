"""What the roster page shows: its heading, its rows and its big button."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.roles import Permission
from core.dates import age_text, day_text, hours_text, time_text
from trainings.forms.roster import Rosters, seal
from trainings.models import Session
from trainings.queries.families import Family
from trainings.queries.voices import Voice, voices_of
from trainings.registries import Alarm, Offer, roster_extras
from trainings.roster import RosterLine
from trainings.views.roster_rows import rows_of
from trainings.views.roster_words import what_opens

if TYPE_CHECKING:
    from accounts.models import User


def roster_context(family: Family, rosters: Rosters, *, user: User) -> dict[str, Any]:
    """Everything that the page tells, with no question left for the template."""
    session, child = family.session, family.child
    lines = rosters[session.pk]
    done = sum(line.is_marked for line in lines)
    is_early = session.on_day > user.scope.today
    column_names = _column_names(child)
    may_mark = family.may_record and session.is_happening
    policy = session.cohort.version.reasons_policy
    chips = roster_extras.chips(session, [line.enrolment_id for line in lines])
    if not may_mark or is_early:
        chips = {
            row: [chip for chip in said if not isinstance(chip, Offer)]
            for row, said in chips.items()
        }
    return {
        "session": session,
        "child": child,
        "more_children": [other for other in family.children if other != child],
        "parent": session.parent_id,
        "instead": _the_other_of_a_make_up(session, user),
        **heading(session, user),
        "rows": rows_of(
            lines,
            rosters[child.pk] if child else None,
            chips=chips,
            voices=voices_for(user, session, rosters),
            is_early=is_early,
            may_mark=may_mark,
            column_names=column_names,
        ),
        "alarms": [
            (line.name, chip)
            for line in lines
            for chip in chips.get(line.enrolment_id, ())
            if isinstance(chip, Alarm)
        ],
        "state": seal(family.sessions, rosters) if may_mark else "",
        "done": done,
        "total": len(lines),
        "count": _("Marked %(done)s of %(total)s") % {"done": done, "total": len(lines)},
        "remaining": "" if is_early else remaining_text(lines),
        "is_early": is_early,
        "is_closed": _is_closed(session),
        "may_mark": may_mark,
        "may_record": family.may_record,
        "may_change": session.project_site_id in user.scope.where(Permission.SESSION_CHANGE),
        "may_add": session.project_site_id in user.scope.where(Permission.PARTICIPANT_ADD),
        "may_hand_out": session.project_site_id in user.scope.where(Permission.HANDOUT_GIVE),
        "policy": policy,
        "child_minutes": child and _minutes_inside(session, child),
        "more": what_opens(policy) if may_mark else "",
    }


def heading(session: Session, user: User) -> dict[str, str]:
    """Which session it is, when and where."""
    days = (user.scope.today - session.on_day).days
    day = age_text(days) if abs(days) <= 1 else day_text(session.on_day, today=user.scope.today)
    place = session.room.name if session.room else session.project_site.site.name
    return {
        "course": session.cohort.version.course.title,
        "cohort": str(session.cohort),
        "day": day[:1].upper() + day[1:],
        "hours": hours_text(session.starts_at, session.ends_at),
        "place": place,
        "topic": session.module.topic if session.module else "",
    }


def _the_other_of_a_make_up(session: Session, user: User) -> Session | None:
    """The session that this one makes up for, or that makes up for this one, if she may see it."""
    if not session.is_happening:
        makeups = Session.objects.visible_to(user).happening()
        return makeups.filter(makeup_of=session).first()
    if session.makeup_of_id is None:
        # An ordinary session costs no question, not even the one about a facilitator's window.
        return None
    return Session.objects.visible_to(user).filter(pk=session.makeup_of_id).first()


def remaining_text(lines: Sequence[RosterLine]) -> str:
    """What the big button says; nothing when everybody is marked."""
    planned = sum(bool(line.planned_reason) for line in lines if not line.is_marked)
    present = sum(not line.is_marked for line in lines) - planned
    if planned:
        return _("Record %(present)s as present, %(excused)s as excused as planned") % {
            "present": present,
            "excused": planned,
        }
    return _("Mark the remaining %(present)s present") % {"present": present} if present else ""


def voices_for(user: User, session: Session, rosters: Rosters) -> dict[UUID, list[Voice]]:
    """The two voices of every open disagreement that she took part in or may settle."""
    voices = voices_of(
        {
            line.disagreement_id
            for lines in rosters.values()
            for line in lines
            if line.disagreement_id
        }
    )
    if session.project_site_id in user.scope.where(Permission.ATTENDANCE_DECIDE):
        return voices
    return {
        which: said
        for which, said in voices.items()
        if any(voice.author_id == user.pk for voice in said)
    }


def _column_names(child: Session | None) -> tuple[str, str]:
    if child is None:
        return ("", "")
    return (_("Whole day"), _("Dialogue %(time)s") % {"time": time_text(child.starts_at)})


def _minutes_inside(session: Session, child: Session) -> dict[str, int]:
    """Where the child lies, so that the script can show what the server will make follow."""
    return {
        "after": int((child.starts_at - session.starts_at).total_seconds() // 60),
        "length": int((child.ends_at - child.starts_at).total_seconds() // 60),
        "before": int((session.ends_at - child.ends_at).total_seconds() // 60),
    }


def _is_closed(session: Session) -> bool:
    locked_until = session.project_site.project.locked_until
    return locked_until is not None and session.on_day <= locked_until
