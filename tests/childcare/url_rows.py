"""Who may open the addresses of this room; see `tests/url_table.py`."""

from __future__ import annotations

from typing import Any

from tests.url_row import Row
from tests.url_world import World

SEEING = "field coordinator manager childcare"
WORKING = "coordinator childcare"
ADDING = "field coordinator childcare"
MANAGING = "coordinator manager"


def _stay(world: World) -> Any:
    """A child of our woman that is inside, made once for a world."""
    from childcare.models import Stay
    from tests.childcare.factories import StayFactory

    return Stay.objects.first() or StayFactory(enrolment=world.enrolment)


def _line(world: World, **said: Any) -> Any:
    from tests.childcare.factories import PickupAuthorisationFactory

    return PickupAuthorisationFactory(child=_stay(world).child, **said)


def _carer(world: World) -> dict[str, Any]:
    from tests.childcare.factories import CarerFactory

    return {"carer_id": CarerFactory(project_site=world.place).pk}


def _child(world: World) -> dict[str, Any]:
    return {"child_id": _stay(world).child_id}


def _tag(world: World) -> dict[str, Any]:
    return {"tag_id": _stay(world).tag_id}


def _enrolment(world: World) -> dict[str, Any]:
    return {"enrolment_id": _stay(world).enrolment_id}


def _participant(world: World) -> dict[str, Any]:
    return {"participant_id": _stay(world).enrolment.participant_id}


def _pickup(world: World) -> dict[str, Any]:
    return {"pickup_id": _line(world).pk}


def _blocked(world: World) -> dict[str, Any]:
    return {"pickup_id": _line(world, is_blocked=True, blocked_reason="x").pk}


ROWS: dict[str, Row] = {
    "childcare:playroom": Row(SEEING),
    "childcare:mother_find": Row(WORKING),
    "childcare:family": Row(WORKING, ids=_enrolment, elsewhere=404),
    "childcare:tap_in": Row(WORKING, method="post", ids=_enrolment, answer=302, elsewhere=404),
    "childcare:hand_over": Row(SEEING, ids=_tag, elsewhere=404),
    "childcare:hand_over collect": Row(
        SEEING,
        method="post",
        data={"step": "collect"},
        ids=_tag,
        elsewhere=404,
        exceptions={"field": 403, "manager": 403},
    ),
    "childcare:hand_over release": Row(
        SEEING,
        method="post",
        data={"step": "release"},
        ids=_tag,
        elsewhere=404,
        exceptions={"field": 403, "childcare": 403},
    ),
    "childcare:tag_print": Row(WORKING, ids=_tag, elsewhere=404),
    "childcare:stay_cancel": Row(
        "coordinator childcare manager",
        method="post",
        ids=lambda world: {"stay_id": _stay(world).pk},
        answer=302,
        elsewhere=404,
    ),
    "childcare:child_add": Row(ADDING, ids=_participant, elsewhere=404),
    "childcare:child_detail": Row(SEEING, ids=_child, elsewhere=404),
    "childcare:child_change": Row(ADDING, ids=_child, elsewhere=404),
    "childcare:guardian_add": Row("field coordinator", ids=_child, elsewhere=404),
    "childcare:pickup_add": Row(ADDING, ids=_child, elsewhere=404),
    "childcare:pickup_block": Row(MANAGING, ids=_child, elsewhere=404),
    "childcare:pickup_end": Row(
        SEEING, method="post", ids=_pickup, answer=302, elsewhere=404, exceptions={"manager": 403}
    ),
    "childcare:pickup_end of a block": Row(
        SEEING,
        method="post",
        ids=_blocked,
        answer=302,
        elsewhere=404,
        exceptions={"field": 403, "childcare": 403},
    ),
    "childcare:pickup_reveal": Row("coordinator childcare manager", ids=_pickup, elsewhere=404),
    "childcare:pickup_reveal of a block": Row(
        "coordinator childcare manager",
        ids=_blocked,
        elsewhere=404,
        exceptions={"coordinator": 403, "childcare": 403},
    ),
    "childcare:carers": Row(MANAGING),
    "childcare:carer_change": Row(MANAGING, ids=_carer, elsewhere=404),
    "childcare:carer_room": Row(
        "coordinator childcare manager", method="post", ids=_carer, answer=302, elsewhere=404
    ),
    "childcare:bands": Row(MANAGING),
}
