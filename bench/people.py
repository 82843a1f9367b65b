"""A million invented people of sixty places, by COPY: names as they are spread in northern Iraq."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from uuid import UUID

from django.db import connection
from django.utils import timezone

PLACES = 60
ROW = (
    "id, given, father, grandfather, family, latin_name, sex, born_on, born_precision, "
    "phone_index, phone_tails, phone_owner, best_time, language, languages, literacy, "
    "project_sites, known_at, canonical_id, created_at, sort_key"
)
_SYLLABLES = (
    "با تا جا دا را سا شا فا كا لا ما نا بو دو رو سو كو لو مو نو بي دي ري سي لي مي ني".split()
)
_ENDINGS = "ني وي دي ري لي سي كي زاده بكر خان ئي تي".split()


def key(number: int) -> UUID:
    """The id of a person, the same in every run."""
    return UUID(int=(0x0190F5C9 << 96) | (0x7000 << 64) | (0x8000 << 48) | number)


class Names:
    """Names by chance: a few are everybody's, most are rare, and there are four scripts."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        listed = Path(__file__).parent.parent / "participants/names/known_names.txt"
        lines = [
            line.split()
            for line in listed.read_text(encoding="utf-8").splitlines()
            if not line.startswith("#")
        ]
        self.chance.shuffle(lines)
        # Women's names and men's: who is asked for by her father's name is found by that alone.
        self.given, self.fathers = lines[::2], lines[1::2]
        # As many shares as one over the rank: the first name is one woman's in six or so.
        self.shares = [1 / (rank + 1) for rank in range(len(self.given))]
        self.father_shares = self.shares[: len(self.fathers)]
        syllables = [
            one + two + end for one in _SYLLABLES for two in _SYLLABLES for end in _ENDINGS
        ]
        self.family = self.chance.sample(syllables, len(syllables))
        self.family_shares = [1 / (rank + 8) for rank in range(len(self.family))]

    def people(self, count: int) -> Iterator[tuple[tuple[str, str, str, str], str]]:
        """The four parts of each name, and how it is written in Latin letters, if anybody did."""
        given = self.chance.choices(self.given, self.shares, k=count)
        fathers = self.chance.choices(self.fathers, self.father_shares, k=2 * count)
        families = self.chance.choices(self.family, self.family_shares, k=count)
        for number in range(count):
            three = [given[number], *fathers[2 * number : 2 * number + 2]]
            in_latin = self.chance.random()
            is_latin = in_latin < 0.1
            names = [self._way(part, is_latin) for part in three]
            family = f"ال{families[number]}" if self.chance.random() < 0.7 else ""
            latin = "" if in_latin < 0.6 else " ".join(self._way(part, True) for part in three)
            yield (names[0], names[1], names[2], family), latin

    def _way(self, ways: Sequence[str], in_latin: bool) -> str:
        fitting = [way for way in ways if way.isascii() == in_latin] or ways
        return fitting[0] if self.chance.random() < 0.6 else self.chance.choice(fitting)


def load(count: int) -> None:
    """Fill an empty database."""
    from accounts.models import Grant, User
    from accounts.roles import Role
    from programmes.models import AdminArea, Project, ProjectSite, Site

    today = timezone.localdate()
    project = Project.objects.create(
        code="bench", name="Bench", starts_on=today, ends_on=today + timedelta(days=900)
    )
    area = AdminArea.objects.first()
    places = []
    for number in range(PLACES):
        site = Site.objects.create(code=f"bench-{number}", name_ar=f"مركز {number}", area=area)
        places.append(ProjectSite.objects.create(project=project, site=site).pk)
    for name, sites in (("three", 3), ("all", 0)):
        user = User.objects.create_user(f"bench-{name}", full_name="Bench", language="ar")
        for place in ProjectSite.objects.filter(pk__in=places[:sites]) if sites else [None]:
            Grant.objects.create(
                user=user,
                role=Role.FIELD,
                project=project,
                site=place.site if place else None,
                from_on=today,
            )
    with connection.cursor() as cursor:
        # Nobody's triggers: the record would take longer than the people.
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes "
            "WHERE tablename = 'participants_participant' AND indexdef LIKE 'CREATE INDEX %'"
        )
        # Made at the end, as a whole: quicker, and as small as those of a table that was vacuumed.
        indexes = cursor.fetchall()
        for name, _made in indexes:
            cursor.execute(f"DROP INDEX {name}")
        tails = _tails(places)
        with cursor.cursor.copy(f"COPY participants_participant ({ROW}) FROM STDIN") as copy:
            for line in _lines(count, places, tails):
                copy.write(line)
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("SET maintenance_work_mem = '512MB'")
        for _name, made in indexes:
            cursor.execute(made)
        cursor.execute("VACUUM ANALYZE participants_participant")


def number_of(person: int) -> str:
    """The phone of an invented person; the prefix is nobody's."""
    return f"+964700{person % 10_000_000:07}"


def _tails(places: list[int]) -> list[str]:
    """The keys of ten thousand endings in one project, each made once."""
    from participants.models.phone_keys import tails_of

    return [tails_of(f"{ending:04}", places[:1])[0] for ending in range(10_000)]


def _lines(count: int, places: list[int], tails: Sequence[str]) -> Iterator[str]:
    from core import crypto

    bound_to = "participants.participant.phone_index"
    chance = random.Random(11)
    now = timezone.now()
    part: list[str] = []
    for number, (names, latin) in enumerate(Names(7).people(count)):
        sites = {places[chance.randrange(PLACES)]}
        if chance.random() < 0.1:
            sites.add(places[chance.randrange(PLACES)])
        known = f"{{{','.join(map(str, sorted(sites)))}}}"
        born = date(1950, 1, 1) + timedelta(days=chance.randrange(21_000))
        index = crypto.index(number_of(number), bound_to=bound_to).hex()
        fields = [
            *(key(number), *names, latin, "f", born, "year"),
            *(rf"\\x{index}", f"{{{tails[number % 10_000]}}}", "unknown", "", "ar", "{}", ""),
            *(known, known, key(number), now, _place(names)),
        ]
        part.append("\t".join(map(str, fields)) + "\n")
        if len(part) == 2000:
            yield "".join(part)
            part.clear()
    yield "".join(part)


def _place(names: Sequence[str]) -> str:
    return " ".join(_sort_key(part) for part in names if part)


@cache
def _sort_key(part: str) -> str:
    from core.collation import sort_key

    return sort_key(part)
