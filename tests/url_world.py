"""One record of each kind at a place, and every role there, at another site and project."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from accounts.models import User
from accounts.roles import Role
from core.models import Installation
from programmes.models import ProjectSite
from tests.factories import (
    CohortFactory,
    CourseVersionFactory,
    EnrolmentFactory,
    HolidayFactory,
    ModuleFactory,
    ParticipantFactory,
    PlannedExcuseFactory,
    ProjectFactory,
    ProjectSiteFactory,
    RoomFactory,
    SessionFactory,
    SessionStaffFactory,
    SiteFactory,
    staff,
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
    def disagreement(self) -> UUID:
        """The id of two different marks for one row; see `tests/trainings`."""
        return self.session.disagreements.get().pk


def _session_at(place: ProjectSite) -> Session:
    enrolment = EnrolmentFactory(cohort=CohortFactory(project_site=place))
    return SessionFactory(cohort=enrolment.cohort)
