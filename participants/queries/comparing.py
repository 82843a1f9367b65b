"""Two records side by side, field by field."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core.dates import day_text
from core.phones import masked_phone
from participants.models import DisplacementEpisode, Participant, Purpose
from participants.queries.consents import Words, last_words
from participants.queries.displacement import status_on
from programmes.models import ProjectSite

PHONE_AT = 4
"""Behind name, spelling, birth and sex."""


@dataclass(frozen=True, slots=True)
class Line:
    """One field of both; `is_number` is read from the left in every language."""

    label: str
    one: str
    other: str
    is_same: bool
    is_number: bool = False


def compare(one: Participant, other: Participant) -> list[Line]:
    """What is known of both; a number is masked, and nothing of their communities is told."""
    phone = Line(
        _("Phone"),
        masked_phone(one.phone),
        masked_phone(other.phone),
        one.phone == other.phone,
        is_number=True,
    )
    fields = [
        (_("Name"), one.full_name, other.full_name),
        (_("In Latin letters"), one.latin_name, other.latin_name),
        (_("Birth date"), _birth(one), _birth(other)),
        (_("Sex"), one.get_sex_display(), other.get_sex_display()),
        (_("District"), _area(one), _area(other)),
        (_("Address"), one.address, other.address),
        (_("Languages"), " · ".join(one.spoken), " · ".join(other.spoken)),
        *_statuses(one, other),
        *_places(one, other),
        *_agreements(one, other),
        (_("Registered on"), day_text(one.created_at), day_text(other.created_at)),
    ]
    lines = [Line(label, left, right, left == right) for label, left, right in fields]
    return [*lines[:PHONE_AT], phone, *lines[PHONE_AT:]]


def _birth(person: Participant) -> str:
    if person.born_on is None:
        return ""
    year = str(person.born_on.year)
    if person.born_precision == Participant.Precision.DAY:
        return day_text(person.born_on, weekday=False)
    if person.born_precision == Participant.Precision.ESTIMATED:
        return _("about %(year)s") % {"year": year}
    return year


def _area(person: Participant) -> str:
    return person.area.name if person.area else ""


def _statuses(one: Participant, other: Participant) -> list[tuple[str, str, str]]:
    statuses = status_on(timezone.localdate(), [one.canonical_id, other.canonical_id])
    names: dict[str, str | Promise] = dict(DisplacementEpisode.Status.choices)
    left, right = (
        str(names.get(statuses.get(person.canonical_id, ""), "")) for person in (one, other)
    )
    return [(_("Displacement"), left, right)]


def _places(one: Participant, other: Participant) -> list[tuple[str, str, str]]:
    ids = {*one.project_sites, *other.project_sites}
    places = ProjectSite.objects.filter(pk__in=ids).select_related("site", "project")
    names = {place.pk: str(place) for place in places}
    left, right = (
        " · ".join(names[place] for place in sorted(person.project_sites) if place in names)
        for person in (one, other)
    )
    return [(_("Known at"), left, right)]


def _agreements(one: Participant, other: Participant) -> list[tuple[str, str, str]]:
    words = last_words([one, other])

    def agreed(said: Words) -> str:
        return " · ".join(str(purpose.label) for purpose in Purpose if said.agree_to(purpose))

    return [(_("Agrees to"), agreed(words[one.pk]), agreed(words[other.pk]))]
