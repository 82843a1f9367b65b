"""The sessions of somebody's day, and those of other days that nobody has recorded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypedDict
from uuid import UUID

from django.db.models import Count, Exists, F, IntegerField, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.roles import Permission
from trainings.models import Enrolment, Session
from trainings.queries.recorded import expected, unmarked

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    from core.scope import Scoped
    from trainings.models.session import SessionQuerySet


class Counts(TypedDict):
    """What `with_counts` adds to a session."""

    expected_count: int
    unmarked_count: int


EARLY = timedelta(minutes=30)
"""A session counts as now from so long before it begins, as women come early."""

LATEST_FIRST = ("-on_day", "-starts_at", "id")
TOLD = ("cohort__version__course", "project_site__site", "room")


@dataclass(frozen=True, slots=True)
class Dialogue:
    """A dialogue inside a day, as its card tells of it."""

    starts_at: datetime
    minutes: int


@dataclass(frozen=True, slots=True)
class Card:
    """A session as Today tells of it."""

    session: Session
    expected: int
    marked: int
    dialogues: list[Dialogue]
    may_record: bool
    age: int

    @property
    def is_recorded(self) -> bool:
        """True when every expected woman has a mark."""
        return self.marked == self.expected

    @property
    def asks(self) -> bool:
        """True when she should open it and record."""
        return self.may_record and self.session.is_happening and not self.is_recorded


@dataclass(slots=True)
class Today:
    """A day by the clock: what is on, what comes, what was."""

    now: list[Card] = field(default_factory=list)
    later: list[Card] = field(default_factory=list)
    earlier: list[Card] = field(default_factory=list)

    @property
    def cards(self) -> list[Card]:
        """All of them."""
        return [*self.now, *self.later, *self.earlier]

    @property
    def first(self) -> Card | None:
        """The one to record first: what is on, otherwise what was."""
        return next((card for card in (*self.now, *self.earlier) if card.asks), None)


def todays_cards(user: Scoped, now: datetime) -> Today:
    """The main sessions of her day in three queries, whatever their number."""
    sessions = with_counts(_main(user).on(user.scope.today)).order_by("starts_at", "id")
    today = Today()
    for card in cards_of(sessions, user):
        if card.session.ends_at <= now:
            today.earlier.append(card)
        elif card.session.starts_at - EARLY <= now:
            today.now.append(card)
        else:
            today.later.append(card)
    return today


def unrecorded(user: Scoped) -> QuerySet[Session]:
    """Sessions of days before that took place with a mark missing; the latest first.

    What a manager has locked is not asked for any more.
    """
    return (
        _main(user)
        .happening()
        .filter(Exists(unmarked()), on_day__lt=user.scope.today)
        .filter(
            Q(project_site__project__locked_until=None)
            | Q(on_day__gt=F("project_site__project__locked_until"))
        )
        .order_by(*LATEST_FIRST)
    )


def told(ids: Iterable[UUID]) -> QuerySet[Session]:
    """Some sessions that were found before, the latest first, with what their cards tell."""
    found = Session.objects.filter(pk__in=list(ids)).select_related(*TOLD)
    return found.order_by(*LATEST_FIRST)


def next_session(user: Scoped) -> Session | None:
    """The first session that she may see after today."""
    return _main(user).happening().filter(on_day__gt=user.scope.today).order_by("starts_at").first()


def with_counts(
    sessions: QuerySet[Session],
) -> QuerySet[WithAnnotations[Session, Counts]]:
    """Count in the same query how many are expected and how many of them have no mark."""
    return sessions.annotate(
        expected_count=_counted(expected()), unmarked_count=_counted(unmarked())
    )


def cards_of(sessions: Iterable[WithAnnotations[Session, Counts]], user: Scoped) -> list[Card]:
    """Sessions with counts as cards, with the dialogues inside them by one more query."""
    sessions = list(sessions)
    inside: dict[UUID, list[Dialogue]] = {}
    children = Session.objects.happening().filter(parent__in=sessions).order_by("starts_at")
    for child in children if sessions else ():
        assert child.parent_id is not None  # noqa: S101 -- asked for those with a parent
        minutes = int((child.ends_at - child.starts_at).total_seconds() // 60)
        inside.setdefault(child.parent_id, []).append(Dialogue(child.starts_at, minutes))
    # Whoever records assigned sessions only sees no others there, unless as a manager.
    places = user.scope.where(Permission.ATTENDANCE_RECORD) | user.scope.where(
        Permission.ATTENDANCE_RECORD_ASSIGNED
    )
    return [
        Card(
            session,
            expected=session.expected_count,
            marked=session.expected_count - session.unmarked_count,
            dialogues=inside.get(session.pk, []),
            may_record=session.project_site_id in places,
            age=(user.scope.today - session.on_day).days,
        )
        for session in sessions
    ]


def _main(user: Scoped) -> SessionQuerySet:
    return Session.objects.visible_to(user).main().select_related(*TOLD)


def _counted(enrolments: QuerySet[Enrolment]) -> Coalesce:
    counted = enrolments.order_by().values("cohort").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
