"""A person is registered: all that is said of her at once, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from participants.details import Decision, Displacement, Identity, PersonDetails
from participants.latin import latin_spelling
from participants.models import Consent, Functioning, Participant, Purpose
from participants.queries.duplicates import known_elsewhere
from participants.services.consents import record_decisions
from participants.services.displacement import say_first_status
from participants.services.identity import keep_identity
from participants.services.refusals import CannotRegister

if TYPE_CHECKING:
    from accounts.models import User
    from programmes.models import ProjectSite

__all__ = [
    "CannotRegister",
    "Decision",
    "Displacement",
    "Identity",
    "PersonDetails",
    "Registered",
    "register_person",
]

LONGEST_LATIN = 160

COPIED = (
    "given",
    "father",
    "grandfather",
    "family",
    "sex",
    "born_on",
    "born_precision",
    "phone",
    "phone_owner",
    "safe_to_call",
    "best_time",
    "address",
    "language",
    "literacy",
    "to_complete",
)
"""What goes from the details into her record as it is."""


@dataclass(frozen=True, slots=True)
class Registered:
    """Who was registered; `is_new` is False where the same form had been sent before.

    `may_be_elsewhere`: somebody out of sight may be her, and a coordinator will see both.
    """

    person: Participant
    is_new: bool
    may_be_elsewhere: bool = False


@transaction.atomic
def register_person(*, details: PersonDetails, place: ProjectSite, by: User) -> Registered:
    """Add a person at a place with her status, identity and decisions.

    Her identity is not kept at a site that does not ask for it.
    Raises CannotRegister, and then nothing is kept of her: where she refuses that her data is
    kept, where her identity is told without her consent to keep it, or where `person_id`
    belongs to somebody at another place.
    """
    if _refuses_to_be_kept(details):
        raise CannotRegister(
            _("She does not agree that her data is kept, so nothing of her was saved.")
        )
    person = Participant(
        id=details.person_id,
        project_sites=[place.pk],
        area_id=details.area or None,
        languages=list(details.languages),
        latin_name=details.latin_name or _suggested(details),
        **{name: getattr(details, name) for name in COPIED},
    )
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError:
        return Registered(_sent_before(details, place), is_new=False)
    _keep_the_rest(person, details, place, by)
    return Registered(person, is_new=True, may_be_elsewhere=known_elsewhere(person))


def _suggested(details: PersonDetails) -> str:
    """How her name is written in Latin letters where nobody said it."""
    names = (details.given, details.father, details.grandfather, details.family)
    return latin_spelling(" ".join(filter(None, names)))[:LONGEST_LATIN]


def _refuses_to_be_kept(details: PersonDetails) -> bool:
    return any(
        said.purpose == Purpose.DATA_PROCESSING and said.decision != Consent.Decision.AGREED
        for said in details.decisions
    )


def _sent_before(details: PersonDetails, place: ProjectSite) -> Participant:
    known = Participant.objects.filter(
        pk=details.person_id, project_sites__contains=[place.pk]
    ).first()
    if known is None:
        raise CannotRegister(
            _("This form cannot be saved. Open a new one and write her down anew.")
        )
    return known


def _keep_the_rest(
    person: Participant, details: PersonDetails, place: ProjectSite, by: User
) -> None:
    now = timezone.now()
    said = details.displacement
    if said is not None and said.status:
        say_first_status(
            participant=person,
            status=said.status,
            from_on=said.from_on,
            origin=said.origin,
            shelter=said.shelter,
            source=said.source,
        )
    if details.functioning:
        Functioning.objects.create(
            participant=person, said_on=timezone.localdate(), **details.functioning
        )
    # Decisions first: her identity is kept only where she agrees to that.
    record_decisions(person=person, decisions=details.decisions, by=by, now=now)
    if details.identity is not None and place.site.collects_identity:
        keep_identity(person=person, said=details.identity)
