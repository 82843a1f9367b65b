"""What was written about the children of a woman goes when she is made anonymous."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from childcare.models import Child, PickupAuthorisation, Stay
from participants.models import Participant
from participants.models.participant import NAMELESS
from participants.services.refusals import CannotAnonymise


def forget_family(person: Participant) -> None:
    """Blank her children, where nobody else answers for them, and who may collect them.

    Registered with participants. Raises CannotAnonymise while one of them is inside.
    """
    children = _hers_alone(person)
    if Stay.objects.filter(child__in=children, out_at=None, cancelled_at=None).exists():
        raise CannotAnonymise(_("Her child is in the playroom; it goes home first."))
    for child in children:
        child.name, child.allergies, child.medicine, child.notes = NAMELESS, "", "", ""
        child.born_on = child.born_on.replace(month=1, day=1)
        child.born_precision = Child.Precision.ESTIMATED
        child.save()
    # Lines about her children, those that she said, and her own name on the list of another's.
    lines = PickupAuthorisation.objects.filter(
        Q(child__in=children) | Q(said_by=person) | Q(participant=person)
    )
    for line in lines:
        _blank(line)
    stays = Stay.objects.filter(
        Q(child__in=children) | Q(brought_by=person) | Q(collected_by=person)
    )
    for name in ("brought_name", "collected_name"):
        _put(stays.exclude(**{f"{name}__isnull": True}), name)
    for name in ("out_reason", "cancelled_reason"):
        _put(stays.exclude(**{name: ""}), name)


def _hers_alone(person: Participant) -> list[Child]:
    others = Participant.objects.filter(anonymised_at=None).exclude(canonical=person.canonical_id)
    return list(
        Child.objects.filter(guardian=person)
        .exclude(guardianships__participant__in=others)
        .order_by("pk")
    )


def _blank(line: PickupAuthorisation) -> None:
    """Nobody is let in by a line without a name, so it ends; who must not come stays kept out."""
    line.name, line.relation, line.phone = NAMELESS, "", ""
    ends_on = max(timezone.localdate(), line.from_on + timedelta(days=1))
    if line.is_blocked:
        line.blocked_reason = NAMELESS
    elif line.to_on is None or line.to_on > ends_on:
        line.to_on = ends_on
    line.save()


def _put(rows: QuerySet[Any], name: str) -> None:
    """Constraints ask for a word here; it tells nothing any more."""
    rows.update(**{name: NAMELESS})
