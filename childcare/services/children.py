"""Children are written down, with what the carers must know of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from childcare.models import Child, Guardianship
from childcare.services.refusals import CannotChange
from participants.models import Participant

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True, slots=True)
class About:
    """What is written down of a child."""

    name: str
    born_on: date
    born_precision: str = Child.Precision.DAY
    sex: str = Participant.Sex.UNKNOWN
    allergies: str = ""
    medicine: str = ""
    notes: str = ""


@transaction.atomic
def add_child(
    *, child_id: UUID, guardian: Participant, relation: str, about: About, by: User
) -> Child:
    """Write a child down whose guardian agreed; the same form sent twice makes one child."""
    child = Child(id=child_id, guardian=guardian, agreed_before=by, **_fields(about))
    try:
        with transaction.atomic():
            child.save(force_insert=True)
    except IntegrityError as error:
        known = Child.objects.filter(pk=child_id, guardian=guardian).first()
        if known is None:
            raise CannotChange(_("This page is out of date. Write the child down anew.")) from error
        return known
    Guardianship.objects.create(child=child, participant=guardian, relation=relation)
    return child


def change_child(*, child: Child, about: About) -> Child:
    """Change what is known of a child."""
    for name, value in _fields(about).items():
        setattr(child, name, value)
    child.save(update_fields=[*_fields(about)])
    return child


def add_guardian(*, child: Child, participant: Participant, relation: str) -> Guardianship:
    """Let somebody else who takes part bring and collect a child."""
    guardianship, _made = Guardianship.objects.get_or_create(
        child=child, participant=participant, defaults={"relation": relation}
    )
    return guardianship


def _fields(about: About) -> dict[str, object]:
    return {name: getattr(about, name) for name in About.__slots__}
