"""What tests of this room share."""

import pytest
from django.utils import translation

from accounts.roles import Role
from tests.factories import ProjectSiteFactory, staff


@pytest.fixture
def in_english():
    """Read sentences in English, whatever the language of the installation."""
    with translation.override("en"):
        yield


@pytest.fixture
def manager_of(client):
    """Sign a manager of a session in."""

    def sign_in(session):
        user = staff(Role.MANAGER, session.project_site)
        client.force_login(user)
        return user

    return sign_in


@pytest.fixture
def place():
    """Where this happens."""
    return ProjectSiteFactory()


@pytest.fixture
def coordinator(place, client):
    """Who plans there, signed in."""
    user = staff(Role.COORDINATOR, place)
    client.force_login(user)
    return user
