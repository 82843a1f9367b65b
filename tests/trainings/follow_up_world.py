"""A woman who was missed yesterday, a friend in her class, and what both agreed to."""

from datetime import timedelta

from django.utils import timezone

from tests.factories import (
    ConsentFactory,
    ConsentTextFactory,
    EnrolmentFactory,
    FollowUpFactory,
    ParticipantFactory,
    SessionFactory,
)
from trainings.queries.contact import AT_HOME, BY_PEER, BY_PHONE

HER_PHONE = "+9647701112223"
TODAY = timezone.localdate()


def agree(person, *purposes, decision="agreed"):
    """Have somebody decide about some ways of contact."""
    for purpose in purposes:
        ConsentFactory(
            participant=person, text=ConsentTextFactory(purpose=purpose), decision=decision
        )


def member_of(cohort, *purposes, **fields):
    """A place in a cohort of a woman who agreed to something."""
    person = ParticipantFactory(project_sites=[cohort.project_site_id], **fields)
    agree(person, *purposes)
    return EnrolmentFactory(cohort=cohort, participant=person)


def missed(*purposes, days_ago=1, absences=1, **fields):
    """A follow-up of a woman who agreed to all ways of contact, or to those given."""
    session = SessionFactory(day=TODAY - timedelta(days=days_ago))
    her = member_of(
        session.cohort,
        *(purposes or (BY_PHONE, BY_PEER, AT_HOME)),
        **{"given": "هناء", "phone": HER_PHONE} | fields,
    )
    return FollowUpFactory(enrolment=her, first_session=session, absences=absences)
