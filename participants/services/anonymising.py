"""A person is made anonymous: what is known of her goes, here and in the record, for good."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from participants.models import (
    CommunityIdentity,
    Consent,
    DuplicateCandidate,
    Functioning,
    Participant,
)
from participants.models.participant import NAMELESS
from participants.registries import on_anonymise

EMPTY: dict[str, Any] = {
    "given": NAMELESS,
    "phone_owner": Participant.PhoneOwner.UNKNOWN,
    "safe_to_call": None,
    "languages": [],
    **dict.fromkeys(
        (
            *("father", "grandfather", "family", "latin_name", "phone", "best_time", "address"),
            *("language", "literacy", "to_complete"),
        ),
        "",
    ),
}


@transaction.atomic
def anonymise(person: Participant) -> int:
    """Blank a woman on all of her records, and the lines of the record about her.

    What is counted stays: sex, year of birth, district, displacement, decisions, marks. Answers
    with how many lines of the record were blanked; raises CannotAnonymise while she still has a
    place or a child inside. A call for who is anonymous already changes nothing.
    """
    records = list(
        Participant.objects.filter(canonical=person.canonical_id, anonymised_at=None)
        .order_by("pk")
        .select_for_update(no_key=True, of=("self",))
    )
    for record in records:
        on_anonymise(record)
        _blank(record)
    # Last, since what was just taken away has left lines of its own.
    return sum(_blank_record_of(record) for record in records)


def _blank(record: Participant) -> None:
    for name, value in EMPTY.items():
        setattr(record, name, value)
    if record.born_on is not None:
        record.born_on = record.born_on.replace(month=1, day=1)
        if record.born_precision != Participant.Precision.ESTIMATED:
            record.born_precision = Participant.Precision.YEAR
    record.anonymised_at = timezone.now()
    record.save()
    CommunityIdentity.objects.filter(participant=record).delete()
    Functioning.objects.filter(participant=record).delete()
    Consent.objects.filter(participant=record).exclude(guardian__isnull=True).update(guardian="")
    for side in ("one", "other"):
        DuplicateCandidate.objects.filter(**{side: record}).waiting().delete()


def _blank_record_of(record: Participant) -> int:
    places: list[UUID] = list(record.enrolments.values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute("SELECT accounts_blank_changes(%s, %s::uuid[])", [record.pk, places])
        blanked: int = cursor.fetchone()[0]
    return blanked
