"""The fields of one event: what is read, and by which name it is refused."""

import pytest

from tests.trainings.event_builders import event, named
from tests.trainings.event_json import SOURCE, read, said
from trainings.events.parse import parse_event
from trainings.events.values import Mark, MarkValue, Wrong

UNREADABLE = [None, True, 1, 1.5, "", "x", "\x00", "\ud800", [], [[]], {}, {"id": 1}, 10**30]


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


@pytest.mark.parametrize(
    ("field", "unreadable"),
    [
        (field, unreadable)
        for field in said()
        for unreadable in UNREADABLE
        if not (type(unreadable) is int and unreadable == 1 and field in {"seq", "base_version"})
    ],
    ids=repr,
)
def test_unreadable_field_is_refused(field, unreadable):
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


@pytest.mark.parametrize(("field", "highest"), [("base_version", 2**31 - 1), ("seq", 2**63 - 1)])
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
