"""Line 1 of the rules: what a phone sends, checked for shape and turned into values."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Final
from uuid import UUID

from trainings.events.fields import (
    WrongField,
    clean_note,
    listed,
    maybe_uuid,
    maybe_whole,
    moment,
    text_of,
    uuid_of,
    whole,
)
from trainings.events.values import How, Mark, MarkEvent, MarkValue, Source, Wrong

MAX_EVENTS: Final = 200
MAX_MINUTES: Final = 720
MAX_NOTE: Final = 500
MAX_REASONS: Final = 10
MAX_INTEGER: Final = 2**31 - 1
MAX_BIGINT: Final = 2**63 - 1
MAX_SAME: Final = 64
TOO_MANY_EVENTS: Final = "too_many_events"

SAID_ONCE: Final = frozenset({"session", "how", "client_time"})
"""What a batch may say for all its events at once, beside them as `same`."""

FROM_PHONES: Final = frozenset({How.TAPPED, How.BULK, How.PAPER})
WITH_REASONS: Final = frozenset({Mark.EXCUSED, Mark.ABSENT})
IN_THE_ROOM: Final = frozenset({Mark.PRESENT, Mark.LATE})

_REASON: Final = re.compile(r"[a-z_]{1,40}")


@dataclass(frozen=True, slots=True)
class Batch:
    """What one request brings; `bodies` are the events as they came, in the same order.

    Each body is whole: what the request said for all of them stands in every one.
    """

    device: UUID
    events: tuple[MarkEvent | Wrong, ...]
    bodies: tuple[object, ...]
    people: tuple[object, ...]
    extras: dict[str, object]


def parse_batch(body: object, *, author: UUID) -> Batch | Wrong:
    """Read a whole request; only a request without device or events is wrong as a whole."""
    if not isinstance(body, dict):
        return Wrong("wrong_body")
    try:
        device = uuid_of(body, "device")
        same = _same(body)
        bodies = tuple(_with_same(raw, same) for raw in listed(body, "events"))
        people = listed(body, "people") if body.get("people") is not None else ()
    except WrongField as wrong:
        return Wrong(f"wrong_{wrong}")
    if len(bodies) > MAX_EVENTS:
        return Wrong(TOO_MANY_EVENTS)
    source = Source(device=device, author=author)
    extras = body.get("extras")
    return Batch(
        device=device,
        events=tuple(parse_event(raw, source=source) for raw in bodies),
        bodies=bodies,
        people=people,
        # Extras may never cost a mark, so wrong ones are left out rather than refused.
        extras=extras if isinstance(extras, dict) else {},
    )


def _same(body: dict[Any, Any]) -> dict[str, str]:
    """What all events say alike; short, since it is kept with every event that is refused."""
    same = body.get("same")
    if same is None:
        return {}
    if not isinstance(same, dict) or not same.keys() <= SAID_ONCE:
        raise WrongField("same")
    if not all(isinstance(said, str) and len(said) <= MAX_SAME for said in same.values()):
        raise WrongField("same")
    return same


def _with_same(raw: object, same: dict[str, str]) -> object:
    return same | raw if isinstance(raw, dict) else raw


def parse_event(raw: object, *, source: Source) -> MarkEvent | Wrong:
    """Read one event, or say which field is wrong."""
    if not isinstance(raw, dict):
        return Wrong("wrong_event")
    event_id: UUID | None = None
    try:
        event_id = uuid_of(raw, "id")
        event = MarkEvent(
            id=event_id,
            session=uuid_of(raw, "session"),
            enrolment=uuid_of(raw, "enrolment"),
            value=_value(raw),
            how=_how(raw),
            base_version=whole(raw, "base_version", 0, MAX_INTEGER),
            seq=whole(raw, "seq", 0, MAX_BIGINT),
            client_time=moment(raw, "client_time"),
            source=source,
            undoes=maybe_uuid(raw, "undoes"),
            settles=maybe_uuid(raw, "settles"),
        )
        if event.undoes is not None and event.settles is not None:
            raise WrongField("settles")
    except WrongField as wrong:
        return Wrong(f"wrong_{wrong}", id=event_id)
    return event


def fingerprint(event: MarkEvent) -> bytes:
    """Digest what an event says, so that a retry can be told from a reused id.

    Author and device stay outside: the author is compared by itself, and a queue may outlive the
    device id. The client's clock is testimony rather than content.
    """
    said = [
        str(event.id),
        str(event.session),
        str(event.enrolment),
        event.value.mark,
        event.value.minutes_late,
        event.value.left_early_minutes,
        event.value.reasons,
        event.value.note,
        event.how,
        event.base_version,
        event.seq,
        event.undoes and str(event.undoes),
        event.settles and str(event.settles),
    ]
    return blake2b(json.dumps(said).encode("ascii"), digest_size=16).digest()


def _value(raw: dict[Any, Any]) -> MarkValue:
    mark = _mark(raw)
    value = MarkValue(
        mark=mark,
        minutes_late=maybe_whole(raw, "minutes_late", 0, MAX_MINUTES),
        left_early_minutes=maybe_whole(raw, "left_early_minutes", 1, MAX_MINUTES),
        reasons=_reasons(raw),
        note=_note(raw),
    )
    if value.minutes_late is not None and mark is not Mark.LATE:
        raise WrongField("minutes_late")
    if value.left_early_minutes is not None and mark not in IN_THE_ROOM:
        raise WrongField("left_early_minutes")
    if value.reasons and mark not in WITH_REASONS:
        raise WrongField("reasons")
    if value.note and mark is Mark.CLEARED:
        raise WrongField("note")
    return value


def _mark(raw: dict[Any, Any]) -> Mark:
    try:
        return Mark(text_of(raw, "mark"))
    except ValueError:
        raise WrongField("mark") from None


def _how(raw: dict[Any, Any]) -> How:
    try:
        how = How(text_of(raw, "how"))
    except ValueError:
        raise WrongField("how") from None
    if how not in FROM_PHONES:
        raise WrongField("how")
    return how


def _reasons(raw: dict[Any, Any]) -> tuple[str, ...]:
    """Read the reasons as a set in a fixed order: the order of taps is not a difference."""
    if raw.get("reasons") is None:
        return ()
    reasons = listed(raw, "reasons")
    if len(reasons) > MAX_REASONS:
        raise WrongField("reasons")
    codes: set[str] = set()
    for reason in reasons:
        if not isinstance(reason, str) or not _REASON.fullmatch(reason):
            raise WrongField("reasons")
        codes.add(reason)
    return tuple(sorted(codes))


def _note(raw: dict[Any, Any]) -> str:
    if raw.get("note") is None:
        return ""
    text = text_of(raw, "note")
    # Normalising a long run of combining marks takes quadratic time.
    if len(text) > 4 * MAX_NOTE:
        raise WrongField("note")
    note = clean_note(text)
    if len(note) > MAX_NOTE:
        raise WrongField("note")
    return note
