"""Whatever a hostile phone sends is answered with a word, never with a fault of ours."""

import json
from uuid import uuid4

import pytest

from tests.trainings.sync_world import class_of, phone_of, stored
from trainings.models import AttendanceEvent, RejectedEvent

pytestmark = pytest.mark.django_db

HUGE = 10**400
VALUES = [
    None,
    True,
    -1,
    0.5,
    2**31,
    2**63,
    HUGE,
    "",
    "\x00",
    "\ud800",
    "x" * 10_000,
    "é" * 5_000,
    [],
    [[[[]]]],
    {},
    {"a": {"b": []}},
    "Infinity",
]
FIELDS = [
    "id",
    "session",
    "enrolment",
    "mark",
    "minutes_late",
    "left_early_minutes",
    "reasons",
    "note",
    "how",
    "base_version",
    "seq",
    "client_time",
    "undoes",
    "settles",
]


@pytest.mark.parametrize("field", FIELDS)
def test_any_value_in_any_field_is_answered(field):
    session, [woman] = class_of(1)
    phone = phone_of(session)

    answer = phone.send(
        *(phone.mark(session, woman, "absent") | {field: value} for value in VALUES)
    )

    assert answer.response.status_code == 200
    assert len(answer.results) == len(VALUES)
    rejected = [result for result in answer.results if result["outcome"] == "rejected"]
    assert RejectedEvent.objects.count() == len(rejected) > 0


@pytest.mark.parametrize("value", [*VALUES, float("nan"), float("inf")], ids=repr)
@pytest.mark.parametrize("field", ["people", "extras", "same", "events", "device", "other"])
def test_any_value_in_any_part_is_answered(field, value):
    session, [woman] = class_of(1)
    phone = phone_of(session)
    body = {"device": phone.device, "events": [phone.mark(session, woman)]} | {field: value}

    assert phone.post(body).response.status_code in {200, 400}


def test_note_of_10000_letters_is_rejected_and_kept():
    session, [woman] = class_of(1)
    phone = phone_of(session)

    answer = phone.send(phone.mark(session, woman, note="ب" * 10_000))

    assert answer.errors == ["wrong_note"]
    assert len(json.loads(RejectedEvent.objects.get().body)["note"]) == 10_000


def test_note_is_stored_without_hidden_characters():
    session, [woman] = class_of(1)
    phone = phone_of(session)

    phone.send(phone.mark(session, woman, note="\x00\u202eجاء\ud800ت '); DROP TABLE x; --%s {}"))

    assert AttendanceEvent.objects.get().note == "جاءت '); DROP TABLE x; --%s {}"


def test_body_nested_as_deep_as_can_be_parsed_costs_nothing():
    session, [woman] = class_of(1)
    phone = phone_of(session)
    good = json.dumps(phone.mark(session, woman))
    for depth in range(100, 1100, 50):
        nested = "[" * depth + "]" * depth
        body = f'{{"device": "{phone.device}", "events": [{good}, {nested}]}}'

        assert phone.post(body).response.status_code in {200, 400}

    assert stored(session, woman) == ("present", 1)


def test_outermost_times_are_stored():
    session, [woman] = class_of(1)
    phone = phone_of(session)

    answer = phone.send(
        phone.mark(session, woman, client_time="0002-01-01T00:00:00Z"),
        phone.mark(session, woman, "late", client_time="9998-12-31T23:59:59Z"),
    )

    assert answer.outcomes == ["applied", "applied"]


def test_wrong_event_of_a_batch_costs_the_others_nothing():
    session, women = class_of(3)
    phone = phone_of(session)

    answer = phone.send(
        phone.mark(session, women[0]),
        7,
        phone.mark(session, women[1], seq=-1),
        phone.mark(session, women[2]),
    )

    assert answer.outcomes == ["applied", "rejected", "rejected", "applied"]


def test_same_id_twice_in_a_batch_counts_once():
    session, women = class_of(2)
    phone = phone_of(session)
    event = phone.mark(session, women[0])

    answer = phone.send(event, event, event | {"enrolment": str(women[1].pk)})

    assert answer.outcomes == ["applied", "duplicate", "rejected"]
    assert AttendanceEvent.objects.count() == 1


def test_undoing_and_settling_what_does_not_exist_changes_nothing():
    session, [woman] = class_of(1)
    phone = phone_of(session)
    phone.send(phone.mark(session, woman, "absent"))

    answer = phone.send(phone.mark(session, woman, "cleared", base=1, undoes=str(uuid4())))

    assert answer.outcomes == ["superseded"]
    assert stored(session, woman) == ("absent", 1)
