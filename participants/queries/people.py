"""People of a list: one line a woman, however many records she has."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone

from participants.models import DisplacementEpisode, Participant
from participants.queries.asking import ask, within
from participants.queries.displacement import status_on
from participants.queries.search import found_in_order, people_in_order

if TYPE_CHECKING:
    from accounts.models import User

MOST_FOUND = 50
ON_A_PAGE = 50
BEFORE_STATUS = 500
"""So many are found by a name before those of another status are left out."""


@dataclass(frozen=True, slots=True)
class Found:
    """The people whom a search found, and whether there are more than a page shows."""

    people: list[Participant]
    more: bool


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Of which displacement status somebody looks for women, and at which of her places."""

    status: str = ""
    place: int | None = None

    @property
    def places(self) -> Collection[int] | None:
        """The same as a list of places; None for all of hers."""
        return None if self.place is None else [self.place]


@dataclass(frozen=True, slots=True)
class Page:
    """A part of the list; `before` and `after` are its own edges where there is more beyond."""

    people: list[Participant]
    before: UUID | None
    after: UUID | None


@dataclass(frozen=True, slots=True)
class PersonLine:
    """What a list shows of somebody; never her phone, her identity or what she agreed to."""

    person: Participant
    status: str


def page_of_people(
    user: User, edge: UUID | None, *, backwards: bool, narrowed: Narrowed = Narrowed()
) -> Page:
    """Everybody whom she may see, each once, in the order of names; a page behind some woman.

    Nothing is counted and nothing passed over, so that the last page takes as long as the first.
    """
    seen = Participant.objects.visible_to(user)
    if edge is not None and not seen.filter(pk=edge).exists():
        edge = None
    backwards = backwards and edge is not None
    asked = [*within(user, seen, narrowed.places), narrowed.status, timezone.localdate()]
    ids = ask("listed", [*asked, edge, backwards, ON_A_PAGE + 1])
    has_more, ids = len(ids) > ON_A_PAGE, ids[:ON_A_PAGE]
    if backwards:
        ids.reverse()
    if not ids and edge is not None:
        return page_of_people(user, None, backwards=False, narrowed=narrowed)
    has_before, has_after = (has_more, True) if backwards else (edge is not None, has_more)
    return Page(
        people_in_order(ids, user),
        before=ids[0] if has_before else None,
        after=ids[-1] if has_after else None,
    )


def find_people(words: str, user: User, narrowed: Narrowed = Narrowed()) -> Found:
    """Search by any part of a name, by a code or by a phone, whole or its last digits.

    Records that were merged are searched too; what is found is who stands for them.
    """
    most = BEFORE_STATUS if narrowed.status else MOST_FOUND + 1
    found = found_in_order(words, user, most=most, places=narrowed.places)
    if narrowed.status:
        statuses = status_on(timezone.localdate(), found)
        found = [one for one in found if statuses.get(one) == narrowed.status]
    people = people_in_order(found[:MOST_FOUND], user)
    return Found(people, more=len(found) > MOST_FOUND)


def lines_of(people: Sequence[Participant]) -> list[PersonLine]:
    """What a list shows of some people; one query, whatever their number."""
    statuses = status_on(timezone.localdate(), [person.pk for person in people])
    said = {code: str(label) for code, label in DisplacementEpisode.Status.choices}
    return [PersonLine(person, said.get(statuses.get(person.pk, ""), "")) for person in people]
