"""Who may be known already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import connection
from django.db.models import Q

from participants.details import PersonDetails
from participants.likeness import GUESSED_YEARS, Told, reasons_for
from participants.models import Participant
from participants.names.keys import fold

if TYPE_CHECKING:
    from core.scope import Scoped

MOST_COMPARED = 200
MOST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Likely:
    """Somebody who may be the same woman, and why."""

    person: Participant
    reasons: tuple[str, ...]


def told_of(said: PersonDetails | Participant) -> Told:
    """What a comparison needs of a record or of details that are not saved yet."""
    return Told(
        (said.given, said.father, said.grandfather, said.family),
        said.born_on,
        said.born_precision,
        said.phone,
    )


def likely_duplicates(
    told: Told, user: Scoped, *, besides: Participant | None = None
) -> list[Likely]:
    """Those among the people whom she may see who may be this woman, the likeliest first.

    Every record is compared; who is answered is who stands for it, once.
    """
    compared = Participant.objects.visible_to(user).filter(_block(told))
    if besides is not None:
        compared = compared.exclude(canonical=besides.canonical_id)
    found: dict[UUID, Likely] = {}
    for record in compared.select_related("canonical")[:MOST_COMPARED]:
        reasons = tuple(reasons_for(told, told_of(record)))
        person = record.canonical
        if reasons and len(reasons) > len(found.get(person.pk, Likely(person, ())).reasons):
            found[person.pk] = Likely(person, reasons)
    return sorted(found.values(), key=lambda one: -len(one.reasons))[:MOST_SHOWN]


def known_elsewhere(person: Participant) -> bool:
    """Whether somebody out of sight may be this woman: yes or no, and nothing else about her.

    The database puts the pair before those who see both; see the migration "known elsewhere".
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT participants_known_across_scopes(%s)", [person.pk])
        (is_known,) = cursor.fetchone()
    return bool(is_known)


def _block(told: Told) -> Q:
    """A wide net, by indexes alone: the same phone, or a like name with a birth that may fit."""
    same = Q(folded_name__trigram_similar=fold(told.full_name))
    if told.born_on is not None:
        year = told.born_on.year
        same &= Q(born_on=None) | Q(
            born_on__year__range=(year - GUESSED_YEARS, year + GUESSED_YEARS)
        )
    if told.phone:
        index = Participant._meta.get_field("phone_index")
        same |= Q(phone_index__in=index.ask(told.phone))
    return same
