"""What the courses delivered: right, hidden where it tells of a few, and of her places alone."""

from __future__ import annotations

import pytest
from django.urls import reverse

from accounts.roles import Role
from tests.counting import at_most, exactly
from tests.dashboards.classes import a_class
from tests.dashboards.history import FIRST
from tests.factories import CohortFactory, EnrolmentFactory, GrantFactory, SessionFactory, staff
from tests.trainings.marking import mark

pytestmark = pytest.mark.django_db


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


def test_catalogue_tells_of_her_places_alone(client, place):
    here = a_class(place, idp=12, host=12, missed=2)
    here.version.state = "published"
    here.version.save()
    elsewhere = CohortFactory(version=here.version, starts_on=FIRST)
    session = SessionFactory(cohort=elsewhere, day=FIRST, state="held")
    for one in EnrolmentFactory.create_batch(12, cohort=elsewhere, from_on=FIRST):
        mark(session, one, "present")
    user = staff(Role.CATALOGUE, place, language="en")
    # Elsewhere she records marks, and so the database lets her count there.
    there = elsewhere.project_site
    GrantFactory(user=user, role=Role.FIELD, project=there.project, site=there.site)
    client.force_login(user)

    page = client.get(reverse("dashboards:catalogue")).content.decode()

    assert "(48 of 72)" in page
    assert "(60 of 84)" not in page
