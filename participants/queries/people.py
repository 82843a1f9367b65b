"""People of a list: one line a woman, however many records she has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from participants.models import DisplacementEpisode, Participant
from participants.queries.displacement import status_on
from participants.queries.search import found_in_order, people_in_order

if TYPE_CHECKING:
    from accounts.models import User
    from participants.models.participant import ParticipantQuerySet

MOST_FOUND = 50


@dataclass(frozen=True, slots=True)
class Found:
    """The people whom a search found, and whether there are more than a page shows."""

    people: list[Participant]
    more: bool


@dataclass(frozen=True, slots=True)
class PersonLine:
    """What a list shows of somebody; never her phone, her identity or what she agreed to."""

    person: Participant
    status: str


def people_of(user: User) -> ParticipantQuerySet:
    """Everybody whom she may see, each once, in the order of names."""
    return Participant.objects.visible_to(user).survivors()


def find_people(words: str, user: User) -> Found:
    """Search by any part of a name, by a code or by a phone, whole or its last digits.

    Records that were merged are searched too; what is found is who stands for them.
    """
    found = found_in_order(words, user, most=MOST_FOUND + 1)
    people = people_in_order(found[:MOST_FOUND], user)
    return Found(people, more=len(found) > MOST_FOUND)


def lines_of(people: Sequence[Participant]) -> list[PersonLine]:
    """What a list shows of some people; one query, whatever their number."""
    statuses = status_on(timezone.localdate(), [person.pk for person in people])
    said = {code: str(label) for code, label in DisplacementEpisode.Status.choices}
    return [PersonLine(person, said.get(statuses.get(person.pk, ""), "")) for person in people]
