"""The smallest valid row of each kind; whatever matters to a test is given in the test."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts.models import Grant, User
from accounts.roles import Role
from participants.models import Consent, ConsentText, DisplacementEpisode, Participant, Purpose
from programmes.models import AdminArea, Holiday, Project, ProjectSite, Room, Site
from trainings.models import (
    Cohort,
    Course,
    CourseVersion,
    DialogueNote,
    Enrolment,
    Module,
    PlannedExcuse,
    Referral,
    Session,
    SessionStaff,
)

PASSWORD = "correct horse battery"
BAGHDAD = ZoneInfo("Asia/Baghdad")


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment at the site."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BAGHDAD)


class ProjectFactory(DjangoModelFactory):
    class Meta:
        model = Project

    code = factory.Sequence(lambda n: f"project-{n}")
    name = factory.Sequence(lambda n: f"Project {n}")
    starts_on = date(2026, 1, 1)
    ends_on = date(2027, 12, 31)


class SiteFactory(DjangoModelFactory):
    class Meta:
        model = Site

    code = factory.Sequence(lambda n: f"site-{n}")
    name_ar = factory.Sequence(lambda n: f"مركز {n}")
    name_en = factory.Sequence(lambda n: f"Centre {n}")
    area = factory.LazyFunction(lambda: AdminArea.objects.get(pcode="IQG13"))


class ProjectSiteFactory(DjangoModelFactory):
    class Meta:
        model = ProjectSite

    project = factory.SubFactory(ProjectFactory)
    site = factory.SubFactory(SiteFactory)


class RoomFactory(DjangoModelFactory):
    class Meta:
        model = Room

    site = factory.SubFactory(SiteFactory)
    name_ar = factory.Sequence(lambda n: f"قاعة {n}")
    name_en = factory.Sequence(lambda n: f"Room {n}")


class HolidayFactory(DjangoModelFactory):
    class Meta:
        model = Holiday

    on_day = date(2026, 12, 10)
    name_ar = "عيد"


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"user{n}")
    full_name = factory.Sequence(lambda n: f"موظفة {n}")
    language = "en"
    password = factory.django.Password(PASSWORD)


class GrantFactory(DjangoModelFactory):
    class Meta:
        model = Grant

    user = factory.SubFactory(UserFactory)
    role = Role.FIELD
    from_on = date(2026, 1, 1)


def staff(role: Role, place: ProjectSite | None = None, **fields: object) -> User:
    """Somebody with one role at one place, or everywhere."""
    user = UserFactory(**fields)
    GrantFactory(
        user=user,
        role=role,
        project=place.project if place else None,
        site=place.site if place else None,
    )
    return user


class ParticipantFactory(DjangoModelFactory):
    class Meta:
        model = Participant

    given = factory.Sequence(lambda n: f"زينب{'ابتثجحخدذر'[n % 10]}")
    father = "كاظم"
    sex = "f"
    project_sites = factory.LazyFunction(lambda: [ProjectSiteFactory().pk])


class DisplacementEpisodeFactory(DjangoModelFactory):
    class Meta:
        model = DisplacementEpisode

    participant = factory.SubFactory(ParticipantFactory)
    status = DisplacementEpisode.Status.IDP
    from_on = date(2026, 1, 1)


class ConsentTextFactory(DjangoModelFactory):
    class Meta:
        model = ConsentText

    purpose = Purpose.PARTICIPATION
    version = factory.Sequence(lambda n: n + 100)
    text_ar = "أوافق"


class ConsentFactory(DjangoModelFactory):
    class Meta:
        model = Consent

    participant = factory.SubFactory(ParticipantFactory)
    text = factory.SubFactory(ConsentTextFactory)
    decision = Consent.Decision.AGREED
    how = Consent.How.VERBAL
    witnessed_by = factory.SubFactory(UserFactory)


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
