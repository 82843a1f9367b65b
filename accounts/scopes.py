"""What a member of staff may see today, read from her grants in one query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import JSONField
from django.db.models.expressions import RawSQL
from django.utils import timezone

from accounts.roles import PERMISSIONS, WITH_PEOPLE, Role
from core.scope import Scope
from core.scoping import Sites

if TYPE_CHECKING:
    from accounts.models import User

# An empty project or site means all of them; the left join keeps a role where there is none yet.
_GRANTED = """(
    SELECT coalesce(jsonb_object_agg(held.role, held.project_sites), '{}'::jsonb)
    FROM (
        SELECT g.role, coalesce(
            jsonb_agg(DISTINCT ps.id) FILTER (WHERE ps.id IS NOT NULL), '[]'::jsonb
        ) AS project_sites
        FROM accounts_grant g
        LEFT JOIN programmes_projectsite ps
            ON (g.project_id IS NULL OR g.project_id = ps.project_id)
            AND (g.site_id IS NULL OR g.site_id = ps.site_id)
        WHERE g.user_id = accounts_user.id
            AND g.from_on <= %s AND (g.to_on IS NULL OR g.to_on > %s)
        GROUP BY g.role
    ) held
)"""


def granted_on(day: date) -> RawSQL:
    """An annotation for users: the project sites of each role that they hold on a day."""
    return RawSQL(_GRANTED, (day, day), output_field=JSONField())  # noqa: S611 -- a constant


def find_with_scope(user_id: UUID) -> User | None:
    """A user with her scope, in one query."""
    from accounts.models import User

    today = timezone.localdate()
    user = User.objects.annotate(granted=granted_on(today)).filter(pk=user_id).first()
    if user is not None:
        user.__dict__["_scope"] = build_scope(user.pk, user.__dict__.pop("granted"), today)
    return user


def scope_of(user: User) -> Scope:
    """The scope of a user, remembered on the object for as long as its day lasts."""
    today = timezone.localdate()
    scope: Scope | None = user.__dict__.get("_scope")
    if scope is None or scope.today != today:
        found = find_with_scope(user.pk)
        scope = found.__dict__["_scope"] if found else Scope(user.pk, today)
        user.__dict__["_scope"] = scope
    return scope


def build_scope(user_id: UUID, granted: Mapping[str, Sequence[int]], today: date) -> Scope:
    """Turn roles and their project sites into permissions and theirs."""
    roles = {role: frozenset(ids) for role, ids in granted.items() if role in Role.values}
    permissions: dict[str, frozenset[int]] = {}
    for role, ids in roles.items():
        for permission in PERMISSIONS[Role(role)]:
            permissions[permission.value] = permissions.get(permission.value, frozenset()) | ids
    people = frozenset[int]().union(*(roles.get(role, ()) for role in WITH_PEOPLE))
    return Scope(user_id, today, roles, permissions, people)


_EVER = """(
    SELECT coalesce(array_agg(DISTINCT ps.id), '{}')::text
    FROM accounts_grant g
    JOIN programmes_projectsite ps
        ON (g.project_id IS NULL OR g.project_id = ps.project_id)
        AND (g.site_id IS NULL OR g.site_id = ps.site_id)
    WHERE g.user_id = %s AND g.role = ANY(%s) AND g.from_on <= %s
        AND (g.to_on IS NULL OR g.to_on > g.from_on)
)"""


def sites_ever(user_id: UUID, today: date) -> Sites:
    """Wherever somebody has or once had a role with people: receiving is wider than seeing."""
    return Sites(_EVER, (user_id, sorted(WITH_PEOPLE), today))
