"""A playroom of today: a mother in class, her children, and a carer who may hand over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from childcare.models import Child, Stay
from childcare.rules import Collector
from childcare.services.check_in import check_in
from childcare.services.hand_over import Asked, hand_over
from core.text import fold
from tests.childcare.factories import CarerFactory, ChildFactory
from tests.factories import EnrolmentFactory, SessionFactory, staff
from trainings.models import Enrolment, Session


@dataclass(frozen=True)
class Playroom:
    """Who is there."""

    session: Session
    enrolment: Enrolment
    children: list[Child]
    carer: User

    @property
    def mother(self):
        return self.enrolment.participant

    @property
    def place(self):
        return self.session.project_site


def carer_at(place, **papers) -> User:
    """Somebody with the role, and with papers unless others are given."""
    user = staff(Role.CHILDCARE, place)
    CarerFactory(project_site=place, user=user, name=user.full_name, **papers)
    return user


def playroom(children=2, place=None, **session_fields) -> Playroom:
    """A session that began a while ago, with one mother and her children."""
    begins = {"starts_at": timezone.now() - timedelta(minutes=5)} | session_fields
    if place is not None:
        begins["cohort__project_site"] = place
    session = SessionFactory(**begins)
    enrolment = EnrolmentFactory(cohort=session.cohort)
    hers = [ChildFactory(guardian=enrolment.participant) for _ in range(children)]
    return Playroom(session, enrolment, hers, carer_at(session.project_site))


def bring_in(room, children=None, by=None, **more):
    """Check children in; all of them unless some are given."""
    return check_in(
        enrolment=room.enrolment,
        children=[child.pk for child in (room.children if children is None else children)],
        key=more.pop("key", None) or uuid4(),
        by=by or room.carer,
        **more,
    ).stays


def herself(person) -> Asked:
    """A guardian who came in person."""
    name = person.full_name
    return Asked(Collector(fold(name), person.canonical_id, is_guardian=True), name)


def somebody(name, code=None) -> Asked:
    """Somebody who gives a name."""
    return Asked(Collector(fold(name), code=code), name)


def collect(room, asked, stays=None, **more):
    """Hand over whoever is inside, from a page that was made just now."""
    found = Stay.objects.inside() if stays is None else stays
    return hand_over(
        stays=[stay.pk for stay in found],
        asked=asked,
        listed_at=more.pop("listed_at", None) or timezone.now(),
        key=more.pop("key", None) or uuid4(),
        by=more.pop("by", None) or room.carer,
    )
