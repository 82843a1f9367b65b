"""Rows with an id, beside the records that they are about: what differs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from accounts.roles import Permission
from participants.models import DisplacementEpisode, Participant
from participants.sheets.births import birth_text
from participants.sheets.columns import LABELS
from participants.sheets.outcome import Change

if TYPE_CHECKING:
    from accounts.models import User

SAME_NAME = (
    "given",
    "father",
    "grandfather",
    "family",
    "latin_name",
    "sex",
    "phone",
    "phone_owner",
    "safe_to_call",
    "address",
    "language",
    "literacy",
)
"""Columns that her record has under the same name."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A record and its present status, as a row is compared with them."""

    person: Participant
    status: str = ""
    origin: str = ""

    def values(self) -> dict[str, Any]:
        """What a row would say of her, by the codes of its columns."""
        said = {name: getattr(self.person, name) for name in SAME_NAME}
        return said | {
            "id": self.person.pk,
            "born_on": self.person.born_on,
            "born_precision": self.person.born_precision,
            "area": self.person.area_id or "",
            "status": self.status,
            "origin": self.origin,
        }


def kept_by_id(ids: Iterable[UUID], user: User) -> dict[UUID, Kept]:
    """The records of some ids that she may change; two queries."""
    places = sorted(user.scope.where(Permission.PARTICIPANT_ADD))
    people = Participant.objects.visible_to(user).filter(
        pk__in=list(ids), project_sites__overlap=places, anonymised_at=None
    )
    return with_status(people)


def with_status(people: Iterable[Participant]) -> dict[UUID, Kept]:
    """Some records with their statuses of today; one query besides."""
    found = {person.pk: Kept(person) for person in people}
    today = timezone.localdate()
    episodes = DisplacementEpisode.objects.filter(
        Q(to_on=None) | Q(to_on__gt=today), participant__in=list(found), from_on__lte=today
    )
    for episode in episodes.order_by("from_on"):
        person = found[episode.participant_id].person
        found[person.pk] = Kept(person, episode.status, episode.origin_id or "")
    return found


def changed_values(kept: Kept, said: Mapping[str, Any]) -> dict[str, Any]:
    """What a row says otherwise than her record; a cell that says nothing changes nothing."""
    before = kept.values()
    changed = {
        code: value
        for code, value in said.items()
        if code in before and value not in ("", None) and value != before[code]
    }
    if "born_on" in changed or "born_precision" in changed:
        return changed | {name: said[name] for name in ("born_on", "born_precision")}
    return changed


def changes_of(kept: Kept, changed: dict[str, Any]) -> tuple[Change, ...]:
    """The same column by column, in the order of the columns."""
    before = kept.values()
    births = [
        birth_text(told["born_on"], told["born_precision"])
        for told in (before, before | changed)
        if "born_on" in changed
    ]
    return tuple(
        Change(code, *births) if code == "born_on" else Change(code, before[code], changed[code])
        for code in LABELS
        if code in changed
    )
