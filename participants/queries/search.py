"""People found by any part of a name, by their code, or by the last digits of a phone.

How a name is looked for says the migration "search".
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Func, UUIDField, Value

from core.digits import to_ascii_digits
from core.phones import read_phone
from participants.models import Participant
from participants.models.code import DIGITS
from participants.models.phone_keys import LAST, tails_to_ask
from participants.names.asked import read
from participants.queries.asking import ask, within

if TYPE_CHECKING:
    from core.scope import Scoped
    from participants.models.participant import ParticipantQuerySet

LONGEST_PHONE = 15
UNSHOWN = ("phone", "address", "to_complete")
"""Encrypted, and shown in no list of people."""
BETWEEN_DIGITS = str.maketrans("", "", " -\u2010\u2011\u2012\u2013\u00a0/.()+")


def found_in_order(
    words: str, user: Scoped, *, most: int, places: Collection[int] | None = None
) -> list[UUID]:
    """Who stands for those that are found, the likest first, each once; two or three queries.

    `places` narrows the search to some project sites.
    """
    seen = Participant.objects.visible_to(user)
    if places is not None:
        seen = seen.filter(project_sites__overlap=sorted(places))
    digits = digits_in(words)
    if not digits:
        hits = _by_name(words, within(user, seen, places), most)
    elif number := read_phone(words):
        hits = _canonicals(seen.with_phone(number), most)
    else:
        hits = _by_digits(digits, user, seen, within(user, seen, places), most)
    return hits[:most]


def people_in_order(found: Sequence[UUID], user: Scoped) -> list[Participant]:
    """The people of a list of ids that she may see, in its order."""
    seen = Participant.objects.visible_to(user).survivors().defer(*UNSHOWN)
    return list(in_order(seen, found))


def in_order(people: ParticipantQuerySet, found: Sequence[UUID]) -> ParticipantQuerySet:
    """Those of some people whom a search found, in its order."""
    ids = Value(list(found), output_field=ArrayField(UUIDField()))
    return people.filter(pk__in=found).order_by(Func(ids, F("pk"), function="array_position"))


def digits_in(words: str) -> str:
    """The digits of a text that has nothing else, however they are set apart; empty otherwise."""
    digits = to_ascii_digits(words).translate(BETWEEN_DIGITS)
    return digits if digits.isascii() and digits.isdecimal() else ""


def _by_name(words: str, among: Sequence[Any], most: int) -> list[UUID]:
    asked = read(words)
    slips = [list(pair) for pair in asked.slips]
    name = [asked.name, *map(list, (asked.words, asked.sounds, asked.meant)), slips]
    return ask("search", [*name, *among, most])


def _by_digits(
    digits: str, user: Scoped, seen: ParticipantQuerySet, among: Sequence[Any], most: int
) -> list[UUID]:
    by_code = _canonicals(seen.filter(code=digits), most) if len(digits) == DIGITS else []
    if not LAST <= len(digits) <= LONGEST_PHONE:
        return by_code
    tails = tails_to_ask(digits[-LAST:], user.scope.people)
    found = ask("by_phone", [tails, *among, most])
    if len(digits) > LAST:
        # Only the last four are kept as an index; the number itself tells the others.
        records = seen.filter(canonical__in=found).only("canonical_id", "phone")
        ends = digits.lstrip("0")
        found = [one.canonical_id for one in records if one.phone.endswith(ends)]
    return list(dict.fromkeys([*by_code, *found]))


def _canonicals(hits: ParticipantQuerySet, most: int) -> list[UUID]:
    """Records that were merged are found too; who is answered is who stands for them."""
    return list(dict.fromkeys(hits.values_list("canonical_id", flat=True)[:most]))
