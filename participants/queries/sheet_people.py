"""People as a list that can be corrected and sent again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from participants.models import IdentityValue, Participant
from participants.queries.sheet_changes import Kept, with_status
from participants.queries.sheet_lists import district_names
from participants.sheets.births import birth_text
from participants.sheets.cells import cell_text
from participants.sheets.child import MOST_ROWS
from participants.sheets.writing import Offered

if TYPE_CHECKING:
    from accounts.models import User
    from programmes.models import ProjectSite

HIDDEN = frozenset({"phone", "address"})
"""Asked for on her page, one by one; in a list the cells stay empty, and what is written there
is a new number or address."""


def people_at(place: ProjectSite, user: User) -> list[Participant]:
    """Everybody who is known at a place, each once, in the order of names."""
    people = Participant.objects.visible_to(user).survivors()
    return list(people.filter(project_sites__contains=[place.pk])[: MOST_ROWS - 1])


def rows_of(people: list[Participant]) -> Iterator[dict[str, str]]:
    """A row for each of some people, from codes of columns to texts."""
    districts = district_names()
    kept = with_status(people)
    for person in people:
        yield _row(kept[person.pk], districts)


def offered_at(*, with_identity: bool) -> Offered:
    """The answers that a list offers, in the language of the page."""
    districts = sorted(district_names().values())
    if not with_identity:
        return Offered(districts)
    kinds = IdentityValue.Kind
    names = {kind: [value.name for value in IdentityValue.objects.offered(kind)] for kind in kinds}
    return Offered(districts, names[kinds.ETHNICITY], names[kinds.BELIEF])


def _row(kept: Kept, districts: dict[str, str]) -> dict[str, str]:
    said = kept.values()
    texts = {
        code: cell_text(code, value, districts)
        for code, value in said.items()
        if code not in HIDDEN | {"born_on", "born_precision"}
    }
    return texts | {"born_on": birth_text(said["born_on"], said["born_precision"])}
