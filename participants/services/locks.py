"""How whoever changes several records holds them: always in the same order."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db import transaction

from participants.models import Participant


def lock_people(people: Iterable[UUID]) -> None:
    """Hold every record of some women, so that what they agreed to stays as it is."""
    women = list(people)
    while True:
        records = _records_of(women)
        before = transaction.savepoint()
        rows = Participant.objects.filter(pk__in=records).order_by("pk")
        list(rows.select_for_update(no_key=True, of=("self",)).values_list("pk"))
        if _records_of(women) <= records:
            transaction.savepoint_commit(before)
            return
        # A merge meanwhile made more records hers: let go, and begin anew in the order of all.
        transaction.savepoint_rollback(before)


def _records_of(women: Collection[UUID]) -> set[UUID]:
    return set(Participant.objects.records_of(women).values_list("pk", flat=True))
