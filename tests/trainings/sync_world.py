"""A class of today, with phones of those who may mark it."""

from accounts.roles import Role
from tests.factories import EnrolmentFactory, SessionFactory, staff
from tests.trainings.sync_phone import Phone
from trainings.models import Attendance, AttendanceEvent


def class_of(women=1, **session_fields):
    """A session and the places of the women in its cohort."""
    session = SessionFactory(**session_fields)
    return session, EnrolmentFactory.create_batch(women, cohort=session.cohort)


def phone_of(session, role=Role.FIELD):
    """The phone of somebody with a role at the place of a session."""
    return Phone(staff(role, session.project_site))


def stored(session, enrolment):
    """The mark and version of a row as they are stored; None when nobody touched it."""
    return (
        Attendance.objects.filter(session=session, enrolment=enrolment)
        .values_list("mark", "version")
        .first()
    )


def log_of(session, enrolment):
    """Mark, outcome and applied version of every event of a row, in the order of the log."""
    return list(
        AttendanceEvent.objects.filter(session=session, enrolment=enrolment)
        .order_by("position")
        .values_list("mark", "outcome", "applied_version")
    )
