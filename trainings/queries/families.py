"""A session together with the sessions inside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import Q

from accounts.roles import Permission
from core.prepared import prepared_cursor
from programmes.models import Project, ProjectSite, Room, Site
from trainings.models import Cohort, Course, CourseVersion, Module, Session

if TYPE_CHECKING:
    from accounts.models import User

SESSION = tuple(field.attname for field in Session._meta.concrete_fields)


def _of(model: type[models.Model], *names: str) -> tuple[type[models.Model], list[str]]:
    """A model with the columns to read, in the order in which `from_db` takes them."""
    return model, [one.attname for one in model._meta.concrete_fields if one.attname in names]


TOLD = {
    "c": _of(Cohort, "id", "name", "version_id", "project_site_id"),
    "v": _of(CourseVersion, "id", "course_id", "reasons_policy"),
    "k": _of(Course, "id", "title_ar", "title_ckb", "title_en", "title_tr"),
    "p": _of(ProjectSite, "id", "project_id", "site_id"),
    "j": _of(Project, "id", "locked_until"),
    "w": _of(Site, "id", "name_ar", "name_ckb", "name_en", "name_tr", "area_id", "time_zone"),
    "m": _of(Module, "id", "kind", "topic_ar", "topic_ckb", "topic_en", "topic_tr"),
    "r": _of(Room, "id", "name_ar", "name_ckb", "name_en", "name_tr"),
}
"""What a page about a session tells of the rows around it; Django reads the rest when asked."""


def _columns(*tables: str) -> str:
    return ", ".join(
        f"{table}.{column} AS {table}_{column}" for table in tables for column in TOLD[table][1]
    )


# The roster is opened all day long, and a third of its time was Django building this statement
# and PostgreSQL trying every order of ten tables: OFFSET 0 lets it look at three at a time.
_FAMILY = f"""
SELECT s.*, EXISTS (
    SELECT FROM trainings_sessionstaff own
    WHERE own.session_id IN (s.id, s.parent_id) AND own.user_id = %s AND own.ended_at IS NULL
), taught.*, held.*, {_columns("m", "r")}
FROM ({{visible}}) s
LEFT JOIN trainings_module m ON m.id = s.module_id
LEFT JOIN programmes_room r ON r.id = s.room_id
CROSS JOIN LATERAL (
    SELECT {_columns("c", "v", "k")}
    FROM trainings_cohort c
    JOIN trainings_courseversion v ON v.id = c.version_id
    JOIN trainings_course k ON k.id = v.course_id
    WHERE c.id = s.cohort_id OFFSET 0
) taught
CROSS JOIN LATERAL (
    SELECT {_columns("p", "j", "w")}
    FROM programmes_projectsite p
    JOIN programmes_project j ON j.id = p.project_id
    JOIN programmes_site w ON w.id = p.site_id
    WHERE p.id = s.project_site_id OFFSET 0
) held
ORDER BY s.starts_at, s.id
"""  # noqa: S608 -- made of constants


@dataclass(frozen=True, slots=True)
class Family:
    """A session that somebody may see, those inside it by time, and whether she may mark them."""

    session: Session
    children: list[Session]
    may_record: bool

    @property
    def child(self) -> Session | None:
        """The session inside that stands beside it on the roster: the first that takes place."""
        return next((child for child in self.children if child.is_happening), None)

    @property
    def sessions(self) -> list[Session]:
        """Those that the roster page marks."""
        return [self.session, self.child] if self.child else [self.session]


def family_visible_to(user: User, session_id: UUID) -> Family | None:
    """The family of a session in one query, or None where she may not see it."""
    hers = Session.objects.visible_to(user).filter(Q(pk=session_id) | Q(parent=session_id))
    try:
        visible, values = hers.order_by().query.sql_with_params()
    except EmptyResultSet:
        # None of her roles opens a session anywhere.
        return None
    with prepared_cursor() as cursor:
        cursor.execute(_FAMILY.format(visible=visible), [user.pk, *values])
        found = {session.pk: (session, is_hers) for session, is_hers in map(_read, cursor)}
    if session_id not in found:
        return None
    session, is_hers = found.pop(session_id)
    place = session.project_site_id
    may_record = place in user.scope.where(Permission.ATTENDANCE_RECORD) or (
        is_hers and place in user.scope.where(Permission.ATTENDANCE_RECORD_ASSIGNED)
    )
    return Family(session, [child for child, _hers in found.values()], may_record)


def _read(row: Sequence[Any]) -> tuple[Session, bool]:
    values = iter(row)
    session = Session.from_db(DEFAULT_DB_ALIAS, SESSION, [next(values) for _ in SESSION])
    is_hers = next(values)
    session.cohort, session.cohort.version, session.cohort.version.course = (
        _next(table, values) for table in "cvk"
    )
    session.project_site, session.project_site.project, session.project_site.site = (
        _next(table, values) for table in "pjw"
    )
    session.module, session.room = (_next(table, values) for table in "mr")
    return session, is_hers


def _next(table: str, values: Iterator[Any]) -> Any:
    """The next row of a table among the values, or None where nothing was joined."""
    model, columns = TOLD[table]
    own = [next(values) for _ in columns]
    return None if own[0] is None else model.from_db(DEFAULT_DB_ALIAS, columns, own)
