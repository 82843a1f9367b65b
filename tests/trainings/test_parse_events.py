"""What phones send, hostile or not, is read or refused but never raises."""

import json
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.trainings.event_builders import event, named, source
from trainings.events.fields import clean_note
from trainings.events.parse import (
    MAX_BIGINT,
    MAX_EVENTS,
    MAX_INTEGER,
    TOO_MANY_EVENTS,
    Batch,
    fingerprint,
    parse_batch,
    parse_event,
)
from trainings.events.values import How, Mark, MarkEvent, MarkValue, Wrong

SOURCE = source("A")
AUTHOR = SOURCE.author
UNREADABLE = [None, True, 1, 1.5, "", "x", "\x00", "\ud800", [], [[]], {}, {"id": 1}, 10**30]

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(categories=["L", "N", "C", "Cs", "Z"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


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
            st.datetimes(
                datetime(2, 1, 2), datetime(9998, 12, 30), timezones=st.just(UTC)
            )
        ),
        source=SOURCE,
        undoes=draw(st.uuids()) if takes_back == "undoes" else None,
        settles=draw(st.uuids()) if takes_back == "settles" else None,
    )


# Never raises


@given(json_values)
def test_any_json_is_read_or_refused(body):
    assert isinstance(parse_batch(body, author=AUTHOR), Batch | Wrong)
    assert isinstance(parse_event(body, source=SOURCE), MarkEvent | Wrong)


@given(st.sampled_from([*said(), "minutes_late", "reasons", "note", "undoes"]), json_values)
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


@given(events())
def test_event_survives_the_way_to_json_and_back(made):
    assert parse_event(json.loads(json.dumps(as_sent(made))), source=SOURCE) == made


# Fields


def test_smallest_event_is_read():
    assert read() == event("event", by="A", mark="present", base=0, seq=1)


@pytest.mark.parametrize("field", said())
def test_required_field_is_missed(field):
    raw = said()
    del raw[field]

    reason = f"wrong_{field}"
    assert parse_event(raw, source=SOURCE) == Wrong(
        reason, id=None if field == "id" else named("event")
    )


@pytest.mark.parametrize("field", said())
@pytest.mark.parametrize("unreadable", UNREADABLE, ids=repr)
def test_unreadable_field_is_refused(field, unreadable):
    if field == "seq" and unreadable == 1 and unreadable is not True:
        pytest.skip("1 is a good seq")
    if field == "base_version" and unreadable == 1 and unreadable is not True:
        pytest.skip("1 is a good version")

    assert read(**{field: unreadable}).reason == f"wrong_{field}"


@pytest.mark.parametrize("raw", UNREADABLE, ids=repr)
def test_anything_but_an_event_is_refused(raw):
    assert isinstance(parse_event(raw, source=SOURCE), Wrong)


def test_unknown_keys_are_ignored():
    assert read(colour="red", source={"author": "x"}) == read()


def test_null_is_the_same_as_not_said():
    optional = ["minutes_late", "left_early_minutes", "reasons", "note", "undoes", "settles"]

    assert read(**dict.fromkeys(optional)) == read()


@pytest.mark.parametrize(
    "text",
    [
        str(named("x")).upper(),
        named("x").hex,
        f"{{{named('x')}}}",
        f"urn:uuid:{named('x')}",
        f"{named('x')}\n",
        f" {named('x')}",
        "١" * 8 + str(named("x"))[8:],
    ],
)
@pytest.mark.parametrize("field", ["id", "session", "enrolment", "undoes", "settles"])
def test_only_canonical_ids_are_read(field, text):
    assert read(**{field: text}).reason == f"wrong_{field}"


@pytest.mark.parametrize(
    ("field", "highest"), [("base_version", 2**31 - 1), ("seq", 2**63 - 1)]
)
def test_number_fits_its_column(field, highest):
    assert getattr(read(**{field: highest}), field) == highest
    assert getattr(read(**{field: 0}), field) == 0
    for wrong in [-1, highest + 1, 10**400, 1.0, False, True, "1"]:
        assert read(**{field: wrong}).reason == f"wrong_{field}"


@pytest.mark.parametrize("minutes", [0, 1, 720])
def test_minutes_late_are_read(minutes):
    assert read(mark="late", minutes_late=minutes).value.minutes_late == minutes


@pytest.mark.parametrize("minutes", [-1, 721, 1.0, True, "5", [], 2**70])
def test_minutes_late_out_of_range_are_refused(minutes):
    assert read(mark="late", minutes_late=minutes).reason == "wrong_minutes_late"


@pytest.mark.parametrize("mark", ["present", "excused", "absent", "cleared"])
def test_only_late_has_minutes_late(mark):
    assert read(mark=mark, minutes_late=0).reason == "wrong_minutes_late"


@pytest.mark.parametrize("mark", ["present", "late"])
@pytest.mark.parametrize("minutes", [1, 720])
def test_who_came_may_have_left_early(mark, minutes):
    assert read(mark=mark, left_early_minutes=minutes).value.left_early_minutes == minutes


@pytest.mark.parametrize("mark", ["excused", "absent", "cleared"])
def test_who_did_not_come_has_not_left_early(mark):
    assert read(mark=mark, left_early_minutes=5).reason == "wrong_left_early_minutes"


@pytest.mark.parametrize("minutes", [0, -1, 721, True])
def test_minutes_left_early_out_of_range_are_refused(minutes):
    assert read(left_early_minutes=minutes).reason == "wrong_left_early_minutes"


@pytest.mark.parametrize("mark", ["excused", "absent"])
def test_reasons_are_a_set(mark):
    assert read(mark=mark, reasons=["ill", "child", "ill"]).value.reasons == ("child", "ill")


@pytest.mark.parametrize("mark", ["present", "late", "cleared"])
def test_only_who_is_away_has_reasons(mark):
    assert read(mark=mark, reasons=["ill"]).reason == "wrong_reasons"
    assert read(mark=mark, reasons=[]).value.reasons == ()


@pytest.mark.parametrize(
    "reasons",
    [
        ["a"] * 11,
        ["a" * 41],
        [""],
        ["Ill"],
        ["ill\n"],
        ["ill1"],
        ["مرض"],
        [None],
        [["ill"]],
        [{}],
        "ill",
        {"ill": 1},
        True,
    ],
)
def test_reasons_that_are_no_short_codes_are_refused(reasons):
    assert read(mark="absent", reasons=reasons).reason == "wrong_reasons"


@pytest.mark.parametrize("how", ["follows", "merged", "TAPPED", "tapped "])
def test_phone_cannot_speak_for_the_server(how):
    assert read(how=how).reason == "wrong_how"


def test_cleared_carries_no_details():
    assert read(mark="cleared", note=" ").value == MarkValue(mark=Mark.CLEARED)
    assert read(mark="cleared", note="why").reason == "wrong_note"


def test_event_undoes_or_settles_but_not_both():
    wrong = read(undoes=str(named("one")), settles=str(named("two")))

    assert wrong == Wrong("wrong_settles", id=named("event"))


# Notes


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  ill \n", "ill"),
        ("a\x00b\x1bc\x7fd\x9fe", "abcde"),
        ("\u202eabc\u202c \u2066d\u2069", "abc d"),
        ("\ud800a\udfff", "a"),
        ("one\r\ntwo\u2028three\x0bfour", "one\ntwo\nthree\nfour"),
        ("نه\u200cخۆش", "نه\u200cخۆش"),
        ("e\u0301", "é"),
        ("\U0001f9f5", "\U0001f9f5"),
        ("a\tb", "a\tb"),
    ],
)
def test_note_keeps_what_can_be_read(written, kept):
    assert read(note=written).value.note == kept


def test_long_note_is_refused():
    assert read(note="ن" * 500).value.note == "ن" * 500
    assert read(note=" " * 9 + "ن" * 500).value.note == "ن" * 500
    assert read(note="ن" * 501).reason == "wrong_note"
    assert read(note=" " * 100_000).reason == "wrong_note"


@given(st.text(st.characters()))
def test_cleaning_twice_changes_nothing_more(text):
    once = clean_note(text)

    assert clean_note(once) == once
    once.encode()
    assert "\x00" not in once


# Clocks


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2025-03-04T12:00:00Z", datetime(2025, 3, 4, 12, tzinfo=UTC)),
        ("2025-03-04T12:00Z", datetime(2025, 3, 4, 12, tzinfo=UTC)),
        ("2025-03-04T15:00:00.123+03:00", datetime(2025, 3, 4, 12, 0, 0, 123000, tzinfo=UTC)),
        ("1970-01-01T00:00:00Z", datetime(1970, 1, 1, tzinfo=UTC)),
        ("2999-01-01T00:00:00-11:30", datetime(2999, 1, 1, 11, 30, tzinfo=UTC)),
    ],
)
def test_client_time_is_read_however_wrong_the_clock(text, moment):
    assert read(client_time=text).client_time == moment


@pytest.mark.parametrize(
    "text",
    [
        "2025-03-04T12:00:00",
        "2025-03-04",
        "2025-02-30T12:00:00Z",
        "2025-03-04T24:30:00Z",
        "2025-03-04T12:00:00+99:00",
        "2025-03-04 12:00:00Z",
        "20250304T120000Z",
        "٢٠٢٥-03-04T12:00:00Z",
        "2025-W10-2T12:00:00Z",
        "0001-01-01T00:00:00+03:00",
        "9999-12-31T23:59:59-03:00",
        "9999-12-31T23:59:59Z",
        "0000-01-01T00:00:00Z",
        "+010000-01-01T00:00:00Z",
        "2025-03-04T12:00:00Z\n",
        "now",
    ],
)
def test_client_time_without_a_moment_is_refused(text):
    assert read(client_time=text).reason == "wrong_client_time"


# Batches


def test_batch_keeps_good_events_beside_wrong_ones():
    raws = [said(), said(mark="maybe"), 7]

    batch = parse_batch({"device": str(SOURCE.device), "events": raws}, author=AUTHOR)

    assert batch == Batch(
        device=SOURCE.device,
        events=(read(), Wrong("wrong_mark", id=named("event")), Wrong("wrong_event")),
        bodies=tuple(raws),
        people=(),
        extras={},
    )


def test_batch_hands_people_and_extras_on_unread():
    body = {"device": str(SOURCE.device), "events": [], "people": [1], "extras": {"stays": 2}}

    batch = parse_batch(body, author=AUTHOR)

    assert (batch.people, batch.extras) == ((1,), {"stays": 2})


@pytest.mark.parametrize("extras", [[], 1, "x", None, True])
def test_wrong_extras_never_cost_a_mark(extras):
    body = {"device": str(SOURCE.device), "events": [said()], "extras": extras}

    batch = parse_batch(body, author=AUTHOR)

    assert (batch.events, batch.extras) == ((read(),), {})


@pytest.mark.parametrize("body", [None, [], 1, "x", True])
def test_body_that_is_no_object_is_wrong(body):
    assert parse_batch(body, author=AUTHOR) == Wrong("wrong_body")


@pytest.mark.parametrize(
    ("field", "unreadable"), [("device", 1), ("events", {}), ("people", "x")]
)
def test_batch_with_an_unreadable_part_is_wrong_as_a_whole(field, unreadable):
    body = {"device": str(SOURCE.device), "events": []} | {field: unreadable}

    assert parse_batch(body, author=AUTHOR) == Wrong(f"wrong_{field}")


def test_batch_has_two_hundred_events_at_most():
    def batch_of(count):
        return parse_batch({"device": str(SOURCE.device), "events": [7] * count}, author=AUTHOR)

    assert len(batch_of(MAX_EVENTS).events) == 200
    assert batch_of(MAX_EVENTS + 1) == Wrong(TOO_MANY_EVENTS)


# Fingerprints


def test_fingerprint_is_the_same_in_every_process_and_release():
    made = event("event", mark="late", minutes_late=5, note="ملاحظة", reasons=())

    assert fingerprint(made).hex() == "98340a3987dbca9b5e9c4f546b156d7f"


def test_fingerprint_passes_over_spelling():
    one = read(mark="absent", reasons=["b", "a"], client_time="2025-03-04T15:00:00+03:00")
    other = read(mark="absent", reasons=["a", "b"], client_time="2025-03-04T12:00:00.000Z")

    assert fingerprint(one) == fingerprint(other)


@given(events(), events())
def test_other_content_has_another_fingerprint(one, other):
    assert (fingerprint(one) == fingerprint(other)) == (one == other)
