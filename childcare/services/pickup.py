"""Who may collect a child, and who must not: lines are added and taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from childcare.models import Child, PickupAuthorisation
from participants.models import Participant

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who comes for children."""

    name: str
    relation: str = ""
    phone: str = ""
    participant_id: UUID | None = None


def allow(
    *,
    children: Sequence[Child],
    person: Person,
    said_by: Participant,
    from_on: date,
    to_on: date | None,
    key: UUID,
    by: User,
) -> list[PickupAuthorisation]:
    """Let somebody collect some siblings; the same key twice adds one line to each list."""
    return _add(children, key, person, said_by, by, from_on=from_on, to_on=to_on)


def block(
    *,
    children: Sequence[Child],
    person: Person,
    said_by: Participant,
    reason: str,
    key: UUID,
    by: User,
) -> list[PickupAuthorisation]:
    """Say that somebody must not collect some siblings, with a reason that carers never see."""
    return _add(
        children,
        key,
        person,
        said_by,
        by,
        from_on=timezone.localdate(),
        is_blocked=True,
        blocked_reason=reason,
    )


@transaction.atomic
def take_back(*, line: PickupAuthorisation, by: User) -> bool:
    """End a line at once; False if it had ended already."""
    return bool(
        PickupAuthorisation.objects.standing()
        .filter(pk=line.pk)
        .update(revoked_at=timezone.now(), revoked_by=by)
    )


@transaction.atomic
def _add(
    children: Sequence[Child],
    key: UUID,
    person: Person,
    said_by: Participant,
    by: User,
    **what: object,
) -> list[PickupAuthorisation]:
    lines = [
        PickupAuthorisation(
            id=uuid5(key, str(child.pk)),
            child=child,
            said_by=said_by,
            name=person.name,
            relation=person.relation,
            phone=person.phone,
            participant_id=person.participant_id,
            created_by=by,
            **what,
        )
        for child in children
    ]
    return PickupAuthorisation.objects.bulk_create(lines, ignore_conflicts=True)
