"""What the database knows of the details of a mark, a cleared one above all."""

import uuid

import pytest
from django.utils import timezone

from tests.factories import EnrolmentFactory, SessionFactory, UserFactory
from tests.trainings.refused import refused_by
from trainings.models import Attendance, AttendanceEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def row():
    """A row that was marked present."""
    session = SessionFactory()
    same = {
        "session": session,
        "enrolment": EnrolmentFactory(cohort=session.cohort),
        "cohort": session.cohort,
        "project_site": session.project_site,
        "mark": "present",
        "how": "tapped",
    }
    winner = AttendanceEvent.objects.create(
        id=uuid.uuid4(),
        author=UserFactory(),
        device=uuid.uuid4(),
        seq=1,
        base_version=0,
        client_time=timezone.now(),
        received_at=timezone.now(),
        skew_seconds=0,
        fingerprint=b"",
        outcome="applied",
        applied_version=1,
        **same,
    )
    return Attendance.objects.create(version=1, winner=winner, **same)


DETAILS = {
    "minutes_late": (10, "attendance_minutes_late_only_when_late", {"late"}),
    "left_early_minutes": (10, "attendance_left_early_only_when_there", {"present", "late"}),
    "reasons": (["work"], "attendance_reasons_only_when_not_there", {"absent", "excused"}),
}


@pytest.mark.parametrize("detail", DETAILS)
@pytest.mark.parametrize("mark", ["present", "late", "excused", "absent", None])
def test_details_fit_the_mark(row, detail, mark):
    value, constraint, fitting = DETAILS[detail]
    rows = Attendance.objects.filter(pk=row.pk)

    if mark in fitting:
        assert rows.update(mark=mark, **{detail: value}) == 1
    else:
        with refused_by(constraint):
            rows.update(mark=mark, **{detail: value})
