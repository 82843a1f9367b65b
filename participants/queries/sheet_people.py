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
    from participants.models.participant import ParticipantQuerySet
    from programmes.models import ProjectSite

HIDDEN = frozenset({"phone", "address"})
"""Asked for on her page, one by one; in a list the cells stay empty, and what is written there
is a new number or address."""


MOST_PEOPLE = MOST_ROWS - 1
"""So many fit into a list that can be sent back, below its headings."""


def people_at(place: ProjectSite, user: User, part: int = 1) -> list[Participant]:
    """Everybody who is known at a place, each once, in the order of names; or a part of them."""
    return list(_at(place, user)[(part - 1) * MOST_PEOPLE : part * MOST_PEOPLE])


def parts_at(place: ProjectSite, user: User) -> tuple[int, int]:
    """How many people there are at a place, and how many lists that makes."""
    number = _at(place, user).count()
    return number, max(1, -(-number // MOST_PEOPLE))


def _at(place: ProjectSite, user: User) -> ParticipantQuerySet:
    people = Participant.objects.visible_to(user).survivors()
    return people.filter(project_sites__contains=[place.pk])


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
