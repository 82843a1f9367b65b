"""A mark for tests that need one to be there, with the event that it came from."""

import uuid

from django.utils import timezone

from tests.factories import UserFactory
from trainings.models import Attendance, AttendanceEvent


def mark(session, enrolment, value="present", note=None):
    """Have an enrolment marked at a session, as a single event would leave it."""
    same = {
        "session": session,
        "enrolment": enrolment,
        "cohort_id": session.cohort_id,
        "project_site_id": session.project_site_id,
        "mark": value or "cleared",
        "how": "tapped",
        "note": note,
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
    return Attendance.objects.create(version=1, winner=winner, **same | {"mark": value})
