"""Two records turn out to be one woman, and both have a place in one cohort.

The second place counts no more. Its marks stay; where the first place has none they are copied,
and where they differ the eleven rules of attendance decide, which opens a disagreement between
two that somebody meant. All of it is events, so an undo is events too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from trainings.events.parse import Batch
from trainings.events.values import SOFT, How, Mark, MarkEvent, MarkValue, Source
from trainings.models import (
    Attendance,
    AttendanceEvent,
    Disagreement,
    Enrolment,
    MergedPlace,
)
from trainings.services.absences import tend_place
from trainings.services.attendance import record_batch
from trainings.services.locks import lock_cohorts_of

if TYPE_CHECKING:
    from accounts.models import User
    from participants.models import Participant

SOFT_HOWS = frozenset(how.value for how in SOFT)
COPY, CLEAR, RESTORE = 0, 1, 2
"""The turns of a merged place, which is the device of its events: what comes later undoes."""


def hold_places(survivor: Participant, other: Participant) -> None:
    """Hold the cohorts of two records before they are merged, or parted.

    Pointing one at the other counts sessions anew, and whoever holds a session holds its cohort.
    """
    lock_cohorts_of([survivor.pk, other.pk])


@transaction.atomic
def settle_merge(survivor: Participant, other: Participant, by: User) -> None:
    """Give up second places in one cohort, and copy their marks; registered with participants."""
    for first, second in list(_second_places(survivor)):
        place = MergedPlace.objects.create(
            enrolment=second,
            into=first,
            state_before=second.state,
            merged_at=timezone.now(),
            merged_by=by,
        )
        second.state = Enrolment.State.MERGED
        second.save(update_fields=["state"])
        _record(place, list(_copies(place, by)), by)
        for hers in (first, second):
            tend_place(hers)


@transaction.atomic
def settle_undo(survivor: Participant, other: Participant, by: User) -> None:
    """Let second places count again, and clear what was copied; registered with participants."""
    apart = {survivor.pk, other.pk}
    open_places = MergedPlace.objects.standing().select_related(
        "enrolment__participant", "into__participant"
    )
    for place in open_places.filter(enrolment__participant__canonical__in=apart):
        two = {place.enrolment.participant.canonical_id, place.into.participant.canonical_id}
        if two != apart:
            continue
        _record(place, list(_undoing(place, by)), by)
        place.enrolment.state = place.state_before
        place.enrolment.save(update_fields=["state"])
        for hers in (place.into, place.enrolment):
            tend_place(hers)
        place.take_back(by)


def _second_places(survivor: Participant) -> Iterator[tuple[Enrolment, Enrolment]]:
    """Pairs of places of one woman in one cohort on the same days, the one that stays first.

    A place of her own stays before a waiting one or a guest's day; then the survivor's.
    """
    places = (
        Enrolment.objects.filter(participant__canonical=survivor.pk)
        .exclude(state=Enrolment.State.MERGED)
        .order_by("from_on", "id")
        .select_for_update(no_key=True, of=("self",))
    )
    by_cohort: dict[UUID, list[Enrolment]] = defaultdict(list)
    for place in places:
        by_cohort[place.cohort_id].append(place)
    for hers in by_cohort.values():
        hers.sort(
            key=lambda place: (
                place.state in Enrolment.WAITING,
                place.kind == Enrolment.Kind.GUEST,
                place.participant_id != survivor.pk,
            )
        )
        kept: list[Enrolment] = []
        for place in hers:
            first = next((one for one in kept if _share_days(one, place)), None)
            if first is None:
                kept.append(place)
            else:
                yield first, place


def _share_days(one: Enrolment, other: Enrolment) -> bool:
    return (
        one.participant_id != other.participant_id
        and one.from_on < (other.to_on or date.max)
        and other.from_on < (one.to_on or date.max)
    )


def _copies(place: MergedPlace, by: User) -> Iterator[MarkEvent]:
    """An event for each mark of the second place on a day of the first that adds something."""
    hers = _rows(place.into_id)
    second = Attendance.objects.recorded().filter(enrolment=place.enrolment_id)
    for row in second.select_related("session").order_by("session__parent", "session"):
        day, into = row.session.on_day, place.into
        if not (into.from_on <= day and (into.to_on is None or day < into.to_on)):
            continue
        # A dialogue follows its day by itself.
        if row.how == How.FOLLOWS:
            continue
        known = hers.get(row.session_id)
        is_known = known is not None and known.mark is not None
        if known is not None and is_known:
            if known.mark == row.mark:
                continue
            # What somebody meant is never replaced by what was said of all at once.
            if row.how in SOFT_HOWS and known.how not in SOFT_HOWS:
                continue
        yield _event(place, row.session_id, _value_of(row), by, turn=COPY)


def _undoing(place: MergedPlace, by: User) -> Iterator[MarkEvent]:
    """Clear each copied mark that still stands, and say again what stood before it."""
    rows = _rows(place.into_id)
    copied = AttendanceEvent.objects.filter(
        device=place.pk, enrolment=place.into_id, undoes=None, applied_version__isnull=False
    ).order_by("position")
    for event in copied:
        row = rows.get(event.session_id)
        if row is None or row.winner_id != event.pk:
            continue
        yield _event(
            place,
            event.session_id,
            MarkValue(mark=Mark.CLEARED),
            by,
            turn=CLEAR,
            base_version=row.version,
            undoes=event.pk,
        )
        before = _before(event)
        if before is not None and before.mark != Mark.CLEARED:
            yield _event(
                place,
                event.session_id,
                _value_of(before),
                by,
                turn=RESTORE,
                how=How(before.how) if before.how in SOFT_HOWS else How.MERGED,
                base_version=row.version + 1,
                settles=_open_disagreement(event),
            )


def _before(event: AttendanceEvent) -> AttendanceEvent | None:
    """What brought the row to the version that a copy found."""
    return AttendanceEvent.objects.filter(
        session=event.session_id,
        enrolment=event.enrolment_id,
        applied_version=(event.applied_version or 0) - 1,
    ).first()


def _open_disagreement(event: AttendanceEvent) -> UUID | None:
    """The disagreement that a copy opened, while nobody has settled it."""
    opened = Disagreement.objects.open().filter(opened_by_event=event)
    return opened.values_list("pk", flat=True).first()


def _rows(enrolment_id: UUID) -> dict[UUID, Attendance]:
    """The marks of a place, by session."""
    rows = Attendance.objects.filter(enrolment=enrolment_id)
    return {row.session_id: row for row in rows}


def _value_of(said: Attendance | AttendanceEvent) -> MarkValue:
    return MarkValue(
        mark=Mark(said.mark) if said.mark else None,
        minutes_late=said.minutes_late,
        left_early_minutes=said.left_early_minutes,
        reasons=tuple(said.reasons),
        note=said.note or "",
    )


def _event(
    place: MergedPlace,
    session_id: UUID,
    value: MarkValue,
    by: User,
    *,
    turn: int,
    how: How = How.MERGED,
    base_version: int = 0,
    undoes: UUID | None = None,
    settles: UUID | None = None,
) -> MarkEvent:
    return MarkEvent(
        id=uuid5(place.pk, f"{turn} {session_id}"),
        session=session_id,
        enrolment=place.into_id,
        value=value,
        how=how,
        base_version=base_version,
        seq=turn,
        client_time=timezone.now(),
        source=Source(device=place.pk, author=by.pk),
        undoes=undoes,
        settles=settles,
    )


def _record(place: MergedPlace, events: Iterable[MarkEvent], by: User) -> None:
    made = tuple(events)
    if made:
        bodies: tuple[dict[str, object], ...] = tuple({} for _ in made)
        batch = Batch(device=place.pk, events=made, bodies=bodies, people=(), extras={})
        record_batch(batch=batch, by=by, merging=True)
