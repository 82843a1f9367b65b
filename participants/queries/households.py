"""What households are made of: derived from who lives there, never typed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from participants.models import HouseholdMember
from participants.queries.displacement import status_on


class Composition(models.TextChoices):
    """What the members of a household are, by their statuses on a day."""

    IDP = "idp", _("displaced")
    HOST = "host", _("host community")
    RETURNEE = "returnee", _("returned")
    MIXED = "mixed", _("mixed")
    UNKNOWN = "unknown", _("not known")


_GROUPS = {
    "host": Composition.HOST,
    "idp": Composition.IDP,
    "refugee": Composition.IDP,
    "idp_returnee": Composition.RETURNEE,
    "refugee_returnee": Composition.RETURNEE,
}


def composition_of(households: Iterable[UUID], day: date) -> dict[UUID, Composition]:
    """What each household is made of on a day; two queries, whatever the number.

    Two groups that are known make it mixed. Otherwise somebody whose group is not known leaves
    it unknown: she may be of the other one.
    """
    ids = list(households)
    members = HouseholdMember.objects.on(day).filter(household__in=ids)
    living = defaultdict(set)
    for household, person in members.values_list("household", "participant__canonical"):
        living[household].add(person)
    statuses = status_on(day, set().union(*living.values()))
    return {
        household: _composition([statuses.get(person, "") for person in living[household]])
        for household in ids
    }


def _composition(statuses: list[str]) -> Composition:
    groups = {_GROUPS.get(status, Composition.UNKNOWN) for status in statuses}
    known = groups - {Composition.UNKNOWN}
    if len(known) > 1:
        return Composition.MIXED
    return known.pop() if len(groups) == len(known) == 1 else Composition.UNKNOWN
