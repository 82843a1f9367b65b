"""What waits for a manager, settled: each decision is a new event in the log."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from programmes.models import Project
from trainings.events.parse import Batch
from trainings.events.values import How, Mark, MarkEvent, MarkValue, Source
from trainings.models import Attendance, AttendanceEvent, Disagreement, Review
from trainings.services.attendance import Result, record_batch
from trainings.services.refusals import CannotChange

if TYPE_CHECKING:
    from datetime import date

    from accounts.models import User


@transaction.atomic
def settle_disagreement(
    *, disagreement: Disagreement, mark: str, base_version: int, by: User
) -> Result:
    """Say which mark is right, of a row as the manager saw it."""
    value = _value_said(disagreement, mark)
    event = _event(
        event_id=uuid5(disagreement.pk, f"{by.pk} {base_version} {mark}"),
        session_id=disagreement.session_id,
        enrolment_id=disagreement.enrolment_id,
        value=value,
        base_version=base_version,
        settles=disagreement.pk,
        by=by,
    )
    result = _record(event, by)
    if Disagreement.objects.open().filter(pk=disagreement.pk).exists():
        raise CannotChange(
            _("Somebody marked her again meanwhile. Look at what is said now, and choose again.")
        )
    return result


@transaction.atomic
def settle_review(*, review: Review, verdict: str, reason: str, by: User) -> Review:
    """Accept or decline an event that waited.

    Accepting says the same once more in the manager's name; declining restates what stands.
    """
    review = _locked(review)
    declines = verdict == Review.Verdict.DECLINED
    if declines and not reason:
        raise CannotChange(_("Say why you decline, so that she who sent it can be told."))
    waiting = review.event
    row = Attendance.objects.filter(
        session=waiting.session_id, enrolment=waiting.enrolment_id
    ).first()
    event = _event(
        event_id=uuid5(review.pk, verdict),
        session_id=waiting.session_id,
        enrolment_id=waiting.enrolment_id,
        value=_value_of(row if declines else waiting),
        base_version=row.version if row else 0,
        settles=None,
        by=by,
    )
    result = _record(event, by)
    if result.outcome in {"rejected", "pending_review"}:
        raise CannotChange(_("This cannot be recorded yet. Nothing was changed."))
    review.verdict = verdict
    review.reason = reason
    review.settled_at = timezone.now()
    review.settled_by = by
    review.settled_by_event = AttendanceEvent.objects.filter(pk=event.id).first()
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
    settles: UUID | None,
    by: User,
) -> MarkEvent:
    now = timezone.now()
    return MarkEvent(
        id=event_id,
        session=session_id,
        enrolment=enrolment_id,
        value=value,
        how=How.TAPPED,
        base_version=base_version,
        # The page counts its decisions by the clock of the server, which only goes forward.
        seq=int(now.timestamp() * 1_000_000),
        client_time=now,
        source=Source(device=uuid5(by.pk, "waiting"), author=by.pk),
        settles=settles,
    )


def _value_said(disagreement: Disagreement, mark: str) -> MarkValue:
    """The mark with the details that somebody gave it in this disagreement."""
    said = (
        AttendanceEvent.objects.filter(
            session=disagreement.session_id,
            enrolment=disagreement.enrolment_id,
            mark=mark,
            applied_version__isnull=False,
        )
        .order_by("-applied_version")
        .first()
    )
    return _value_of(said) if said else MarkValue(mark=Mark(mark))


def _value_of(said: AttendanceEvent | Attendance | None) -> MarkValue:
    if said is None or said.mark is None:
        return MarkValue(mark=Mark.CLEARED)
    return MarkValue(
        mark=Mark(said.mark),
        minutes_late=said.minutes_late,
        left_early_minutes=said.left_early_minutes,
        reasons=tuple(said.reasons),
        note=said.note or "",
    )
