"""The log proves every mark; what it does not prove is said, and mended where it can be."""

import pytest
from django.core.management import call_command

from tests.factories import SessionFactory
from tests.trainings.sync_world import class_of, phone_of, stored
from trainings.models import Attendance, AttendanceEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def marked():
    """Two women with a history of taps, bulk, clearing, conflict and a dialogue that follows."""
    session, women = class_of(2)
    SessionFactory(cohort=session.cohort, parent=session, hour=10, hours=1)
    phone, other = phone_of(session), phone_of(session)
    for woman in women:
        phone.send(
            phone.mark(session, woman, how="bulk"),
            phone.mark(session, woman, "late", base=1, minutes_late=70, note="الحافلة"),
            phone.mark(session, woman, "cleared", base=2),
            phone.mark(session, woman, "absent", base=3, reasons=["illness"]),
        )
        other.send(other.mark(session, woman, "present", base=1))
    return session, women


def rebuild(capsys, *options):
    """Exit code and last line."""
    try:
        call_command("rebuild_attendance", *options)
        code = 0
    except SystemExit as end:
        code = end.code
    return code, capsys.readouterr().out.strip().splitlines()[-1]


def test_marks_as_they_were_written_are_proved(marked, capsys):
    assert rebuild(capsys, "--check") == (
        0,
        "4 rows compared with the log: 0 differ, 0 with a gap.",
    )


@pytest.mark.parametrize(
    "change",
    [
        {"mark": "late"},
        {"minutes_late": 3, "mark": "late"},
        {"left_early_minutes": 3},
        {"note": "x"},
        {"how": "paper"},
        {"version": 9},
    ],
)
def test_one_changed_mark_is_found_and_mended(marked, capsys, change):
    session, [woman, _] = marked
    before = stored(session, woman)
    Attendance.objects.filter(session=session, enrolment=woman).update(**change)

    assert rebuild(capsys, "--check")[0] == 1
    assert rebuild(capsys) == (
        0,
        "4 rows compared with the log: 1 differed and were rebuilt, 0 with a gap.",
    )
    assert rebuild(capsys, "--check")[0] == 0
    assert stored(session, woman) == before


def test_lost_mark_is_found_and_made_again(marked, capsys):
    session, [woman, _] = marked
    before = stored(session, woman)
    Attendance.objects.filter(session=session, enrolment=woman).delete()

    assert rebuild(capsys, "--check")[0] == 1
    rebuild(capsys)

    assert stored(session, woman) == before


def test_mark_that_no_event_led_to_is_taken_away(marked, capsys):
    session, [woman, other] = marked
    evening = SessionFactory(cohort=session.cohort, hour=15)
    winner = Attendance.objects.get(session=session, enrolment=woman).winner
    Attendance.objects.create(
        session=evening,
        enrolment=other,
        cohort=session.cohort,
        project_site=session.project_site,
        mark="present",
        how="tapped",
        version=1,
        winner=winner,
    )

    assert rebuild(capsys, "--check")[0] == 1
    rebuild(capsys)

    assert stored(evening, other) is None


def test_gap_in_the_log_is_a_difference_that_rebuilding_cannot_mend(marked, capsys):
    session, [woman, _] = marked
    first = AttendanceEvent.objects.get(session=session, enrolment=woman, applied_version=5)
    AttendanceEvent.objects.bulk_create(
        [
            AttendanceEvent(
                **{
                    field.attname: getattr(first, field.attname)
                    for field in AttendanceEvent._meta.concrete_fields
                    if field.attname not in {"id", "position", "applied_version"}
                },
                id="0190f5c8-0000-7000-8000-000000000001",
                applied_version=7,
            )
        ]
    )

    assert rebuild(capsys, "--check")[0] == 1
    assert rebuild(capsys)[0] == 1


def test_anonymised_note_is_no_difference(marked, capsys):
    _, [woman, _] = marked
    AttendanceEvent.objects.filter(enrolment=woman).update(note=None)
    Attendance.objects.filter(enrolment=woman).update(note=None)

    assert rebuild(capsys, "--check")[0] == 0
