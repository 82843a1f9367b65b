"""Notes and clocks as phones send them: kept as far as they can be read, never trusted."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.trainings.event_json import read
from trainings.events.fields import clean_note

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
