"""One record of each kind at a place, and every role there, at another site and project."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from core.models import Installation
from dashboards.models import Indicator, ReportSnapshot
from outreach.models import Visit
from participants.models import DuplicateCandidate, Merge, PeopleImport
from participants.services.duplicates import merge
from programmes.models import ProjectSite
from tests.dashboards.factories import IndicatorFactory, ReportSnapshotFactory
from tests.factories import (
    CertificateFactory,
    CohortFactory,
    CourseVersionFactory,
    DuplicateCandidateFactory,
    EnrolmentFactory,
    ExportFactory,
    FollowUpFactory,
    HandoutFactory,
    HolidayFactory,
    ModuleFactory,
    ParticipantFactory,
    PeopleImportFactory,
    PlannedExcuseFactory,
    ProjectFactory,
    ProjectSiteFactory,
    ReferralFactory,
    RoomFactory,
    SessionFactory,
    SessionStaffFactory,
    SiteFactory,
    staff,
)
from tests.outreach.factories import (
    GarmentFactory,
    HouseholdMemberFactory,
    RoundVolunteerFactory,
    VisitFactory,
    agreed,
)
from trainings.models import Session

HERE, OTHER_SITE, OTHER_PROJECT = "here", "at another site", "in another project"
PLACES = (HERE, OTHER_SITE, OTHER_PROJECT)

GIVEN, FATHER, PHONE = "زينبطويلة", "كاظمطويل", "+9647701234567"


@dataclass
class World:
    """What the addresses of the table point to; all of it is `here`."""

    places: dict[str, ProjectSite] = field(default_factory=dict)
    people: dict[tuple[str, str], User] = field(default_factory=dict)

    def __post_init__(self) -> None:
        Installation.get()
        project, site = ProjectFactory(), SiteFactory()
        self.places = {
            HERE: ProjectSiteFactory(project=project, site=site),
            OTHER_SITE: ProjectSiteFactory(project=project),
            OTHER_PROJECT: ProjectSiteFactory(site=site),
        }
        self.people = {
            (role, where): staff(role, place)
            for role in Role
            for where, place in self.places.items()
        }
        self.place = self.places[HERE]
        self.version = CourseVersionFactory()
        self.module = ModuleFactory(version=self.version)
        self.room = RoomFactory(site=site)
        self.cohort = CohortFactory(project_site=self.place, version=self.version)
        self.participant = ParticipantFactory(
            given=GIVEN, father=FATHER, phone=PHONE, project_sites=[self.place.pk]
        )
        self.enrolment = EnrolmentFactory(cohort=self.cohort, participant=self.participant)
        self.session = SessionFactory(cohort=self.cohort, room=self.room, module=self.module)
        self.excuse = PlannedExcuseFactory(enrolment=self.enrolment)
        self.holiday = HolidayFactory()
        self.colleague = self.people[Role.FIELD, HERE]
        self._assign_facilitators()

    def _assign_facilitators(self) -> None:
        """Each leads a session at her own place; the one here leads ours."""
        for where, place in self.places.items():
            session = self.session if where == HERE else _session_at(place)
            self.assigned = SessionStaffFactory(
                session=session, user=self.people[Role.FACILITATOR, where]
            )

    @cached_property
    def follow_up(self) -> UUID:
        """The id of the task that an absence of hers opened."""
        return FollowUpFactory(enrolment=self.enrolment).pk

    @cached_property
    def export(self) -> UUID:
        """The id of a file that somebody else here asked for."""
        return ExportFactory(project_sites=[self.place.pk]).pk

    @cached_property
    def handout(self) -> UUID:
        """The id of something that she received."""
        return HandoutFactory(enrolment=self.enrolment).pk

    @cached_property
    def referral(self) -> UUID:
        """The id of a referral that was made after our session."""
        return ReferralFactory(session=self.session).pk

    @cached_property
    def certificate_code(self) -> str:
        """The code of a certificate of hers."""
        return CertificateFactory(enrolment=self.enrolment).code

    @cached_property
    def disagreement(self) -> UUID:
        """The id of two different marks for one row; see `tests/trainings`."""
        return self.session.disagreements.get().pk

    @cached_property
    def duplicate_candidate(self) -> DuplicateCandidate:
        """Our woman and another one here who may be the same."""
        another = ParticipantFactory(project_sites=[self.place.pk])
        return DuplicateCandidateFactory(one=self.participant, other=another)

    @cached_property
    def people_import(self) -> PeopleImport:
        """A list that somebody sent for our place."""
        return PeopleImportFactory(project_site=self.place)

    @cached_property
    def merge(self) -> Merge:
        """Our woman stands for another record here."""
        other = ParticipantFactory(project_sites=[self.place.pk])
        by = self.people[Role.COORDINATOR, HERE]
        return merge(survivor=self.participant, other=other, by=by)

    @cached_property
    def indicator(self) -> Indicator:
        """A line of the log frame of our project."""
        return IndicatorFactory(project=self.place.project)

    @cached_property
    def report(self) -> ReportSnapshot:
        """A report of our project that was signed."""
        by = self.people[Role.MANAGER, HERE]
        return ReportSnapshotFactory(
            project=self.place.project, signed_at=timezone.now(), signed_by=by
        )

    @cached_property
    def draft_report(self) -> ReportSnapshot:
        """A report of our project that nobody has signed."""
        return ReportSnapshotFactory(project=self.place.project)

    @cached_property
    def visit(self) -> Visit:
        """A visit of today to somebody, in a round that the volunteer here works with."""
        visit = VisitFactory(round__cohort=self.cohort, round__is_open=True)
        RoundVolunteerFactory(round=visit.round, user=self.people[Role.OUTREACH, HERE])
        self.member = HouseholdMemberFactory(household=agreed(visit.household))
        self.garment = GarmentFactory(round=visit.round, member=self.member)
        return visit


def _session_at(place: ProjectSite) -> Session:
    enrolment = EnrolmentFactory(cohort=CohortFactory(project_site=place))
    return SessionFactory(cohort=enrolment.cohort)
