"""The truths of marks, events and what waits: each broken once, each edge touched."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from core.ids import uuid7
from tests.factories import EnrolmentFactory, SessionFactory, UserFactory
from trainings.models import Attendance, AttendanceEvent, Disagreement, Review

pytestmark = pytest.mark.django_db


@pytest.fixture
def row():
    """A session and a place in its cohort."""
    session = SessionFactory()
    return session, EnrolmentFactory(cohort=session.cohort)


def event_of(row, **said):
    """Store the smallest event of a row."""
    session, woman = row
    now = timezone.now()
    fields = {
        "id": uuid7(),
        "session": session,
        "enrolment": woman,
        "cohort": session.cohort,
        "project_site": session.project_site,
        "author": said.pop("author", None) or UserFactory(),
        "device": uuid7(),
        "seq": 1,
        "mark": "absent",
        "how": "tapped",
        "base_version": 0,
        "client_time": now,
        "received_at": now,
        "skew_seconds": 0,
        "fingerprint": b"0" * 16,
        "outcome": "applied",
        "applied_version": 1,
    }
    return AttendanceEvent.objects.create(**fields | said)


def mark_of(row, winner=None, **said):
    """Store the smallest mark of a row."""
    session, woman = row
    fields = {
        "session": session,
        "enrolment": woman,
        "cohort": session.cohort,
        "project_site": session.project_site,
        "mark": "absent",
        "how": "tapped",
        "version": 1,
        "winner": winner or event_of(row),
    }
    return Attendance.objects.create(**fields | said)


def disagreement_of(row, **said):
    """Store the smallest disagreement of a row."""
    session, woman = row
    event = said.pop("event", None) or event_of(row)
    fields = {
        "id": uuid7(),
        "session": session,
        "enrolment": woman,
        "project_site": session.project_site,
        "opened_at": timezone.now(),
        "opened_by_event": event,
        "against_event": event,
    }
    return Disagreement.objects.create(**fields | said)


def refused(name):
    """A block that the database refuses under this name."""
    return pytest.raises(DatabaseError, match=name)


DETAILS = [
    ({"mark": "present", "minutes_late": 5}, "minutes_late_only_when_late"),
    ({"mark": "absent", "left_early_minutes": 5}, "left_early_only_when_there"),
    ({"mark": "excused", "left_early_minutes": 5}, "left_early_only_when_there"),
    ({"mark": "present", "reasons": ["illness"]}, "reasons_only_when_not_there"),
    ({"mark": "late", "reasons": ["illness"]}, "reasons_only_when_not_there"),
]
FITTING = [
    {"mark": "late", "minutes_late": 0, "left_early_minutes": 1},
    {"mark": "present", "left_early_minutes": 1},
    {"mark": "absent", "reasons": ["illness", "travel"]},
    {"mark": "excused", "reasons": ["illness"]},
]


@pytest.mark.parametrize(("details", "name"), DETAILS)
def test_details_fit_the_mark(row, details, name):
    winner = event_of(row)

    with refused(f"attendance_{name}"), transaction.atomic():
        mark_of(row, winner, **details)
    with refused(f"attendance_event_{name}"), transaction.atomic():
        event_of(row, applied_version=2, **details)


@pytest.mark.parametrize("details", FITTING)
def test_fitting_details_pass(row, details):
    mark_of(row, event_of(row, **details), **details)


def test_row_without_a_mark_has_no_details(row):
    winner = event_of(row, mark="cleared")

    with refused("attendance_reasons_only_when_not_there"), transaction.atomic():
        mark_of(row, winner, mark=None, reasons=["illness"])
    with refused("attendance_minutes_late_only_when_late"), transaction.atomic():
        mark_of(row, winner, mark=None, minutes_late=3)


def test_cleared_row_without_details_passes(row):
    assert mark_of(row, event_of(row, mark="cleared"), mark=None).mark is None


def test_woman_has_one_mark_at_a_session(row):
    winner = mark_of(row).winner

    with refused("attendance_one_per_session_and_enrolment"):
        mark_of(row, winner)


def test_woman_has_a_mark_at_each_session_of_a_day(row):
    session, woman = row
    mark_of(row)

    mark_of((SessionFactory(cohort=session.cohort, hour=15), woman))

    assert woman.attendances.count() == 2


def test_version_counts_from_one(row):
    with refused("attendance_version_counts_from_one"):
        mark_of(row, version=0)


def test_two_events_bring_a_row_to_different_versions(row):
    event_of(row)
    event_of(row, applied_version=2)

    with refused("attendance_event_one_per_version"):
        event_of(row, applied_version=2)


def test_events_that_changed_nothing_are_many(row):
    for _ in range(2):
        event_of(row, outcome="superseded", applied_version=None)


@pytest.mark.parametrize(
    ("outcome", "version"),
    [
        ("applied", None),
        ("conflict", None),
        ("noop", 1),
        ("superseded", 1),
        ("pending_review", 1),
        ("duplicate", None),
        ("rejected", None),
    ],
)
def test_event_has_a_version_exactly_when_it_changed_the_row(row, outcome, version):
    with refused("attendance_event_version_when_applied"):
        event_of(row, outcome=outcome, applied_version=version)


def test_event_id_is_stored_once(row):
    session, _ = row
    first = event_of(row)
    other = (session, EnrolmentFactory(cohort=session.cohort))

    with pytest.raises(IntegrityError):
        event_of(other, id=first.pk)


@pytest.mark.parametrize("made", [event_of, mark_of])
def test_mark_belongs_to_the_cohort_of_its_session_and_enrolment(row, made):
    session, _ = row
    elsewhere = SessionFactory()
    stranger = EnrolmentFactory(cohort=elsewhere.cohort)
    more = {} if made is event_of else {"winner": event_of(row)}

    with refused("_in_cohort_of_enrolment"), transaction.atomic():
        made((session, stranger), **more)
    with refused("_in_cohort_of_session"), transaction.atomic():
        made(
            (session, stranger),
            cohort=elsewhere.cohort,
            project_site=elsewhere.project_site,
            **more,
        )
    with refused("_in_cohort_of_session"), transaction.atomic():
        made(row, project_site=elsewhere.project_site, **more)


@pytest.mark.parametrize(
    "change",
    [{"mark": "present"}, {"outcome": "conflict"}, {"seq": 7}, {"note": "other"}, {"error": "x"}],
)
def test_event_is_never_changed(row, change):
    event = event_of(row, note="said")

    with refused("attendance events are only ever added"):
        AttendanceEvent.objects.filter(pk=event.pk).update(**change)


def test_event_is_never_deleted(row):
    event = event_of(row)

    with refused("attendance events are only ever added"):
        AttendanceEvent.objects.filter(pk=event.pk).delete()


def test_note_of_an_event_may_be_taken_away_and_nothing_with_it(row):
    event = event_of(row, note="said")

    with refused("attendance events are only ever added"), transaction.atomic():
        AttendanceEvent.objects.filter(pk=event.pk).update(note=None, mark="present")
    AttendanceEvent.objects.filter(pk=event.pk).update(note=None)

    event.refresh_from_db()
    assert (event.note, event.mark) == (None, "absent")


def test_events_have_rising_positions(row):
    first, second = event_of(row), event_of(row, applied_version=2)
    for event in (first, second):
        event.refresh_from_db()

    assert second.position > first.position


def test_row_has_one_open_disagreement(row):
    event = event_of(row)
    disagreement_of(row, event=event)

    with refused("disagreement_one_open_per_row"):
        disagreement_of(row, event=event)


def test_settled_disagreement_makes_room_for_another(row):
    event, manager = event_of(row), UserFactory()
    for _ in range(2):
        disagreement_of(row, event=event, settled_at=timezone.now(), settled_by=manager)

    disagreement_of(row, event=event)

    assert Disagreement.objects.open().count() == 1


@pytest.mark.parametrize("half", ["settled_at", "settled_by"])
def test_what_is_settled_says_when_and_by_whom(row, half):
    settled = {"settled_at": timezone.now(), "settled_by": UserFactory()}
    event = event_of(row, outcome="pending_review", applied_version=None)

    with refused("disagreement_settled_by_somebody"), transaction.atomic():
        disagreement_of(row, event=event, **{half: settled[half]})
    with refused("review_settled_by_somebody|review_settled_has_verdict"), transaction.atomic():
        review_of(event, **{half: settled[half]}, verdict="accepted")


def review_of(event, **said):
    """Store the smallest review."""
    return Review.objects.create(
        event=event, project_site=event.project_site, opened_at=timezone.now(), **said
    )


def test_review_has_a_verdict_exactly_when_it_is_settled(row):
    event = event_of(row, outcome="pending_review", applied_version=None)
    settled = {"settled_at": timezone.now(), "settled_by": UserFactory()}

    with refused("review_settled_has_verdict"), transaction.atomic():
        review_of(event, verdict="accepted")
    with refused("review_settled_has_verdict"), transaction.atomic():
        review_of(event, **settled)
    review_of(event, **settled, verdict="declined", reason="twice")


def test_event_is_reviewed_once(row):
    event = event_of(row, outcome="pending_review", applied_version=None)
    review_of(event)

    with pytest.raises(IntegrityError):
        review_of(event)


@contextmanager
def checked_at_its_end():
    """Look at what the end of a transaction would look at."""
    yield
    connection.check_constraints()


def test_winner_of_a_mark_is_an_event(row):
    ghost = AttendanceEvent(id=uuid7())

    with pytest.raises(IntegrityError), transaction.atomic(), checked_at_its_end():
        mark_of(row, ghost)


def test_guest_is_there_for_her_one_day_only(row):
    session, _ = row
    day = session.on_day
    place = {"cohort": session.cohort, "kind": "guest", "from_on": day}

    with refused("enrolment_of_a_guest_is_one_day"), transaction.atomic():
        EnrolmentFactory(**place, to_on=day + timedelta(days=2))
    EnrolmentFactory(**place, to_on=day + timedelta(days=1))
