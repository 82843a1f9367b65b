"""The smallest valid row of each kind of this room."""

from __future__ import annotations

from datetime import date

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from childcare.models import (
    Carer,
    Child,
    DayTag,
    Guardianship,
    PickupAuthorisation,
    RatioBand,
    RefusedHandOver,
    Shift,
    Stay,
)
from childcare.models.refusal import Why
from tests.factories import (
    EnrolmentFactory,
    ParticipantFactory,
    ProjectSiteFactory,
    UserFactory,
)


class ChildFactory(DjangoModelFactory):
    """A child with its guardianship; give `guardian` for a certain mother."""

    class Meta:
        model = Child
        skip_postgeneration_save = True

    guardian = factory.SubFactory(ParticipantFactory)
    name = factory.Sequence(lambda n: f"طفل{'ابتثجحخدذر'[n % 10]}")
    sex = "f"
    born_on = factory.LazyFunction(lambda: date(timezone.localdate().year - 5, 1, 1))
    agreed_before = factory.SubFactory(UserFactory)

    @factory.post_generation
    def guardianship(self, create, extracted, **kwargs):
        if create:
            GuardianshipFactory(child=self, participant=self.guardian)


class GuardianshipFactory(DjangoModelFactory):
    class Meta:
        model = Guardianship

    child = factory.SubFactory(ChildFactory, guardianship=None)
    participant = factory.SubFactory(ParticipantFactory)


class PickupAuthorisationFactory(DjangoModelFactory):
    class Meta:
        model = PickupAuthorisation

    child = factory.SubFactory(ChildFactory)
    said_by = factory.SelfAttribute("child.guardian")
    name = factory.Sequence(lambda n: f"خالة {'ابتثجحخدذر'[n % 10]}")
    from_on = date(2026, 1, 1)
    created_by = factory.SubFactory(UserFactory)


class DayTagFactory(DjangoModelFactory):
    class Meta:
        model = DayTag

    project_site = factory.SubFactory(ProjectSiteFactory)
    on_day = factory.LazyFunction(timezone.localdate)
    guardian = factory.SubFactory(ParticipantFactory)
    number = factory.Sequence(lambda n: n % 30000 + 1)
    code = "4821"


class StayFactory(DjangoModelFactory):
    """A child that came this morning and is inside, of a mother enrolled at the place."""

    class Meta:
        model = Stay

    enrolment = factory.SubFactory(EnrolmentFactory)
    project_site = factory.SelfAttribute("enrolment.project_site")
    cohort = factory.SelfAttribute("enrolment.cohort")
    child = factory.SubFactory(
        ChildFactory, guardian=factory.SelfAttribute("..enrolment.participant")
    )
    on_day = factory.LazyFunction(timezone.localdate)
    tag = factory.LazyAttribute(
        lambda stay: (
            DayTag.objects.filter(
                project_site=stay.project_site,
                on_day=stay.on_day,
                guardian=stay.enrolment.participant,
            ).first()
            or DayTagFactory(
                project_site=stay.project_site,
                on_day=stay.on_day,
                guardian=stay.enrolment.participant,
            )
        )
    )
    in_at = factory.LazyFunction(timezone.now)
    in_by = factory.SubFactory(UserFactory)
    brought_by = factory.SelfAttribute("enrolment.participant")


class RefusedHandOverFactory(DjangoModelFactory):
    class Meta:
        model = RefusedHandOver

    stay = factory.SubFactory(StayFactory)
    project_site = factory.SelfAttribute("stay.project_site")
    why = Why.UNLISTED
    at = factory.LazyFunction(timezone.now)
    by = factory.SubFactory(UserFactory)


class CarerFactory(DjangoModelFactory):
    """A carer who is cleared and has signed the code of conduct."""

    class Meta:
        model = Carer

    project_site = factory.SubFactory(ProjectSiteFactory)
    name = factory.Sequence(lambda n: f"مربية {'ابتثجحخدذر'[n % 10]}")
    cleared_on = date(2026, 1, 1)
    code_signed_on = date(2026, 1, 1)


class ShiftFactory(DjangoModelFactory):
    class Meta:
        model = Shift

    carer = factory.SubFactory(CarerFactory)
    project_site = factory.SelfAttribute("carer.project_site")
    in_at = factory.LazyFunction(timezone.now)


class RatioBandFactory(DjangoModelFactory):
    class Meta:
        model = RatioBand

    project_site = factory.SubFactory(ProjectSiteFactory)
    from_years = 0
    children = 3
    area_m2 = "3.5"
