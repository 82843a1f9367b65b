"""Each project says which measures are usual."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Change
from accounts.roles import Role
from core.ids import uuid7
from outreach.measuring import usual_bounds
from outreach.models import MeasureBounds
from outreach.queries.bounds import bounds_of
from outreach.services.measurements import Unusual, take_measurements
from tests.factories import GrantFactory, ProjectSiteFactory, UserFactory
from tests.outreach.factories import (
    HouseholdInNeedFactory,
    HouseholdMemberFactory,
    MeasureBoundsFactory,
    agreed,
)
from tests.outreach.page_world import page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("least", "most"), [(100, 100), (120, 100), (4, 100), (100, 231)])
def test_bounds_are_in_order_and_those_of_a_body(least, most):
    with pytest.raises(IntegrityError, match="measure_bounds_in_order"), transaction.atomic():
        MeasureBoundsFactory(least=least, most=most)


def test_bounds_are_said_once_for_an_age():
    first = MeasureBoundsFactory()

    with pytest.raises(IntegrityError, match="measure_bounds_once"), transaction.atomic():
        MeasureBoundsFactory(project=first.project)


def test_what_a_project_set_counts_there_and_nowhere_else():
    own = MeasureBoundsFactory(measure="head", least=50, most=60)

    assert bounds_of(own.project_id, "18-59")["head"] == (50, 60)
    assert bounds_of(own.project_id, "60+") == usual_bounds("60+")
    assert bounds_of(ProjectSiteFactory().project_id, "18-59") == usual_bounds("18-59")


def test_measure_is_judged_by_the_bounds_of_its_project():
    household = agreed(HouseholdInNeedFactory())
    member = HouseholdMemberFactory(household=household)
    MeasureBoundsFactory(project=household.project_site.project, measure="head", least=50, most=52)
    measured = {
        "member": member,
        "taken_on": household.created_at.date(),
        "values": {"head": Decimal(55)},
        "by": UserFactory(),
    }

    with pytest.raises(Unusual):
        take_measurements(set_id=uuid7(), **measured)
    assert take_measurements(set_id=uuid7(), is_confirmed=True, **measured).is_confirmed


# --- The page ----------------------------------------------------------------


@pytest.fixture
def project(client):
    """A project at all of whose sites somebody allows exceptions."""
    place = ProjectSiteFactory()
    manager = UserFactory(language="en")
    GrantFactory(user=manager, role=Role.MANAGER, project=place.project, site=None)
    client.force_login(manager)
    return place.project


def form_for(bounds):
    return {
        f"{measure}_{name}": str(value)
        for measure, both in bounds.items()
        for name, value in zip(("least", "most"), both, strict=True)
    }


def test_manager_sets_the_bounds_of_an_age(client, project):
    url = page("project_measures", project.pk) + "?age=6-11"
    form = form_for(usual_bounds("6-11")) | {"head_least": "٤٥"}

    response = client.post(url, form)

    assert response["Location"] == url
    assert bounds_of(project.pk, "6-11") == {**usual_bounds("6-11"), "head": (45, 60)}
    assert MeasureBounds.objects.count() == 1
    assert Change.objects.filter(table_name="outreach_measurebounds").exists()
    client.post(url, form_for(usual_bounds("6-11")))
    assert not MeasureBounds.objects.exists()


@pytest.mark.parametrize("typed", ["", "0", "231", "60", "\0", "9" * 400])
def test_bounds_that_are_none_are_refused_in_words(client, project, typed):
    url = page("project_measures", project.pk) + "?age=6-11"

    response = client.post(url, form_for(usual_bounds("6-11")) | {"head_least": typed})

    assert response.status_code == 200
    assert response.context["form"].errors
    assert not MeasureBounds.objects.exists()


@pytest.mark.parametrize("age", ["", "\0", "7", "x" * 3000])
def test_age_that_is_none_shows_the_usual_one(client, project, age):
    response = client.get(page("project_measures", project.pk), {"age": age})

    assert response.context["band"] == "18-59"
