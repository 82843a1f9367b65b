"""A project may count a status otherwise than usual."""

import pytest

from outreach.assignment.sides import USUAL_SIDES, Side
from outreach.models import StatusSide
from outreach.queries.sides import sides_of
from outreach.services.sides import set_sides
from participants.models import DisplacementEpisode
from tests.factories import ProjectFactory
from tests.outreach.factories import StatusSideFactory
from tests.outreach.round_world import household_of, open_round, plan

pytestmark = pytest.mark.django_db

USUAL = {status: USUAL_SIDES.get(status, "") for status in DisplacementEpisode.Status.values}


def test_table_is_the_usual_one_but_for_what_the_project_says():
    other = StatusSideFactory(status="idp_returnee", side="host")
    StatusSideFactory(project=other.project, status="refugee", side="")
    StatusSideFactory(project=other.project, status="other", side="displaced")

    sides = sides_of(other.project_id)

    assert sides["idp_returnee"] is Side.HOST
    assert sides["other"] is Side.DISPLACED
    assert "refugee" not in sides
    assert sides_of(ProjectFactory().pk) == USUAL_SIDES


def test_only_what_differs_is_kept():
    project = ProjectFactory()

    set_sides(project=project, sides=USUAL | {"idp_returnee": "host", "refugee": ""})
    assert set(StatusSide.objects.values_list("status", "side")) == {
        ("idp_returnee", "host"),
        ("refugee", ""),
    }

    set_sides(project=project, sides=USUAL)
    assert not StatusSide.objects.exists()


def test_planned_visits_of_the_project_are_judged_by_its_table():
    round_ = open_round()
    visit = plan(round_, household_of(round_, "idp_returnee"))
    elsewhere = open_round()
    other = plan(elsewhere, household_of(elsewhere, "idp_returnee"))

    set_sides(project=round_.project_site.project, sides=USUAL | {"idp_returnee": "host"})

    visit.refresh_from_db()
    other.refresh_from_db()
    assert (visit.result, other.result) == ("same", "mixed")
