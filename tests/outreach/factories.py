"""The smallest valid row of each kind of this room."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from outreach.models import (
    Garment,
    HouseholdConsent,
    HouseholdInNeed,
    HouseholdMember,
    MeasureBounds,
    MeasurementSet,
    Round,
    RoundGraduate,
    RoundHousehold,
    RoundVolunteer,
    StatusSide,
    Team,
    Visit,
    Visitor,
)
from programmes.models import AdminArea
from tests.factories import (
    CohortFactory,
    EnrolmentFactory,
    ProjectFactory,
    ProjectSiteFactory,
    UserFactory,
)

KIRKUK = "IQG13Q04N06"


class HouseholdInNeedFactory(DjangoModelFactory):
    class Meta:
        model = HouseholdInNeed

    project_site = factory.SubFactory(ProjectSiteFactory)
    number = factory.Sequence(lambda n: n + 1)
    area = factory.LazyFunction(lambda: AdminArea.objects.get(pcode=KIRKUK))
    basis = ["no_income"]
    found_by = "graduate"
    created_by = factory.SubFactory(UserFactory)


class HouseholdMemberFactory(DjangoModelFactory):
    class Meta:
        model = HouseholdMember

    household = factory.SubFactory(HouseholdInNeedFactory)
    project_site = factory.SelfAttribute("household.project_site")
    label = factory.Sequence(lambda n: f"بنت {n}")
    sex = "f"
    age_band = "18-59"
    created_by = factory.SubFactory(UserFactory)


class HouseholdConsentFactory(DjangoModelFactory):
    class Meta:
        model = HouseholdConsent

    household = factory.SubFactory(HouseholdInNeedFactory)
    project_site = factory.SelfAttribute("household.project_site")
    purpose = "visit"
    decision = "agreed"
    how = "verbal"
    witnessed_by = factory.SubFactory(UserFactory)


class RoundFactory(DjangoModelFactory):
    class Meta:
        model = Round

    cohort = factory.SubFactory(CohortFactory)
    project_site = factory.SelfAttribute("cohort.project_site")
    name = factory.Sequence(lambda n: f"الجولة {n}")
    starts_on = factory.LazyFunction(timezone.localdate)
    ends_on = factory.LazyAttribute(lambda round_: round_.starts_on + timedelta(days=20))
    created_by = factory.SubFactory(UserFactory)

    class Params:
        is_open = factory.Trait(
            opened_at=factory.LazyFunction(timezone.now),
            opened_by=factory.SelfAttribute("created_by"),
        )


class RoundHouseholdFactory(DjangoModelFactory):
    class Meta:
        model = RoundHousehold

    round = factory.SubFactory(RoundFactory)
    project_site = factory.SelfAttribute("round.project_site")
    household = factory.SubFactory(
        HouseholdInNeedFactory, project_site=factory.SelfAttribute("..project_site")
    )
    added_by = factory.SubFactory(UserFactory)


class RoundVolunteerFactory(DjangoModelFactory):
    class Meta:
        model = RoundVolunteer

    round = factory.SubFactory(RoundFactory, is_open=True)
    user = factory.SubFactory(UserFactory)


class TeamFactory(DjangoModelFactory):
    """A team with its two women; give `graduates=0` for one that was split."""

    class Meta:
        model = Team
        skip_postgeneration_save = True

    round = factory.SubFactory(RoundFactory)
    project_site = factory.SelfAttribute("round.project_site")
    number = factory.Sequence(lambda n: n + 1)
    side = "host"

    @factory.post_generation
    def women(team, create, number=2, **kwargs):  # noqa: N805
        """Two women of the cohort, on the side of the team."""
        for _ in range(2 if number is None else number):
            RoundGraduateFactory(round=team.round, side=team.side, team=team)


class RoundGraduateFactory(DjangoModelFactory):
    class Meta:
        model = RoundGraduate

    round = factory.SubFactory(RoundFactory)
    project_site = factory.SelfAttribute("round.project_site")
    cohort = factory.SelfAttribute("round.cohort")
    enrolment = factory.SubFactory(EnrolmentFactory, cohort=factory.SelfAttribute("..cohort"))
    side = "host"


class VisitFactory(DjangoModelFactory):
    class Meta:
        model = Visit

    round = factory.SubFactory(RoundFactory, is_open=True)
    project_site = factory.SelfAttribute("round.project_site")
    team = factory.SubFactory(TeamFactory, round=factory.SelfAttribute("..round"))
    household = factory.LazyAttribute(
        lambda visit: RoundHouseholdFactory(round=visit.round).household
    )
    on_day = factory.SelfAttribute("round.starts_on")
    result = "cross"
    created_by = factory.SubFactory(UserFactory)


class VisitorFactory(DjangoModelFactory):
    class Meta:
        model = Visitor

    visit = factory.SubFactory(VisitFactory)
    graduate = factory.LazyAttribute(
        lambda visitor: RoundGraduateFactory(round=visitor.visit.round)
    )


class MeasurementSetFactory(DjangoModelFactory):
    class Meta:
        model = MeasurementSet

    member = factory.SubFactory(HouseholdMemberFactory)
    household = factory.SelfAttribute("member.household")
    project_site = factory.SelfAttribute("member.project_site")
    taken_on = factory.LazyFunction(timezone.localdate)
    recorded_by = factory.SubFactory(UserFactory)
    height = Decimal(160)


class GarmentFactory(DjangoModelFactory):
    class Meta:
        model = Garment

    round = factory.SubFactory(RoundFactory, is_open=True)
    project_site = factory.SelfAttribute("round.project_site")
    member = factory.LazyAttribute(
        lambda garment: HouseholdMemberFactory(
            household=RoundHouseholdFactory(round=garment.round).household
        )
    )
    household = factory.SelfAttribute("member.household")
    kind = "dress"
    ordered_at = factory.LazyFunction(timezone.now)
    ordered_by = factory.SubFactory(UserFactory)


class StatusSideFactory(DjangoModelFactory):
    class Meta:
        model = StatusSide

    project = factory.SubFactory(ProjectFactory)
    status = "idp_returnee"
    side = "host"


class MeasureBoundsFactory(DjangoModelFactory):
    class Meta:
        model = MeasureBounds

    project = factory.SubFactory(ProjectFactory)
    age_band = "18-59"
    measure = "height"
    least = 140
    most = 190


def set_off(visit: Visit, *, minutes_ago: int = 30) -> Visit:
    """The two women of its team are on their way since a while."""
    for graduate in visit.team.graduates.all():
        VisitorFactory(visit=visit, graduate=graduate)
    visit.left_base_at = timezone.now() - timedelta(minutes=minutes_ago)
    visit.save()
    return visit


def agreed(household: HouseholdInNeed) -> HouseholdInNeed:
    """Its head agreed to visits and to measuring."""
    for purpose in HouseholdConsent.Purpose:
        HouseholdConsentFactory(household=household, purpose=purpose)
    return household


def living(household: HouseholdInNeed, *statuses: str) -> HouseholdInNeed:
    """Adds a member for each status."""
    for status in statuses:
        HouseholdMemberFactory(household=household, status=status)
    return household


FIRST_DAY = date(2026, 11, 22)
"""A Sunday."""
