"""What a row of the table of addresses says; see `url_table.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from tests.url_world import World

NOBODY = ""
EVERYBODY = (
    "field facilitator coordinator manager mande catalogue sysadmin childcare outreach donor "
    "protection"
)
AT_SESSIONS = "field facilitator coordinator manager"
RECORDING = "field facilitator coordinator"
AT_COHORTS = "field coordinator manager"
CATALOGUE = "catalogue sysadmin"
PLACES = "coordinator sysadmin"
STAFF = "coordinator manager sysadmin"

DOOR = "the door"  # a redirect to the sign-in page
MISSING = UUID("01900000-0000-7000-8000-000000000000")


@dataclass(frozen=True)
class Row:
    """What an address answers.

    `answer`: to the roles it opens to, at the place of the record; `exceptions` by role.
    `elsewhere`: to the same roles at another site or in another project; 404 for a record.
    `sees_all`: roles for whom elsewhere is like here.
    `by_site`: at the same site another project is like here.
    `by_project`: in the same project another site is like here.
    `others`: to all other roles, wherever they are. `signed_out`: to nobody in particular.
    """

    opens_to: str
    answer: int = 200
    method: str = "get"
    ids: Callable[[World], dict[str, Any]] = field(default=lambda world: {})
    data: dict[str, Any] = field(default_factory=dict)
    query: str = ""
    elsewhere: int | None = None
    others: int = 403
    signed_out: int | str = DOOR
    exceptions: dict[str, int] = field(default_factory=dict)
    sees_all: str = ""
    by_site: bool = False
    by_project: bool = False
