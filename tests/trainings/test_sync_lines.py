"""The eleven lines of the rules, through the real endpoint."""

import json
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from tests.trainings.sync_world import class_of, log_of, phone_of, stored
from trainings.events.decide import disagreement_id
from trainings.models import AttendanceEvent, Disagreement, RejectedEvent, Review

pytestmark = pytest.mark.django_db


@pytest.fixture
def row():
    """A session, a woman of it, and two phones of different authors."""
    session, [woman] = class_of(1)
    return session, woman, phone_of(session), phone_of(session)


def test_line_1_wrong_shape_is_rejected_and_its_body_kept(row):
    session, woman, phone, _ = row
    wrong = phone.mark(session, woman, "asleep", note="\x00")

    answer = phone.send(wrong, phone.mark(session, woman))

    assert answer.outcomes == ["rejected", "applied"]
    assert answer.results[0] == {
        "id": wrong["id"],
        "outcome": "rejected",
        "mark": None,
        "version": 0,
        "error": "wrong_mark",
    }
    kept = RejectedEvent.objects.get()
    assert (kept.author, kept.error, json.loads(kept.body)) == (phone.user, "wrong_mark", wrong)


def test_line_2_retry_is_a_duplicate_and_shows_the_current_mark(row):
    session, woman, phone, other = row
    absent = phone.mark(session, woman, "absent")
    phone.send(absent)
    other.send(other.mark(session, woman, "present", base=1))

    answer = phone.send(absent)

    assert answer.outcomes == ["duplicate"]
    assert answer.marks == [("present", 2)]
    assert len(log_of(session, woman)) == 2


@pytest.mark.parametrize("changed", [{"mark": "late"}, {"note": "x"}, {"seq": 99}])
def test_line_2_id_with_other_content_is_rejected_and_kept(row, changed):
    session, woman, phone, _ = row
    event = phone.mark(session, woman, "absent")
    phone.send(event)

    answer = phone.send(event | changed)

    assert (answer.outcomes, answer.errors) == (["rejected"], ["id_reused"])
    assert stored(session, woman) == ("absent", 1)
    assert json.loads(RejectedEvent.objects.get().body) == event | changed


def test_line_2_id_of_another_author_is_rejected(row):
    session, woman, phone, other = row
    event = phone.mark(session, woman, "absent")
    phone.send(event)

    answer = other.send(event)

    assert (answer.outcomes, answer.errors) == (["rejected"], ["id_reused"])
    assert answer.marks == [(None, 0)]


def test_line_2_id_of_an_event_for_another_session_is_rejected(row):
    session, woman, phone, _ = row
    elsewhere, [stranger] = class_of(1)
    event = phone.mark(session, woman)
    phone.send(event)
    other = phone_of(elsewhere)

    answer = other.send(other.mark(elsewhere, stranger, id=event["id"]))

    assert answer.errors == ["id_reused"]
    assert stored(elsewhere, stranger) is None


def test_line_3_row_of_another_site_answers_like_a_random_id(row):
    session, woman, phone, _ = row
    elsewhere, [stranger] = class_of(1)
    events = [
        phone.mark(elsewhere, stranger),
        phone.mark(session, stranger),
        phone.mark(elsewhere, woman),
        phone.mark(uuid4(), woman),
        phone.mark(session, uuid4()),
        phone.mark(uuid4(), uuid4()),
    ]

    answer = phone.send(*events)

    without_ids = [{**result, "id": None} for result in answer.results]
    assert without_ids == [
        {
            "id": None,
            "outcome": "rejected",
            "mark": None,
            "version": 0,
            "error": "unknown_enrolment",
        }
    ] * len(events)
    # The phone keeps these, so that nobody can fill the server with what it has no right to.
    assert not RejectedEvent.objects.exists()
    assert not AttendanceEvent.objects.exists()


def test_line_4_locked_period_waits_for_review_and_its_retry_is_a_duplicate(row):
    session, woman, phone, _ = row
    project = session.project_site.project
    project.locked_until = timezone.localdate()
    project.save()
    event = phone.mark(session, woman)

    answers = [phone.send(event), phone.send(event)]

    assert [answer.outcomes for answer in answers] == [["pending_review"], ["duplicate"]]
    assert answers[0].errors == ["locked"]
    assert stored(session, woman) is None
    review = Review.objects.get()
    assert (str(review.event_id), review.project_site) == (event["id"], session.project_site)
    assert review.event.error == "locked"
    session.refresh_from_db()
    assert session.state == "planned"


def test_line_5_older_turn_of_the_same_source_is_superseded(row):
    session, woman, phone, _ = row
    first, second, third = (
        phone.mark(session, woman, mark) for mark in ("absent", "late", "present")
    )

    outcomes = [phone.send(event).outcomes for event in (third, first, second)]

    assert outcomes == [["applied"], ["superseded"], ["superseded"]]
    assert stored(session, woman) == ("present", 1)


def test_line_5_turns_of_other_rows_and_devices_do_not_count(row):
    session, woman, phone, _ = row
    other_phone = phone_of(session)
    other_phone.user = phone.user
    other_phone.client.force_login(phone.user)
    phone.send(phone.mark(session, woman, "absent", seq=50))

    answer = other_phone.send(other_phone.mark(session, woman, "late", base=1, seq=1))

    assert answer.outcomes == ["applied"]


def test_line_6_undo_of_the_winner_is_applied_and_of_another_event_superseded(row):
    session, woman, phone, other = row
    bulk = phone.mark(session, woman, how="bulk")
    phone.send(bulk)
    undo = phone.mark(session, woman, "cleared", base=1, how="bulk", undoes=bulk["id"])
    late_undo = other.mark(session, woman, "cleared", base=1, how="bulk", undoes=bulk["id"])

    answers = [phone.send(undo), other.send(late_undo)]

    assert [answer.outcomes for answer in answers] == [["applied"], ["superseded"]]
    assert stored(session, woman) == (None, 2)


def test_line_6_settling_closes_the_disagreement(row):
    session, woman, phone, other = row
    phone.send(phone.mark(session, woman, "absent"))
    other.send(other.mark(session, woman, "present"))
    disagreement = Disagreement.objects.get()
    settling = phone.mark(session, woman, "late", base=2, settles=str(disagreement.pk))

    answer = phone.send(settling)

    assert answer.outcomes == ["applied"]
    disagreement.refresh_from_db()
    assert disagreement.settled_by == phone.user
    assert str(disagreement.settled_by_event_id) == settling["id"]
    assert stored(session, woman) == ("late", 3)


def test_line_7_same_mark_changes_nothing_but_a_tap_makes_a_soft_row_firm(row):
    session, woman, phone, other = row
    phone.send(phone.mark(session, woman, how="bulk"))

    answers = [
        other.send(other.mark(session, woman, base=1)),
        other.send(other.mark(session, woman, base=2)),
    ]

    assert [answer.outcomes for answer in answers] == [["applied"], ["noop"]]
    assert stored(session, woman) == ("present", 2)


def test_line_8_bulk_never_touches_a_mark(row):
    session, woman, phone, other = row
    phone.send(phone.mark(session, woman, "absent"))

    answer = other.send(other.mark(session, woman, base=1, how="bulk"))

    assert (answer.outcomes, answer.marks) == (["superseded"], [("absent", 1)])


def test_line_9_who_knows_the_version_may_change_the_mark(row):
    session, woman, phone, other = row
    phone.send(phone.mark(session, woman, "absent"))

    answer = other.send(other.mark(session, woman, "present", base=1))

    assert (answer.outcomes, answer.marks) == (["applied"], [("present", 2)])
    assert not Disagreement.objects.exists()


def test_line_10_stale_clearing_leaves_anothers_mark(row):
    session, woman, phone, other = row
    phone.send(phone.mark(session, woman, "absent"))

    answer = other.send(other.mark(session, woman, "cleared"))

    assert (answer.outcomes, answer.marks) == (["superseded"], [("absent", 1)])


def test_line_11_two_who_did_not_know_of_each_other_disagree_once(row):
    session, woman, phone, other = row
    absent = phone.mark(session, woman, "absent")
    present = other.mark(session, woman, "present")
    third = phone_of(session)

    outcomes = [
        phone.send(absent).outcomes,
        other.send(present).outcomes,
        third.send(third.mark(session, woman, "late")).outcomes,
    ]

    assert outcomes == [["applied"], ["conflict"], ["conflict"]]
    disagreement = Disagreement.objects.get()
    assert str(disagreement.opened_by_event_id) == present["id"]
    assert str(disagreement.against_event_id) == absent["id"]
    assert (disagreement.settled_at, disagreement.project_site) == (None, session.project_site)
    assert stored(session, woman) == ("late", 3)


def test_batch_may_open_a_disagreement_and_settle_it(row):
    session, woman, phone, other = row
    phone.send(phone.mark(session, woman, "absent"))
    present = other.mark(session, woman, "present")
    opened = disagreement_id(UUID(present["id"]))
    settling = other.mark(session, woman, "late", base=2, settles=str(opened))

    answer = other.send(present, settling)

    assert answer.outcomes == ["conflict", "applied"]
    disagreement = Disagreement.objects.get()
    assert (disagreement.pk, disagreement.settled_by) == (opened, other.user)
