"""What people do about an absence: ask a friend to call, note a call, say what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from programmes.calendar import working_days
from trainings.models import Call, Cohort, Enrolment, FollowUp
from trainings.queries.contact import BY_PEER, agreements
from trainings.services.absences import tend_place
from trainings.services.refusals import CannotChange

if TYPE_CHECKING:
    from accounts.models import User

ONE_DAY = timedelta(days=1)
LOOK_AHEAD = timedelta(days=60)
REACHED = (Call.Outcome.REACHED, Call.Outcome.FAMILY)


@dataclass(frozen=True, slots=True)
class Learned:
    """What came of a follow-up, with the support or the reason that goes with it."""

    result: str
    support: str = ""
    leaving: str = ""


@transaction.atomic
def ask_peer(*, follow_up: FollowUp, peer: Enrolment, by: User) -> FollowUp:
    """Have another participant of her class call her; she is asked first from now on."""
    follow_up, now = _locked(follow_up), timezone.now()
    _refuse_closed(follow_up)
    her = follow_up.enrolment
    if peer.pk == her.pk or peer.cohort_id != her.cohort_id:
        raise CannotChange(_("Choose somebody of the same class."))
    agreed = agreements([her.participant_id, peer.participant_id])
    if not all(BY_PEER in purposes for purposes in agreed.values()):
        raise CannotChange(_("Both have to agree before one participant calls another."))
    follow_up.peer, follow_up.worked_on_at = peer, now
    follow_up.save(update_fields=["peer", "worked_on_at"])
    Enrolment.objects.filter(pk=her.pk).update(buddy=peer)
    return follow_up


@transaction.atomic
def note_call(
    *,
    call_id: UUID,
    follow_up: FollowUp,
    caller: str,
    channel: str,
    outcome: str,
    made_on: date | None = None,
    learned: Learned | None = None,
    by: User,
) -> Call:
    """Keep an attempt, and what was learned by it; the same id twice is the same attempt.

    Without anything learned she is tried again on the next working day.
    """
    follow_up, now = _locked(follow_up), timezone.now()
    if known := Call.objects.filter(pk=call_id, follow_up=follow_up).first():
        return known
    _refuse_closed(follow_up)
    if caller == Call.Caller.PEER and follow_up.peer_id is None:
        raise CannotChange(_("Nobody was asked to call her yet."))
    today = _today(follow_up)
    made_on = made_on or today
    if not follow_up.first_session.on_day <= made_on <= today:
        raise CannotChange(_("A call was made after she was missed, and today at the latest."))
    call = Call.objects.create(
        id=call_id,
        follow_up=follow_up,
        enrolment_id=follow_up.enrolment_id,
        cohort_id=follow_up.cohort_id,
        project_site_id=follow_up.project_site_id,
        made_on=made_on,
        channel=channel,
        caller=caller,
        peer_id=follow_up.peer_id if caller == Call.Caller.PEER else None,
        outcome=outcome,
        noted_at=now,
        noted_by=by,
    )
    # Her friends' call is no work in progress: her coming back closes it by itself.
    if caller != Call.Caller.FRIENDS:
        follow_up.worked_on_at = now
    if learned is None:
        follow_up.due_on = _working_day_after(follow_up, today)
    else:
        _close(follow_up, learned, now, by)
    follow_up.save()
    return call


def note_friends_call(*, call_id: UUID, follow_up: FollowUp, by: User) -> Call:
    """Her friends had already called, without being asked."""
    return note_call(
        call_id=call_id,
        follow_up=follow_up,
        caller=Call.Caller.FRIENDS,
        channel=Call.Channel.CALL,
        outcome=Call.Outcome.REACHED,
        by=by,
    )


@transaction.atomic
def close_follow_up(*, follow_up: FollowUp, learned: Learned, by: User) -> FollowUp:
    """Say what came of it without another call."""
    follow_up = _locked(follow_up)
    _refuse_closed(follow_up)
    if learned.result == FollowUp.Result.UNREACHABLE and not follow_up.calls.exists():
        raise CannotChange(_("Nobody has tried to reach her yet."))
    _close(follow_up, learned, timezone.now(), by)
    follow_up.save()
    return follow_up


@transaction.atomic
def reopen_follow_up(*, follow_up: FollowUp, by: User) -> FollowUp:
    """Take back what came of it; calls stay noted."""
    follow_up = _locked(follow_up)
    if follow_up.is_open:
        return follow_up
    if FollowUp.objects.open().filter(enrolment=follow_up.enrolment_id).exists():
        raise CannotChange(_("A newer absence of hers is being followed up."))
    _reopen(follow_up, worked_on_at=timezone.now())
    tend_place(follow_up.enrolment)
    follow_up.refresh_from_db()
    return follow_up


@transaction.atomic
def take_back_call(*, call: Call, by: User) -> None:
    """Forget an attempt that was noted by mistake, with what was said of it in the same breath."""
    follow_up = _locked(call.follow_up)
    found = Call.objects.filter(pk=call.pk).first()
    if found is None:
        return
    if found.noted_by_id != by.pk:
        raise CannotChange(_("Only who noted a call takes it back."))
    found.delete()
    others = follow_up.calls.exists()
    if follow_up.closed_at == found.noted_at and follow_up.closed_by_id == by.pk:
        _reopen(follow_up, worked_on_at=None)
    if not others:
        # As if nobody had tried yet.
        follow_up.worked_on_at = timezone.now() if follow_up.peer_id else None
        follow_up.due_on = _working_day_after(follow_up, follow_up.last_session.on_day)
    follow_up.save()
    tend_place(follow_up.enrolment)


def _locked(follow_up: FollowUp) -> FollowUp:
    """The follow-up as it is, held together with the marks of its cohort."""
    Cohort.objects.select_for_update(no_key=True).get(pk=follow_up.cohort_id)
    found = (
        FollowUp.objects.select_related(
            "enrolment__participant", "first_session", "last_session", "project_site__site"
        )
        .filter(pk=follow_up.pk)
        .first()
    )
    if found is None:
        raise CannotChange(_("Her mark was changed meanwhile, so there is nothing to follow up."))
    return found


def _refuse_closed(follow_up: FollowUp) -> None:
    if not follow_up.is_open:
        raise CannotChange(_("This is closed already: %(result)s.") % {"result": _said(follow_up)})


def _said(follow_up: FollowUp) -> str:
    return str(follow_up.get_result_display())


def _close(follow_up: FollowUp, learned: Learned, now: datetime, by: User) -> None:
    follow_up.result = learned.result
    follow_up.support, follow_up.leaving = learned.support, learned.leaving
    follow_up.closed_at, follow_up.closed_by = now, by


def _reopen(follow_up: FollowUp, *, worked_on_at: datetime | None) -> None:
    follow_up.result = follow_up.support = follow_up.leaving = ""
    follow_up.closed_at = follow_up.closed_by = None
    follow_up.worked_on_at = worked_on_at
    follow_up.save()


def _today(follow_up: FollowUp) -> date:
    return timezone.now().astimezone(ZoneInfo(follow_up.project_site.site.time_zone)).date()


def _working_day_after(follow_up: FollowUp, day: date) -> date:
    site = follow_up.project_site.site
    return next(working_days(site, day + ONE_DAY, day + LOOK_AHEAD), day + ONE_DAY)
