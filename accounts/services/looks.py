"""Who looked at what: the one way in which a view, an export or the door says so."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection
from django.http import HttpRequest

from accounts.models import Look
from core.scoping import current, scope

if TYPE_CHECKING:
    from accounts.models import User

_NOTE = """
INSERT INTO accounts_look
    (at, user_id, kind, page, participant_id, project_sites, people, purpose, request)
VALUES (clock_timestamp(), %s, %s, %s, %s, %s, %s, %s, %s)
"""


def note_look(
    kind: Look.Kind,
    *,
    by: User | None,
    page: str = "",
    participant_id: UUID | None = None,
    project_sites: Iterable[int] = (),
    people: int = 0,
    purpose: str = "",
) -> None:
    """Keep that somebody looked, in one statement of the present transaction.

    `page` is the name of an address; `project_sites` say whose managers read of it; `people` is
    how many a list, a search or a file showed.
    """
    setting = current()
    with connection.cursor() as cursor:
        # Without asking for the row back, which she may not be allowed to read.
        cursor.execute(
            _NOTE,
            [
                by.pk if by else None,
                kind,
                page,
                participant_id,
                sorted(set(project_sites)),
                people,
                purpose[:200],
                setting.request if setting else "",
            ],
        )


def note_denied(request: HttpRequest, status: int) -> None:
    """Keep that somebody was turned away, whatever became of her request's own transaction."""
    match = request.resolver_match
    if match is None or not request.user.is_authenticated:
        return
    user = request.user
    with scope(user):
        note_look(
            Look.Kind.DENIED,
            by=user,
            page=match.view_name or "",
            project_sites=user.scope.project_sites,
            purpose=str(status),
        )


def signed_in(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Django's signal of a sign-in."""
    _at_the_door(Look.Kind.SIGN_IN, user)


def signed_out(sender: Any, request: HttpRequest, user: User | None, **kwargs: Any) -> None:
    """Django's signal of a sign-out; somebody whose session was over already is nobody."""
    if user is not None:
        _at_the_door(Look.Kind.SIGN_OUT, user)


def _at_the_door(kind: Look.Kind, user: User) -> None:
    note_look(kind, by=user, project_sites=user.scope.project_sites)
