"""What waits for a manager, settled: each decision is a new event in the log."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from programmes.models import Project
from trainings.events.parse import Batch
from trainings.events.values import How, Mark, MarkEvent, MarkValue, Outcome, Source
from trainings.models import Attendance, AttendanceEvent, Disagreement, Review
from trainings.services.attendance import Result, record_batch
from trainings.services.refusals import CannotChange
from trainings.services.session_state import lock_family

if TYPE_CHECKING:
    from datetime import date

    from accounts.models import User


@transaction.atomic
def settle_disagreement(
    *, disagreement: Disagreement, mark: str, base_version: int, by: User
) -> Result:
    """Say which mark is right, of a row as the manager saw it."""
    lock_family(disagreement.session)
    if not Disagreement.objects.open().filter(pk=disagreement.pk).exists():
        raise CannotChange(_("Somebody decided this meanwhile."))
    _refuse_unseen(_row(disagreement.session_id, disagreement.enrolment_id), base_version)
    event = _event(
        event_id=uuid5(disagreement.pk, f"{by.pk} {base_version} {mark}"),
        session_id=disagreement.session_id,
        enrolment_id=disagreement.enrolment_id,
        value=_value_said(disagreement, mark),
        base_version=base_version,
        by=by,
        settles=disagreement.pk,
    )
    result = _record(event, by)
    if result.outcome is not Outcome.APPLIED:
        raise CannotChange(_("This cannot be recorded yet. Nothing was changed."))
    return result


@transaction.atomic
def settle_review(
    *, review: Review, verdict: str, reason: str, base_version: int, by: User
) -> Review:
    """Accept or decline an event that waited.

    Accepting says the same once more in the manager's name, of a row as she saw it. Declining
    takes back an event that never won, which is kept in the log and leaves the row alone.
    """
    # Sessions before anything else, in the order in which a batch of marks locks them.
    lock_family(review.event.session)
    review = _locked(review)
    if verdict == Review.Verdict.ACCEPTED:
        event = _accepting(review, base_version, by)
    elif reason:
        event = _declining(review, by)
    else:
        raise CannotChange(_("Say why you decline, so that she who sent it can be told."))
    result = _record(event, by)
    if result.outcome in {Outcome.REJECTED, Outcome.PENDING_REVIEW}:
        raise CannotChange(_("This cannot be recorded yet. Nothing was changed."))
    review.verdict, review.reason = verdict, reason
    review.settled_at, review.settled_by = timezone.now(), by
    review.settled_by_event_id = event.id
    review.save()
    return review


@transaction.atomic
def lock_period(*, project: Project, until: date | None) -> None:
    """Have marks of sessions up to a day wait for a manager; None opens everything again."""
    if until is not None and until > timezone.localdate():
        raise CannotChange(_("A period is locked when it is over: choose a day up to today."))
    project = Project.objects.select_for_update(no_key=True).get(pk=project.pk)
    project.locked_until = until
    project.save(update_fields=["locked_until"])


def _accepting(review: Review, base_version: int, by: User) -> MarkEvent:
    waiting = review.event
    _refuse_unseen(_row(waiting.session_id, waiting.enrolment_id), base_version)
    return _event(
        event_id=uuid5(review.pk, Review.Verdict.ACCEPTED),
        session_id=waiting.session_id,
        enrolment_id=waiting.enrolment_id,
        value=_value_of(waiting),
        base_version=base_version,
        by=by,
    )


def _declining(review: Review, by: User) -> MarkEvent:
    waiting = review.event
    return _event(
        event_id=uuid5(review.pk, Review.Verdict.DECLINED),
        session_id=waiting.session_id,
        enrolment_id=waiting.enrolment_id,
        value=MarkValue(mark=Mark.CLEARED),
        base_version=waiting.base_version,
        by=by,
        undoes=waiting.pk,
    )


def _row(session_id: UUID, enrolment_id: UUID) -> Attendance | None:
    return Attendance.objects.filter(session=session_id, enrolment=enrolment_id).first()


def _refuse_unseen(row: Attendance | None, seen: int) -> None:
    if (row.version if row else 0) != seen:
        raise CannotChange(
            _("Somebody marked her again meanwhile. Look at what is said now, and choose again.")
        )


def _locked(review: Review) -> Review:
    open_reviews = Review.objects.open().filter(pk=review.pk)
    locked = open_reviews.select_for_update(of=("self",)).select_related("event").first()
    if locked is None:
        raise CannotChange(_("Somebody decided this meanwhile."))
    return locked


def _record(event: MarkEvent, by: User) -> Result:
    batch = Batch(device=event.source.device, events=(event,), bodies=({},), people=(), extras={})
    return record_batch(batch=batch, by=by, deciding=True).results[0]


def _event(
    *,
    event_id: UUID,
    session_id: UUID,
    enrolment_id: UUID,
    value: MarkValue,
    base_version: int,
    by: User,
    settles: UUID | None = None,
    undoes: UUID | None = None,
) -> MarkEvent:
    return MarkEvent(
        id=event_id,
        session=session_id,
        enrolment=enrolment_id,
        value=value,
        how=How.TAPPED,
        base_version=base_version,
        # Each decision is a source of its own, so that no clock puts one before another.
        seq=0,
        client_time=timezone.now(),
        source=Source(device=event_id, author=by.pk),
        undoes=undoes,
        settles=settles,
    )


def _value_said(disagreement: Disagreement, mark: str) -> MarkValue:
    """The mark with the details that somebody gave it in this disagreement."""
    said = (
        AttendanceEvent.objects.filter(
            session=disagreement.session_id,
            enrolment=disagreement.enrolment_id,
            mark=mark,
            applied_version__gte=disagreement.against_event.applied_version,
        )
        .order_by("-applied_version")
        .first()
    )
    return _value_of(said) if said else MarkValue(mark=Mark(mark))


def _value_of(said: AttendanceEvent) -> MarkValue:
    return MarkValue(
        mark=Mark(said.mark),
        minutes_late=said.minutes_late,
        left_early_minutes=said.left_early_minutes,
        reasons=tuple(said.reasons),
        note=said.note or "",
    )
