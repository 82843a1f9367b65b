"""Marks are written through one service, in the database, as the rules say."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import SessionFactory
from tests.trainings.sync_world import class_of, log_of, phone_of, stored
from trainings.models import Attendance, AttendanceEvent

pytestmark = pytest.mark.django_db


def test_first_mark_is_stored_with_its_event_and_makes_the_session_held():
    session, [woman] = class_of(1)
    phone = phone_of(session)

    answer = phone.send(phone.mark(session, woman, "absent", reasons=["illness", "childcare"]))

    assert answer.outcomes == ["applied"]
    mark = Attendance.objects.get(session=session, enrolment=woman)
    assert (mark.mark, mark.reasons, mark.version) == ("absent", ["childcare", "illness"], 1)
    event = AttendanceEvent.objects.get(pk=mark.winner_id)
    assert (event.author, event.outcome, event.applied_version) == (phone.user, "applied", 1)
    session.refresh_from_db()
    assert (session.state, session.state_by) == ("held", phone.user)


def test_every_detail_of_an_event_is_stored():
    session, [woman] = class_of(1)
    phone = phone_of(session)
    ahead = timezone.now() + timedelta(hours=5)
    event = phone.mark(
        session,
        woman,
        "late",
        minutes_late=20,
        left_early_minutes=15,
        note="جاءت مع ابنتها",
        how="paper",
        client_time=ahead.isoformat(),
        seq=2**63 - 1,
    )

    phone.send(event)

    kept = AttendanceEvent.objects.get(pk=event["id"])
    mark = Attendance.objects.get(winner=kept)
    for row in (kept, mark):
        assert (row.mark, row.minutes_late, row.left_early_minutes) == ("late", 20, 15)
        assert (row.note, row.how, row.reasons) == ("جاءت مع ابنتها", "paper", [])
        assert (row.cohort, row.project_site) == (session.cohort, session.project_site)
    assert (str(kept.device), kept.seq, kept.client_time) == (phone.device, 2**63 - 1, ahead)
    assert abs(kept.skew_seconds - 5 * 3600) < 60


@pytest.mark.parametrize("mark", ["excused", "cleared"])
def test_excuse_or_clearing_does_not_make_the_session_held(mark):
    session, [woman] = class_of(1)
    phone = phone_of(session)

    phone.send(phone.mark(session, woman, mark))

    session.refresh_from_db()
    assert session.state == "planned"


def test_clearing_keeps_the_row_without_a_mark():
    session, [woman] = class_of(1)
    phone = phone_of(session)
    phone.send(phone.mark(session, woman, "absent", reasons=["illness"], note="حمى"))

    answer = phone.send(phone.mark(session, woman, "cleared", base=1))

    assert answer.marks == [(None, 2)]
    mark = Attendance.objects.get(session=session, enrolment=woman)
    assert (mark.mark, mark.version, mark.reasons, mark.note) == (None, 2, [], "")


def test_several_events_of_one_row_are_folded_to_one_value():
    session, [woman] = class_of(1)
    phone = phone_of(session)
    events = [phone.mark(session, woman, mark) for mark in ("absent", "late", "present")]

    answer = phone.send(*reversed(events))

    assert answer.marks == [("present", 3), ("late", 2), ("absent", 1)]
    assert stored(session, woman) == ("present", 3)
    assert log_of(session, woman) == [
        ("absent", "applied", 1),
        ("late", "applied", 2),
        ("present", "applied", 3),
    ]


def test_one_batch_marks_several_sessions():
    session, women = class_of(3)
    evening = SessionFactory(cohort=session.cohort, hour=15)
    phone = phone_of(session)

    answer = phone.send(*(phone.mark(at, woman) for woman in women for at in (session, evening)))

    assert set(answer.outcomes) == {"applied"}
    assert Attendance.objects.filter(mark="present", session__state="held").count() == 6


def test_empty_batch_is_answered_with_where_the_log_stands():
    session, [woman] = class_of(1)
    phone = phone_of(session)
    marked = phone.send(phone.mark(session, woman)).json

    answer = phone.send().json

    assert answer["results"] == []
    assert answer["restore_id"] == marked["restore_id"]
    assert answer["log_position"] >= marked["log_position"] > 0
