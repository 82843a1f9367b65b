"""Everybody of a place, by name, straight from the database: for whoever may take a list out."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from typing import Any

from django.db import connection
from django.db.models import F
from django.utils.translation import get_language

from core.exports.copied import copied_lines, disarmed, in_pieces, streamed_rows
from core.translated import SUFFIXES
from participants.models import Consent, Participant, Purpose
from participants.queries.consents import refuse_data

_NAME = """concat_ws(' ', p.given, nullif(p.father, ''), nullif(p.grandfather, ''),
    nullif(p.family, ''))"""
_AREA = "coalesce(nullif(area.name_{suffix}, ''), area.name_ar)"

_WHERE = """p.canonical_id = p.id AND p.anonymised_at IS NULL
    AND p.project_sites @> ARRAY[%(place)s] AND p.id <> ALL(%(refusing)s::uuid[])"""

# Within a scope nobody can guess how many people there are, and a join would read all districts
# for each of them.
_PEOPLE = """
SELECT {name}, {latin}, left(p.code, 4) || '-' || substr(p.code, 5), p.sex,
    extract(year FROM p.born_on)::int,
    coalesce((SELECT {area} FROM programmes_adminarea area WHERE area.pcode = p.area_id), ''),
    p.area_id
FROM participants_participant p
WHERE {where}
ORDER BY p.sort_key COLLATE "C", p.id
"""

_COUNT = "SELECT count(*) FROM participants_participant p WHERE {where}"


class PeopleOfPlace:
    """Everybody who is known at a place and has not said that her data is not to be used."""

    def __init__(self, place: int) -> None:
        self.values: dict[str, Any] = {"place": place, "refusing": _refusing(place)}

    def count(self) -> int:
        """How many they are."""
        with connection.cursor() as cursor:
            cursor.execute(_COUNT.format(where=_WHERE), self.values)
            (number,) = cursor.fetchone()
        return int(number)

    def statement(self) -> str:
        """What is asked, with texts as they are."""
        return _statement(str)

    def rows(self) -> Generator[tuple[Any, ...], None, None]:
        """Name, name in Latin letters, code, sex, year of birth, district and its P-code."""
        return streamed_rows(self.statement(), self.values)

    def lines(self) -> Iterator[bytes]:
        """The same as pieces of CSV, disarmed by the database."""
        with closing(copied_lines(_statement(disarmed), self.values)) as lines:
            yield from in_pieces(lines)


def _statement(written: Callable[[str], str]) -> str:
    """The question; `written` makes of each text what the file needs."""
    suffix = SUFFIXES.get(get_language() or "ar", "ar")
    return _PEOPLE.format(
        name=written(_NAME),
        latin=written("p.latin_name"),
        area=written(_AREA.format(suffix=suffix)),
        where=_WHERE,
    )


def _refusing(place: int) -> list[Any]:
    """Those of a place whose last word on their data is no; few have ever said so."""
    noes = Consent.objects.filter(text__purpose=Purpose.DATA_PROCESSING).exclude(
        decision=Consent.Decision.AGREED
    )
    people = Participant.objects.filter(
        canonical=F("pk"), project_sites__contains=[place], records__consents__in=noes
    )
    return sorted(refuse_data(people.distinct()))
