"""Marks are written through one service, in the database, as the rules say."""

import pytest

from accounts.roles import Role
from tests.factories import EnrolmentFactory, SessionFactory, staff
from tests.trainings.sync_phone import Phone
from trainings.models import Attendance, AttendanceEvent

pytestmark = pytest.mark.django_db


def test_first_mark_is_stored_with_its_event_and_makes_the_session_held():
    session = SessionFactory()
    woman = EnrolmentFactory(cohort=session.cohort)
    officer = staff(Role.FIELD, session.project_site)
    phone = Phone(officer)

    answer = phone.send(phone.mark(session, woman, "absent", reasons=["illness", "childcare"]))

    assert answer.outcomes == ["applied"]
    mark = Attendance.objects.get(session=session, enrolment=woman)
    assert (mark.mark, mark.reasons, mark.version) == ("absent", ["childcare", "illness"], 1)
    event = AttendanceEvent.objects.get(pk=mark.winner_id)
    assert (event.author, event.outcome, event.applied_version) == (officer, "applied", 1)
    session.refresh_from_db()
    assert (session.state, session.state_by) == ("held", officer)
