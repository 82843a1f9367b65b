"""For whom the database works: every statement runs inside a scope, or finds nobody.

Row security (`core.row_security`) reads what is set here. A request runs as `cohesion_app`, whose
policies open the project sites that were set; a service (a command, a job) runs as
`cohesion_service`, whose policies open every row. Nothing else in the house sets either.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db import DEFAULT_DB_ALIAS, connection, transaction

from core.prepared import prepared_cursor

if TYPE_CHECKING:
    from core.scope import Scope, Scoped

APP = "cohesion_app"
SERVICE = "cohesion_service"
LOGIN = "none"
"""The role that signed in: the owner of the tables, for structure and not for rows."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What the database is told; `project_sites` is an array literal such as `{1,2}`."""

    role: str
    user: str = ""
    project_sites: str = ""
    service: str = ""
    request: str = ""


@dataclass(frozen=True, slots=True)
class Sites:
    """Project sites that the database itself works out: an SQL expression for an array."""

    expression: str
    values: tuple[Any, ...] = ()


# Without the mode the server plans a prepared question anew each time that it hopes for a better
# plan from the values, which takes longer than these questions do.
_SET = """SELECT set_config('role', %s, true), set_config('app.user', %s, true),
set_config('app.service', %s, true), set_config('app.request', %s, true),
set_config('plan_cache_mode', 'force_generic_plan', true),
set_config('app.project_sites', {}, true)"""
_BEGIN = """SELECT set_config('role', role, false), set_config('app.service', %s, false)
FROM (SELECT %s AS role) wanted
WHERE role = 'none' OR EXISTS (SELECT FROM pg_roles WHERE rolname = role)"""

_current: ContextVar[Setting | None] = ContextVar("scope", default=None)
_by_default: Setting | None = Setting(APP)
_LOGIN = Setting(LOGIN)


@contextmanager
def scope(
    user: Scoped | None = None,
    *,
    service: str = "",
    within: Scope | None = None,
    receiving: Sites | None = None,
    request: str = "",
    savepoint: bool = True,
) -> Iterator[None]:
    """One transaction for a person, a named service, or nobody in particular.

    A person finds the project sites where she may see people; `receiving` replaces them. A service
    finds every row, or those of all project sites of `within`. Without a `savepoint`, what goes
    wrong inside takes back all that is around it as well.
    """
    setting = _setting(user, service, within, request)
    outside = connection.in_atomic_block
    before = _current.get()
    with transaction.atomic(savepoint=savepoint):
        token = _current.set(_tell(setting, receiving))
        try:
            yield
        finally:
            _current.reset(token)
        # Released savepoints keep what was set inside them; rolled back ones do not.
        if outside and not connection.needs_rollback:
            _tell(before or _by_default or _LOGIN)


@contextmanager
def as_owner() -> Iterator[None]:
    """One transaction with the rights of who signed in, to change the structure itself."""
    outside = connection.in_atomic_block
    before = _current.get()
    with transaction.atomic():
        _tell(Setting(LOGIN, service="owner"))
        yield
        if outside and not connection.needs_rollback:
            _tell(before or _by_default or _LOGIN)


def current() -> Setting | None:
    """The scope that this thread works in."""
    return _current.get()


def by_default(setting: Setting | None) -> None:
    """What new connections of this process work as, outside of any scope; None leaves them."""
    global _by_default
    _by_default = setting


@contextmanager
def connections_as(setting: Setting) -> Iterator[None]:
    """Let this connection and new ones of this process work as somebody, outside of any scope."""
    before = _by_default
    by_default(setting)
    begin(connection)
    try:
        yield
    finally:
        by_default(before)
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('role', %s, false)", [(before or _LOGIN).role])


def begin(connection: Any, **kwargs: Any) -> None:
    """A connection was opened, or comes out of the pool: give it the role of this process."""
    if _by_default is not None and connection.alias == DEFAULT_DB_ALIAS:
        with prepared_cursor(connection) as cursor:
            # Before the first migration there are no roles, and nobody to find either.
            cursor.execute(_BEGIN, [_by_default.service, _by_default.role])


def _setting(user: Scoped | None, service: str, within: Scope | None, request: str) -> Setting:
    if service and user is not None:
        raise ValueError("A scope is a person's or a service's; use `within` to narrow a service.")
    if service and within is None:
        return Setting(SERVICE, service=service, request=request)
    scope = within or (user.scope if user is not None else None)
    if scope is None:
        return Setting(APP, request=request)
    sites = scope.project_sites if service else scope.people
    return Setting(APP, str(scope.user_id), array(sorted(sites)), service, request)


def array(ids: Sequence[int]) -> str:
    """An array as PostgreSQL reads it."""
    return f"{{{','.join(map(str, ids))}}}"


def _tell(setting: Setting, sites: Sites | None = None) -> Setting:
    """Say it to the database, in one statement; answers with the project sites that it found."""
    expression, values = (sites.expression, sites.values) if sites else ("%s", None)
    # Said by every request, so it is planned once for a connection.
    with prepared_cursor() if sites is None else connection.cursor() as cursor:
        cursor.execute(
            _SET.format(expression),
            [
                setting.role,
                setting.user,
                setting.service,
                setting.request,
                *(values if values is not None else [setting.project_sites]),
            ],
        )
        *_others, found = cursor.fetchone()
    return replace(setting, project_sites=found)
