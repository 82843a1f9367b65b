"""Events as phones send them, in JSON."""

from tests.trainings.event_builders import named, source
from trainings.events.parse import parse_event

SOURCE = source("A")


def said(**changes):
    """A whole event as a phone says it."""
    return {
        "id": str(named("event")),
        "session": str(named("session")),
        "enrolment": str(named("enrolment")),
        "mark": "present",
        "how": "tapped",
        "base_version": 0,
        "seq": 1,
        "client_time": "2025-03-04T15:00:00+03:00",
    } | changes


def read(**changes):
    return parse_event(said(**changes), source=SOURCE)


def as_sent(made):
    """The event as JSON; what is not there is left out."""
    value = made.value
    fields = {
        "id": str(made.id),
        "session": str(made.session),
        "enrolment": str(made.enrolment),
        "mark": value.mark.value,
        "minutes_late": value.minutes_late,
        "left_early_minutes": value.left_early_minutes,
        "reasons": list(value.reasons),
        "note": value.note,
        "how": made.how.value,
        "base_version": made.base_version,
        "seq": made.seq,
        "client_time": made.client_time.isoformat(),
        "undoes": made.undoes and str(made.undoes),
        "settles": made.settles and str(made.settles),
    }
    return {key: field for key, field in fields.items() if field not in (None, [], "")}
