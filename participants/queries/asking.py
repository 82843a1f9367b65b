"""Questions about people that the database answers in functions of its own.

They keep scope themselves, since no index of names or of their order is used below row security
(see `docs/adr/0012`). They answer ids; `visible_to` then decides about each, as everywhere.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection
from django.db.models import Q

from accounts.roles import Permission

if TYPE_CHECKING:
    from core.scope import Scoped
    from participants.models.participant import ParticipantQuerySet

CASTS = {
    "search": "%s, %s::text[], %s::text[], %s::text[], %s::text[], %s::int[], %s::uuid[], %s",
    "by_phone": "%s::text[], %s::int[], %s::uuid[], %s",
    "listed": "%s::int[], %s::uuid[], %s, %s::date, %s::uuid, %s, %s",
}


def ask(question: str, said: Sequence[Any]) -> list[UUID]:
    """The ids that a question is answered with, in their order."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT * FROM participants_{question}_v1_across_scopes({CASTS[question]})",  # noqa: S608
            said,
        )
        return [person for (person,) in cursor.fetchall()]


def within(
    user: Scoped, seen: ParticipantQuerySet, places: Collection[int] | None = None
) -> tuple[list[int], list[UUID]]:
    """Where she sees everybody, and whom she sees elsewhere, such as in her own sessions.

    `places` narrows both to some project sites.
    """
    everywhere = user.scope.people if places is None else user.scope.people & set(places)
    whole = everywhere & user.scope.where(Permission.PEOPLE_SEE)
    if everywhere == whole:
        return sorted(whole), []
    some = seen.filter(Q(project_sites__overlap=sorted(everywhere - whole)))
    return sorted(whole), list(some.values_list("pk", flat=True))
