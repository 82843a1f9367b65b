"""One request as a whole: good events count beside wrong ones, and extras cost nothing."""

import pytest

from tests.trainings.event_builders import named
from tests.trainings.event_json import SOURCE, read, said
from trainings.events.parse import MAX_EVENTS, TOO_MANY_EVENTS, Batch, parse_batch
from trainings.events.values import Wrong

AUTHOR = SOURCE.author


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


def test_what_all_events_say_alike_may_be_said_once():
    alike = {key: said()[key] for key in ("session", "how", "client_time")}
    raws = [said(mark=mark) for mark in ("present", "absent")]
    short = [{key: raw[key] for key in raw.keys() - alike.keys()} for raw in raws]
    body = {"device": str(SOURCE.device)}

    batch = parse_batch(body | {"same": alike, "events": short}, author=AUTHOR)

    assert batch == parse_batch(body | {"events": raws}, author=AUTHOR)


def test_event_that_says_it_otherwise_is_taken_at_its_word():
    body = {"device": str(SOURCE.device), "same": {"how": "bulk"}, "events": [said(how="tapped")]}

    assert parse_batch(body, author=AUTHOR).events == (read(how="tapped"),)


@pytest.mark.parametrize(
    "same", [[], "x", 1, {"mark": "present"}, {"how": 1}, {"how": None}, {"session": "x" * 65}]
)
def test_batch_says_little_for_all_events_at_once(same):
    # It is kept with each event that is refused.
    body = {"device": str(SOURCE.device), "events": [said()], "same": same}

    assert parse_batch(body, author=AUTHOR) == Wrong("wrong_same")


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


@pytest.mark.parametrize(("field", "unreadable"), [("device", 1), ("events", {}), ("people", "x")])
def test_batch_with_an_unreadable_part_is_wrong_as_a_whole(field, unreadable):
    body = {"device": str(SOURCE.device), "events": []} | {field: unreadable}

    assert parse_batch(body, author=AUTHOR) == Wrong(f"wrong_{field}")


def test_batch_has_two_hundred_events_at_most():
    def batch_of(count):
        return parse_batch({"device": str(SOURCE.device), "events": [7] * count}, author=AUTHOR)

    assert len(batch_of(MAX_EVENTS).events) == 200
    assert batch_of(MAX_EVENTS + 1) == Wrong(TOO_MANY_EVENTS)
