"""The smallest attendance events, rows and decisions; what matters is said by each test."""

from datetime import UTC, datetime
from uuid import UUID, uuid5

from trainings.events.decide import decide
from trainings.events.values import (
    UNMARKED,
    How,
    Mark,
    MarkEvent,
    MarkValue,
    Row,
    Source,
    Standing,
)

NAMESPACE = UUID("6d7a2b54-95c5-4a0e-8f43-2f8f5b0f6f11")


def named(name):
    """An id that is the same for the same name."""
    return uuid5(NAMESPACE, str(name))


SESSION = named("session")
ENROLMENT = named("enrolment")
NOON = datetime(2025, 3, 4, 12, 0, tzinfo=UTC)


def source(author, device=None):
    return Source(device=named(device or f"phone of {author}"), author=named(author))


def event(name="event", by="A", mark="present", base=0, **said):
    """An event by somebody, tapped on her own phone unless said otherwise."""
    details = ("minutes_late", "left_early_minutes", "reasons", "note")
    value = MarkValue(mark=Mark(mark), **{key: said.pop(key) for key in details if key in said})
    made = {
        "id": named(name),
        "session": SESSION,
        "enrolment": ENROLMENT,
        "value": value,
        "how": How(said.pop("how", "tapped")),
        "base_version": base,
        "seq": said.pop("seq", 1),
        "client_time": NOON,
        "source": source(by, said.pop("device", None)),
    }
    return MarkEvent(**(made | said))


def row(mark=None, by="B", how="tapped", version=1, winner="winner", disagreement=None, **details):
    """A row that somebody has won."""
    value = UNMARKED if mark is None else MarkValue(mark=Mark(mark), **details)
    return Row(
        value=value,
        how=How(how),
        version=version,
        winner=named(winner),
        winner_source=source(by),
        open_disagreement=disagreement,
    )


def decided(made, at=None, standing=Standing.OPEN, highest_seq=None, known=None):
    """Decide an event where nothing stands in the way unless said otherwise."""
    return decide(made, row=at or Row(), standing=standing, highest_seq=highest_seq, known=known)
