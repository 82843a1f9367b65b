"""Who may open the addresses of this room; see `tests/url_table.py`."""

from __future__ import annotations

from typing import Any

from tests.url_row import Row
from tests.url_world import World


def _visit(world: World) -> dict[str, Any]:
    return {"visit_id": world.visit.pk}


def _round(world: World) -> dict[str, Any]:
    return {"round_id": world.visit.round_id}


def _household(world: World) -> dict[str, Any]:
    return {"household_id": world.visit.household_id}


def _member(world: World) -> dict[str, Any]:
    return _household(world) | {"member_id": world.member.pk}


def _visit_member(world: World) -> dict[str, Any]:
    return _visit(world) | {"member_id": world.member.pk}


def _garment(world: World) -> dict[str, Any]:
    # The garment is made together with the visit.
    return {"garment_id": world.garment.pk} if world.visit else {}


def _project(world: World) -> dict[str, Any]:
    return {"project_id": world.place.project_id}


AT_VISITS = "field coordinator manager outreach"
RECORDING = "field coordinator outreach"
WRITING = "field coordinator outreach"
STAFF = "field coordinator manager"
# A household is open to the volunteer who wrote it down, and to no other.
NOT_HERS = {"outreach": 404}

VISITS = {
    "outreach:visit_list": Row(AT_VISITS),
    "outreach:visit_detail": Row(AT_VISITS, ids=_visit, elsewhere=404),
    "outreach:visit_edit": Row("coordinator", ids=_visit, elsewhere=404),
    "outreach:visit_allow": Row("manager", method="post", ids=_visit, elsewhere=404),
    "outreach:visit_set_off": Row(RECORDING, method="post", ids=_visit, elsewhere=404),
    "outreach:visit_step": Row(RECORDING, method="post", ids=_visit, answer=302, elsewhere=404),
    "outreach:visit_outcome": Row(RECORDING, method="post", ids=_visit, elsewhere=404),
    "outreach:visit_deliver": Row(RECORDING, method="post", ids=_visit, elsewhere=404),
    "outreach:visit_measure": Row(RECORDING, ids=_visit_member, elsewhere=404),
}

HOUSEHOLDS = {
    "outreach:household_list": Row(STAFF),
    "outreach:household_add": Row(WRITING),
    "outreach:household_detail": Row(
        "field coordinator manager outreach",
        ids=_household,
        elsewhere=404,
        exceptions=NOT_HERS,
    ),
    "outreach:household_edit": Row(WRITING, ids=_household, elsewhere=404, exceptions=NOT_HERS),
    "outreach:household_change": Row(
        WRITING,
        method="post",
        ids=_household,
        answer=302,
        elsewhere=404,
        exceptions=NOT_HERS,
    ),
    "outreach:member_edit": Row(WRITING, ids=_member, elsewhere=404, exceptions=NOT_HERS),
    "outreach:household_measure": Row("field coordinator", ids=_member, elsewhere=404),
}

ROUNDS = {
    "outreach:round_list": Row(AT_VISITS),
    "outreach:round_add": Row("coordinator"),
    "outreach:round_detail": Row(AT_VISITS, ids=_round, elsewhere=404),
    "outreach:round_state": Row(
        "coordinator", method="post", ids=_round, answer=302, elsewhere=404
    ),
    "outreach:round_people": Row("coordinator", ids=_round, elsewhere=404),
    "outreach:round_households": Row("coordinator", ids=_round, elsewhere=404),
    "outreach:round_plan": Row("coordinator", ids=_round, elsewhere=404),
    "outreach:board": Row(AT_VISITS, ids=_round, elsewhere=404),
    "outreach:garment_order": Row(RECORDING, method="post", ids=_round, answer=302, elsewhere=404),
    "outreach:garment_step": Row(RECORDING, method="post", ids=_garment, answer=302, elsewhere=404),
    # For whoever allows exceptions at every site of the project: here she has one of two.
    "outreach:project_measures": Row("manager", ids=_project, answer=404),
    "outreach:project_sides": Row("manager", ids=_project, answer=404),
}

ROWS: dict[str, Row] = VISITS | HOUSEHOLDS | ROUNDS
