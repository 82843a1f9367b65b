"""The smallest valid row of each kind; whatever matters to a test is given in the test."""

from __future__ import annotations

from datetime import date, timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from core.ids import uuid7
from tests.people_factories import *  # noqa: F403 -- one place to import from
from tests.people_factories import ParticipantFactory, ProjectSiteFactory, UserFactory, at
from trainings.models import (
    Call,
    Certificate,
    CertificatePrint,
    Cohort,
    CommunityAnswer,
    Completion,
    Course,
    CourseVersion,
    DialogueNote,
    Enrolment,
    FollowUp,
    Handout,
    MergedPlace,
    Module,
    Nomination,
    PlaceStep,
    PlannedExcuse,
    Referral,
    Session,
    SessionStaff,
    Skill,
    SkillRating,
)


class CourseFactory(DjangoModelFactory):
    class Meta:
        model = Course

    code = factory.Sequence(lambda n: f"course-{n}")
    title_ar = "الخياطة"
    title_en = "Sewing"


class CourseVersionFactory(DjangoModelFactory):
    class Meta:
        model = CourseVersion

    course = factory.SubFactory(CourseFactory)
    number = factory.Sequence(lambda n: n + 1)


class ModuleFactory(DjangoModelFactory):
    class Meta:
        model = Module

    version = factory.SubFactory(CourseVersionFactory)
    number = factory.Sequence(lambda n: n + 1)
    minutes = 180
    topic_ar = "القياسات"
    topic_en = "Measuring"


class CohortFactory(DjangoModelFactory):
    class Meta:
        model = Cohort

    version = factory.SubFactory(CourseVersionFactory)
    project_site = factory.SubFactory(ProjectSiteFactory)
    name = factory.Sequence(lambda n: f"المجموعة {n}")
    starts_on = date(2026, 1, 1)
    ends_on = date(2027, 12, 31)
    created_by = factory.SubFactory(UserFactory)


class EnrolmentFactory(DjangoModelFactory):
    class Meta:
        model = Enrolment

    cohort = factory.SubFactory(CohortFactory)
    project_site = factory.SelfAttribute("cohort.project_site")
    participant = factory.SubFactory(
        ParticipantFactory,
        project_sites=factory.LazyAttribute(
            lambda person: [person.factory_parent.cohort.project_site_id]
        ),
    )
    from_on = date(2026, 1, 1)
    created_by = factory.SubFactory(UserFactory)


class MergedPlaceFactory(DjangoModelFactory):
    class Meta:
        model = MergedPlace

    into = factory.SubFactory(EnrolmentFactory)
    enrolment = factory.SubFactory(EnrolmentFactory, cohort=factory.SelfAttribute("..into.cohort"))
    state_before = Enrolment.State.ENROLLED
    merged_at = factory.LazyFunction(timezone.now)
    merged_by = factory.SubFactory(UserFactory)


class PlaceStepFactory(DjangoModelFactory):
    class Meta:
        model = PlaceStep

    enrolment = factory.SubFactory(EnrolmentFactory)
    state = Enrolment.State.ENROLLED
    on_day = date(2026, 1, 1)
    at = factory.LazyFunction(timezone.now)
    by = factory.SubFactory(UserFactory)


class CommunityAnswerFactory(DjangoModelFactory):
    class Meta:
        model = CommunityAnswer

    cohort = factory.SubFactory(CohortFactory)
    project_site = factory.SelfAttribute("cohort.project_site")
    on_day = factory.LazyFunction(timezone.localdate)
    answer = "m"
    asked_at = factory.LazyFunction(timezone.now)
    asked_by = factory.SubFactory(UserFactory)


class PlannedExcuseFactory(DjangoModelFactory):
    class Meta:
        model = PlannedExcuse

    enrolment = factory.SubFactory(EnrolmentFactory)
    from_on = factory.LazyFunction(timezone.localdate)
    to_on = factory.LazyAttribute(lambda excuse: excuse.from_on + timedelta(days=1))
    reason = "travel"
    created_by = factory.SubFactory(UserFactory)


class SessionFactory(DjangoModelFactory):
    """A session of today from nine to twelve; give `day`, `hour` or `hours` for another."""

    class Meta:
        model = Session

    class Params:
        day = factory.LazyFunction(timezone.localdate)
        hour = 9
        hours = 3

    cohort = factory.SubFactory(CohortFactory)
    project_site = factory.SelfAttribute("cohort.project_site")
    number = factory.Sequence(lambda n: n + 1)
    starts_at = factory.LazyAttribute(lambda session: at(session.day, session.hour))
    ends_at = factory.LazyAttribute(
        lambda session: session.starts_at + timedelta(hours=session.hours)
    )

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        session = super()._create(model_class, *args, **kwargs)
        # A trigger keeps on_day.
        session.refresh_from_db(fields=["on_day"])
        return session


class SessionStaffFactory(DjangoModelFactory):
    class Meta:
        model = SessionStaff

    session = factory.SubFactory(SessionFactory)
    user = factory.SubFactory(UserFactory)


class DialogueNoteFactory(DjangoModelFactory):
    class Meta:
        model = DialogueNote

    session = factory.SubFactory(SessionFactory)
    other_topic = "الجيران"
    mood = DialogueNote.Mood.WELL
    noted_by = factory.SubFactory(UserFactory)


class ReferralFactory(DjangoModelFactory):
    class Meta:
        model = Referral

    session = factory.SubFactory(SessionFactory)
    project_site = factory.SelfAttribute("session.project_site")
    kind = Referral.Kind.SUPPORT
    made_by = factory.SubFactory(UserFactory)


class FollowUpFactory(DjangoModelFactory):
    """An open follow-up of one absence, due today."""

    class Meta:
        model = FollowUp

    enrolment = factory.SubFactory(EnrolmentFactory)
    cohort = factory.SelfAttribute("enrolment.cohort")
    project_site = factory.SelfAttribute("enrolment.project_site")
    first_session = factory.LazyAttribute(
        lambda task: SessionFactory(
            cohort=task.enrolment.cohort, day=task.due_on - timedelta(days=1)
        )
    )
    last_session = factory.SelfAttribute("first_session")
    absences = 1
    opened_at = factory.LazyFunction(timezone.now)
    due_on = factory.LazyFunction(timezone.localdate)


class HandoutFactory(DjangoModelFactory):
    class Meta:
        model = Handout

    batch = factory.LazyFunction(uuid7)
    enrolment = factory.SubFactory(EnrolmentFactory)
    cohort = factory.SelfAttribute("enrolment.cohort")
    project_site = factory.SelfAttribute("enrolment.project_site")
    item = "kit"
    quantity = factory.LazyAttribute(lambda handout: None if handout.item == "transport" else 1)
    on_day = factory.LazyFunction(timezone.localdate)
    confirmation = "signature"
    noted_by = factory.SubFactory(UserFactory)


class CallFactory(DjangoModelFactory):
    class Meta:
        model = Call

    id = factory.LazyFunction(uuid7)
    follow_up = factory.SubFactory(FollowUpFactory)
    enrolment = factory.SelfAttribute("follow_up.enrolment")
    cohort = factory.SelfAttribute("follow_up.cohort")
    project_site = factory.SelfAttribute("follow_up.project_site")
    made_on = factory.LazyFunction(timezone.localdate)
    caller = Call.Caller.STAFF
    outcome = Call.Outcome.NO_ANSWER
    noted_by = factory.SubFactory(UserFactory)


class SkillFactory(DjangoModelFactory):
    class Meta:
        model = Skill

    version = factory.SubFactory(CourseVersionFactory)
    number = factory.Sequence(lambda n: n + 1)
    name_ar = "تأخذ القياسات"
    name_en = "Takes measurements"


class SkillRatingFactory(DjangoModelFactory):
    class Meta:
        model = SkillRating

    enrolment = factory.SubFactory(EnrolmentFactory)
    cohort = factory.SelfAttribute("enrolment.cohort")
    project_site = factory.SelfAttribute("enrolment.project_site")
    skill = factory.SubFactory(
        SkillFactory, version=factory.SelfAttribute("..enrolment.cohort.version")
    )
    stage = SkillRating.Stage.END
    level = 2
    rated_by = factory.SubFactory(UserFactory)


class CompletionFactory(DjangoModelFactory):
    class Meta:
        model = Completion

    enrolment = factory.SubFactory(EnrolmentFactory, state=Enrolment.State.COMPLETED)
    cohort = factory.SelfAttribute("enrolment.cohort")
    project_site = factory.SelfAttribute("enrolment.project_site")
    proposed = Completion.Outcome.COMPLETED
    outcome = Completion.Outcome.COMPLETED
    decided_at = factory.LazyFunction(timezone.now)
    decided_by = factory.SubFactory(UserFactory)


class CertificateFactory(DjangoModelFactory):
    class Meta:
        model = Certificate

    enrolment = factory.SubFactory(EnrolmentFactory, state=Enrolment.State.COMPLETED)
    cohort = factory.SelfAttribute("enrolment.cohort")
    project_site = factory.SelfAttribute("enrolment.project_site")
    kind = Certificate.Kind.COMPLETION
    issued_on = factory.LazyFunction(timezone.localdate)
    issued_by = factory.SubFactory(UserFactory)


class CertificatePrintFactory(DjangoModelFactory):
    class Meta:
        model = CertificatePrint

    certificate = factory.SubFactory(CertificateFactory)
    project_site = factory.SelfAttribute("certificate.project_site")
    printed_at = factory.LazyFunction(timezone.now)
    printed_by = factory.SubFactory(UserFactory)


class NominationFactory(DjangoModelFactory):
    class Meta:
        model = Nomination

    enrolment_before = factory.SubFactory(EnrolmentFactory, state=Enrolment.State.COMPLETED)
    cohort_before = factory.SelfAttribute("enrolment_before.cohort")
    project_site = factory.SelfAttribute("enrolment_before.project_site")
    participant = factory.SelfAttribute("enrolment_before.participant")
    course = factory.SubFactory(CourseFactory)
    state_at = factory.LazyFunction(timezone.now)
    state_by = factory.SubFactory(UserFactory)
