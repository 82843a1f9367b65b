"""A project at one place; and what one test left in memory is nothing to the next."""

from datetime import date

import pytest

from accounts.roles import Role
from dashboards.services.remembering import forget_what_is_at_hand
from dashboards.views.project import PIECES
from tests.factories import ProjectFactory, ProjectSiteFactory, SiteFactory, staff


@pytest.fixture(autouse=True)
def _nothing_at_hand():
    PIECES.forget()
    forget_what_is_at_hand()


@pytest.fixture
def project():
    return ProjectFactory(starts_on=date(2025, 11, 5), ends_on=date(2027, 12, 31))


@pytest.fixture
def place(project):
    return ProjectSiteFactory(project=project, site=SiteFactory(name_en="Kirkuk centre"))


@pytest.fixture
def mande(place):
    return staff(Role.MANDE, place, language="en")


@pytest.fixture
def manager(place):
    return staff(Role.MANAGER, place, language="en")


@pytest.fixture
def donor(place):
    return staff(Role.DONOR, place, language="en")
