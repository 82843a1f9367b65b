"""Which of the product's roles an administrator of the server has to make, said in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from core.scoping import APP, SERVICE

# From PostgreSQL 16 on a membership may not allow to become the role, and who may make roles
# gives away only those she has made.
_ASK = """
SELECT session_user, current_setting('server_version_num')::int, rolsuper, rolcreaterole, (
    SELECT array_agg(wanted) FROM unnest(%s::text[]) wanted
    WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted)
), (
    SELECT array_agg(rolname::text ORDER BY rolname) FROM pg_roles
    WHERE rolname = ANY(%s::text[]) AND NOT pg_has_role(session_user, oid,
        CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END)
        AND NOT pg_has_role(session_user, oid, 'MEMBER WITH ADMIN OPTION')
)
FROM pg_roles WHERE rolname = session_user
"""
WITH_OWN_RULES = 160000


@dataclass(frozen=True, slots=True)
class MissingRoles:
    """Roles that are not there, and those that the login may not become."""

    login: str
    absent: Sequence[str]
    closed: Sequence[str]

    def __bool__(self) -> bool:
        return bool(self.absent or self.closed)

    @property
    def sentence(self) -> str:
        """What is the matter."""
        said = []
        if self.absent:
            said.append(
                f"The database lacks {_and(self.absent)}, which the login {self.login} may not "
                f"make."
            )
        if self.closed:
            said.append(f"The login {self.login} may not work as {_and(self.closed)}.")
        return " ".join(said)

    @property
    def remedy(self) -> str:
        """What an administrator of the server says."""
        made = [f"CREATE ROLE {name} NOLOGIN;" for name in self.absent]
        names = ", ".join([*self.absent, *self.closed])
        granted = f'GRANT {names} TO "{self.login}";'
        return f"Let an administrator of the server say: {' '.join([*made, granted])}"


def missing_roles(cursor: Any, names: Sequence[str] = (APP, SERVICE)) -> MissingRoles:
    """What the login of a connection can neither use nor make."""
    cursor.execute(_ASK, [list(names), list(names)])
    login, version, is_super, may_make, absent, closed = cursor.fetchone()
    if is_super or (may_make and version < WITH_OWN_RULES):
        return MissingRoles(login, (), ())
    return MissingRoles(login, () if may_make else absent or (), closed or ())


def _and(names: Sequence[str]) -> str:
    word = "the roles" if len(names) > 1 else "the role"
    return f"{word} {' and '.join(names)}"
