"""Who may open which address about people; see `tests/url_table.py`."""

from __future__ import annotations

from typing import Any

from tests.url_row import AT_COHORTS, Row
from tests.url_world import World

REGISTERING = "field coordinator"


def _person(world: World) -> dict[str, Any]:
    return {"person_id": world.participant.pk}


def _pair(world: World) -> dict[str, Any]:
    return {"candidate_id": world.duplicate_candidate.pk}


def _merge(world: World) -> dict[str, Any]:
    return {"merge_id": world.merge.pk}


def _list(world: World) -> dict[str, Any]:
    return {"import_id": world.people_import.pk}


ROWS = {
    "participants:people_list": Row(AT_COHORTS),
    "participants:people_list search": Row(AT_COHORTS, method="post", data={"words": "زينب"}),
    "participants:person_add": Row(REGISTERING),
    "participants:person_add half": Row(REGISTERING, method="post", data={"father": "كاظم"}),
    "participants:latin_suggestion": Row(REGISTERING, method="post", data={"name": "زينب"}),
    "participants:person_detail": Row(AT_COHORTS, ids=_person, elsewhere=404),
    # Without her consent to be called nobody sees her number.
    "participants:phone_reveal": Row(
        AT_COHORTS, method="post", ids=_person, answer=302, elsewhere=404
    ),
    **{
        f"participants:person_{part}": Row(REGISTERING, ids=_person, elsewhere=404)
        for part in ("who", "reach", "status", "identity", "consents", "household")
    },
    "participants:import_list": Row(REGISTERING),
    "participants:import_list without a file": Row(REGISTERING, method="post"),
    "participants:import_template": Row(REGISTERING),
    "participants:people_export": Row(REGISTERING, method="post", answer=302),
    **{
        f"participants:import_{page}": Row(REGISTERING, ids=_list, elsewhere=404)
        for page in ("detail", "columns", "errors")
    },
    **{
        f"participants:import_{deed}": Row(
            REGISTERING, method="post", ids=_list, answer=302, elsewhere=404
        )
        for deed in ("apply", "undo", "forget")
    },
    "participants:duplicates": Row("coordinator"),
    "participants:duplicate": Row("coordinator", ids=_pair, elsewhere=404),
    "participants:merge_undo": Row(
        "coordinator", method="post", ids=_merge, answer=302, elsewhere=404
    ),
    "participants:person_who post": Row(
        REGISTERING, method="post", data={"given": "هناء"}, ids=_person, answer=302, elsewhere=404
    ),
}
