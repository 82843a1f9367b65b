"""Marks of the story, sent as a phone would send them."""

from __future__ import annotations

from random import Random
from uuid import UUID, uuid5

from django.utils import timezone

from accounts.models import User
from core.ids import uuid7
from trainings.events.parse import Batch
from trainings.events.values import How, Mark, MarkEvent, MarkValue, Source
from trainings.models import Session
from trainings.services.attendance import record_batch

REASONS = ("illness", "family_care", "transport", "work", "travel", "documents")


class DemoPhone:
    """A device of one member of staff that numbers what it sends."""

    def __init__(self, user: User) -> None:
        self.user = user
        self.device = uuid5(user.pk, "demo phone")
        self.seq = 0

    def send(self, session: Session, marks: dict[UUID, MarkValue]) -> None:
        """Record some rows of a session in one batch."""
        events = tuple(self._event(session, row, value) for row, value in marks.items())
        batch = Batch(
            device=self.device,
            events=events,
            bodies=tuple({} for _ in events),
            people=(),
            extras={},
        )
        recorded = record_batch(batch=batch, by=self.user)
        refused = [result.error for result in recorded.results if result.outcome == "rejected"]
        if refused:
            raise ValueError(f"The story does not fit the rules: {refused[0]}")

    def _event(self, session: Session, enrolment: UUID, value: MarkValue) -> MarkEvent:
        self.seq += 1
        return MarkEvent(
            id=uuid7(),
            session=session.pk,
            enrolment=enrolment,
            value=value,
            how=How.TAPPED,
            base_version=0,
            seq=self.seq,
            client_time=timezone.now(),
            source=Source(device=self.device, author=self.user.pk),
        )


def record_whole_session(phone: DemoPhone, session: Session, chance: Random) -> None:
    """Mark everybody who was expected; most of them came."""
    phone.send(session, {line.enrolment_id: _draw(chance) for line in session.roster()})


def _draw(chance: Random) -> MarkValue:
    drawn = chance.random()
    if drawn < 0.82:
        return MarkValue(mark=Mark.PRESENT)
    if drawn < 0.89:
        return MarkValue(mark=Mark.LATE, minutes_late=chance.choice((5, 10, 15, 20, 30)))
    mark = Mark.EXCUSED if drawn < 0.95 else Mark.ABSENT
    return MarkValue(mark=mark, reasons=(chance.choice(REASONS),))
