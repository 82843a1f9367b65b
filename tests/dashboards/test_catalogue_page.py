"""What each version of a course delivered, for those who keep the catalogue."""

from __future__ import annotations

import pytest
from django.urls import reverse

from accounts.roles import Role
from dashboards.indicators.units import Kind
from tests.counting import at_most, exactly
from tests.dashboards.classes import a_class
from tests.factories import staff

pytestmark = pytest.mark.django_db

SHARE = Kind.SHARE


@pytest.mark.parametrize("size", [1, 12])
def test_queries_of_the_catalogue_do_not_grow(client, place, size):
    for number in range(size):
        cohort = a_class(place, idp=6, host=6, sessions=1, name=f"A{number}")
        cohort.version.state = "published"
        cohort.version.save()
    client.force_login(staff(Role.CATALOGUE, None, language="en"))
    address = reverse("dashboards:catalogue")
    client.get(address)

    # Session, user, scope; versions; the scope of the service, what they delivered; what was
    # protected before.
    with exactly(7):
        page = client.get(address).content.decode()

    assert page.count("12 of 12") == size


def test_catalogue_tells_what_each_version_delivered(client, place):
    cohort = a_class(place, idp=12, host=12, missed=2)
    cohort.version.state = "published"
    cohort.version.save()
    client.force_login(staff(Role.CATALOGUE, None, language="en"))
    address = reverse("dashboards:catalogue")
    client.get(address)

    with at_most(8):
        page = client.get(address).content.decode()

    assert "67 % (48 of 72)" in page
    assert cohort.enrolments.first().participant.given not in page
