"""The catalogue, its cohorts and sessions, and who was there."""

from trainings.models.attendance import Attendance
from trainings.models.call import Call
from trainings.models.certificate import Certificate, CertificatePrint
from trainings.models.cohort import Cohort
from trainings.models.community_answer import CommunityAnswer
from trainings.models.completion import Completion
from trainings.models.course import Course, CourseVersion
from trainings.models.dialogue import DialogueNote
from trainings.models.enrolment import Enrolment, PlannedExcuse
from trainings.models.event import AttendanceEvent
from trainings.models.follow_up import FollowUp
from trainings.models.handout import Handout
from trainings.models.merged_place import MergedPlace
from trainings.models.module import Module
from trainings.models.nomination import Nomination
from trainings.models.place_step import PlaceStep
from trainings.models.referral import Referral
from trainings.models.session import Session
from trainings.models.session_staff import SessionStaff
from trainings.models.skill import Skill, SkillRating
from trainings.models.waiting import Disagreement, RejectedEvent, Review

__all__ = [
    "Attendance",
    "AttendanceEvent",
    "Call",
    "Certificate",
    "CertificatePrint",
    "Cohort",
    "CommunityAnswer",
    "Completion",
    "Course",
    "CourseVersion",
    "DialogueNote",
    "Disagreement",
    "Enrolment",
    "FollowUp",
    "Handout",
    "MergedPlace",
    "Module",
    "Nomination",
    "PlaceStep",
    "PlannedExcuse",
    "Referral",
    "RejectedEvent",
    "Review",
    "Session",
    "SessionStaff",
    "Skill",
    "SkillRating",
]
