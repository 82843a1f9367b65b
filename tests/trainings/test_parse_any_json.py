"""Whatever JSON a phone sends is read or refused; nothing raises, nothing gets lost on the way."""

import json
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from tests.trainings.event_builders import event, named
from tests.trainings.event_json import SOURCE, as_sent, read, said
from trainings.events.fields import clean_note
from trainings.events.fold import State, fold
from trainings.events.parse import (
    MAX_BIGINT,
    MAX_INTEGER,
    Batch,
    fingerprint,
    parse_batch,
    parse_event,
)
from trainings.events.values import How, Mark, MarkEvent, MarkValue, Outcome, Standing, Wrong

AUTHOR = SOURCE.author
OPTIONAL = ["minutes_late", "left_early_minutes", "reasons", "note", "undoes", "settles"]

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(categories=["L", "M", "N", "P", "S", "Z", "C", "Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


@st.composite
def events(draw):
    mark = draw(st.sampled_from(Mark))
    minutes = st.none() | st.integers(1, 720)
    codes = st.text("abcdefghijklmnopqrstuvwxyz_", min_size=1, max_size=40)
    in_the_room = mark in {Mark.PRESENT, Mark.LATE}
    with_reasons = mark in {Mark.EXCUSED, Mark.ABSENT}
    takes_back = draw(st.sampled_from(["undoes", "settles", None]))
    value = MarkValue(
        mark=mark,
        minutes_late=draw(minutes | st.just(0)) if mark is Mark.LATE else None,
        left_early_minutes=draw(minutes) if in_the_room else None,
        reasons=tuple(sorted(draw(st.sets(codes, max_size=10)))) if with_reasons else (),
        note="" if mark is Mark.CLEARED else clean_note(draw(st.text(max_size=200)))[:500].strip(),
    )
    return MarkEvent(
        id=draw(st.uuids()),
        session=draw(st.uuids()),
        enrolment=draw(st.uuids()),
        value=value,
        how=How(draw(st.sampled_from(["tapped", "bulk", "paper"]))),
        base_version=draw(st.integers(0, MAX_INTEGER)),
        seq=draw(st.integers(0, MAX_BIGINT)),
        client_time=draw(
            st.datetimes(datetime(2, 1, 2), datetime(9998, 12, 30), timezones=st.just(UTC))
        ),
        source=SOURCE,
        undoes=draw(st.uuids()) if takes_back == "undoes" else None,
        settles=draw(st.uuids()) if takes_back == "settles" else None,
    )


@given(json_values)
def test_any_json_is_read_or_refused(body):
    assert isinstance(parse_batch(body, author=AUTHOR), Batch | Wrong)
    assert isinstance(parse_event(body, source=SOURCE), MarkEvent | Wrong)


@given(st.sampled_from([*said(), *OPTIONAL]), json_values)
def test_any_json_in_a_field_is_read_or_refused(field, anything):
    parsed = read(**{field: anything})

    assert isinstance(parsed, MarkEvent | Wrong)
    if isinstance(parsed, MarkEvent):
        assert isinstance(fingerprint(parsed), bytes)
        json.dumps(as_sent(parsed)).encode()


@given(st.sampled_from(["device", "events", "people", "extras"]), json_values)
def test_any_json_in_a_batch_is_read_or_refused(field, anything):
    body = {"device": str(named("phone")), "events": [said()]} | {field: anything}

    assert isinstance(parse_batch(body, author=AUTHOR), Batch | Wrong)


@given(
    st.fixed_dictionaries(
        {field: st.just(good) | json_values for field, good in said().items()},
        optional=dict.fromkeys(OPTIONAL, json_values),
    )
)
def test_half_wrong_event_is_decided_like_any_other(raw):
    batch = parse_batch({"device": str(SOURCE.device), "events": [said(), raw]}, author=AUTHOR)

    folded = fold(batch.events, State(standings={event().row_key: Standing.OPEN}))

    assert len(folded.decisions) == 2
    assert all(isinstance(decision.outcome, Outcome) for decision in folded.decisions)


@given(events())
def test_event_survives_the_way_to_json_and_back(made):
    assert parse_event(json.loads(json.dumps(as_sent(made))), source=SOURCE) == made


def test_fingerprint_is_the_same_in_every_process_and_release():
    made = event("event", mark="late", minutes_late=5, note="ملاحظة", reasons=())

    assert fingerprint(made).hex() == "98340a3987dbca9b5e9c4f546b156d7f"


def test_fingerprint_passes_over_spelling():
    one = read(mark="absent", reasons=["b", "a"], client_time="2025-03-04T15:00:00+03:00")
    other = read(mark="absent", reasons=["a", "b"], client_time="2025-03-04T12:00:00.000Z")

    assert fingerprint(one) == fingerprint(other)


@given(events(), events())
def test_other_content_has_another_fingerprint(one, other):
    says_the_same = replace(one, client_time=other.client_time) == other

    assert (fingerprint(one) == fingerprint(other)) == says_the_same
