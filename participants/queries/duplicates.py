"""Who may be known already."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import connection

from participants.details import PersonDetails
from participants.likeness import GUESSED_YEARS, Told, reasons_for, years_apart
from participants.models import Participant
from participants.names.slips import slip_pattern
from participants.names.telling import ToldPart, told_parts

if TYPE_CHECKING:
    from core.scope import Scoped

MOST_COMPARED = 100
"""Of each kind of likeness; who has so common a name is told apart by her phone."""

MOST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Likely:
    """Somebody who may be the same woman, and why."""

    person: Participant
    reasons: tuple[str, ...]
    years_apart: int | None = None


def told_of(said: PersonDetails | Participant) -> Told:
    """What a comparison needs of a record or of details that are not saved yet."""
    return Told(
        (said.given, said.father, said.grandfather, said.family),
        said.born_on,
        said.born_precision,
        said.phone,
    )


def likely_duplicates(told: Told, user: Scoped, *, besides: UUID | None = None) -> list[Likely]:
    """Those among the people whom she may see who may be this woman, the likeliest first.

    Every record is compared; who is answered is who stands for it, once. Nobody is like herself:
    `besides` is the id of her own record, which may be made at this very moment.
    """
    compared = Participant.objects.visible_to(user).filter(pk__in=_alike(told, user))
    if besides is not None:
        # In one statement, which sees her in both places or in none.
        herself = Participant.objects.filter(pk=besides)
        compared = compared.exclude(canonical__in=herself.values("canonical"))
    found: dict[UUID, Likely] = {}
    for record in compared.select_related("canonical"):
        reasons = tuple(reasons_for(told, told_of(record)))
        person = record.canonical
        if reasons and len(reasons) > len(found.get(person.pk, Likely(person, ())).reasons):
            found[person.pk] = Likely(person, reasons, years_apart(told, told_of(record)))
    return sorted(found.values(), key=lambda one: -len(one.reasons))[:MOST_SHOWN]


def known_elsewhere(person: Participant) -> bool:
    """Whether somebody out of sight may be this woman: yes or no, and nothing else about her.

    The database puts the pair before those who see both; see the migration "alike".
    """
    parts = [asdict(part) for part in told_parts(person.full_name)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT participants_known_v1_across_scopes(%s, %s::jsonb)",
            [person.pk, json.dumps(parts)],
        )
        (is_known,) = cursor.fetchone()
    return bool(is_known)


def _alike(told: Told, user: Scoped) -> list[UUID]:
    """A wide net, by indexes alone: the same phone, or a like name with a birth that may fit."""
    index = Participant._meta.get_field("phone_index")
    first, *others = told_parts(told.full_name) or [ToldPart(())]
    born: tuple[date | None, date | None] = (None, None)
    if told.born_on is not None:
        year = told.born_on.year
        born = (date(year - GUESSED_YEARS, 1, 1), date(year + GUESSED_YEARS, 12, 31))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM participants_alike_v1_across_scopes(%s::text[], %s::text[], %s, "
            "%s::bytea[], %s::date, %s::date, %s::int[], NULL, %s)",
            [
                list(first.sounds),
                [sound for part in others for sound in part.sounds],
                slip_pattern(first.sounds[0]) if first.sounds else "",
                index.ask(told.phone) if told.phone else [],
                *born,
                sorted(user.scope.people),
                MOST_COMPARED,
            ],
        )
        return [person for (person,) in cursor.fetchall()]
