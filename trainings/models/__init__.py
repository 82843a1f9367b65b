"""The catalogue, its cohorts and sessions, and who was there."""

from trainings.models.attendance import Attendance
from trainings.models.cohort import Cohort
from trainings.models.course import Course, CourseVersion
from trainings.models.dialogue import DialogueNote, Referral
from trainings.models.enrolment import Enrolment, PlannedExcuse
from trainings.models.event import AttendanceEvent
from trainings.models.module import Module
from trainings.models.session import Session
from trainings.models.session_staff import SessionStaff
from trainings.models.waiting import Disagreement, RejectedEvent, Review

__all__ = [
    "Attendance",
    "AttendanceEvent",
    "Cohort",
    "Course",
    "CourseVersion",
    "DialogueNote",
    "Disagreement",
    "Enrolment",
    "Module",
    "PlannedExcuse",
    "Referral",
    "RejectedEvent",
    "Review",
    "Session",
    "SessionStaff",
]
