"""Who changed what, and who looked, in words for a page."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.apps import apps
from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _

from accounts.models import Change, Look, User
from accounts.queries.record_values import said
from accounts.queries.record_words import MADE, SERVICES, word_for
from core.text import capfirst

if TYPE_CHECKING:
    from django.db import models

DAYS = 31
"""How far back the pages of looks go."""


@dataclass(frozen=True, slots=True)
class ChangedField:
    """A field by the name that people know, as it was and as it became."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One change or look: when, by whom, what, and of a change the fields."""

    at: datetime
    who: str
    what: str
    fields: tuple[ChangedField, ...] = ()


@dataclass(frozen=True, slots=True)
class LooksOf:
    """How often somebody did each kind of thing lately, and how many people that showed."""

    name: str
    counts: dict[str, int]
    people: int


def changes_about(participant: UUID, places: Collection[UUID]) -> QuerySet[Change]:
    """Everything that was done to what is known of a person, newest first."""
    about = Q(participant_id=participant) | Q(enrolment_id__in=list(places))
    return Change.objects.filter(about).order_by("-id")


def looks_about(participant: UUID) -> QuerySet[Look]:
    """Everybody who looked at her record, newest first."""
    return Look.objects.filter(participant_id=participant).order_by("-id")


def lines_of_changes(changes: Iterable[Change]) -> list[RecordLine]:
    """Changes in words; one query for the names of who made them."""
    found = list(changes)
    names = names_of(change.user_id for change in found)
    return [
        RecordLine(
            at=change.at,
            who=_who(names.get(change.user_id), change.service),
            what=f"{_table(change.table_name)}: {change.get_action_display()}",
            fields=tuple(_fields(change)),
        )
        for change in found
    ]


def lines_of_looks(looks: Iterable[Look]) -> list[RecordLine]:
    """Looks in words; one query for the names of who looked."""
    found = list(looks)
    names = names_of(look.user_id for look in found)
    return [
        RecordLine(
            at=look.at,
            who=names.get(look.user_id) or "",
            what=" · ".join(filter(None, (capfirst(look.get_kind_display()), look.purpose))),
        )
        for look in found
    ]


def looks_by_person(looks: QuerySet[Look], today: date) -> list[LooksOf]:
    """Who looked lately, those first who were shown the most people."""
    recent = looks.filter(at__date__gt=today - timedelta(days=DAYS)).exclude(user_id=None)
    counted = recent.order_by().values("user_id", "kind").annotate(times=Count("pk"))
    shown = dict(
        recent.order_by()
        .values("user_id")
        .annotate(shown=Count("participant_id", distinct=True))
        .values_list("user_id", "shown")
    )
    names = names_of(shown)
    by_user: dict[UUID | None, dict[str, int]] = {}
    for row in counted:
        by_user.setdefault(row["user_id"], {})[row["kind"]] = row["times"]
    found = [
        LooksOf(names.get(user) or "", counts, shown.get(user, 0))
        for user, counts in by_user.items()
    ]
    return sorted(found, key=lambda line: (-line.people, -sum(line.counts.values()), line.name))


def looks_by_day(today: date) -> list[dict[str, Any]]:
    """How many looks of each kind there were on each of the last days; nobody is named."""
    counted = (
        Look.objects.filter(at__date__gt=today - timedelta(days=DAYS))
        .order_by()
        .annotate(day=TruncDate("at"))
        .values("day", "kind")
        .annotate(times=Count("pk"))
        .order_by(F("day").desc(), "kind")
    )
    return [dict(row) for row in counted]


def names_of(users: Iterable[UUID | None]) -> dict[UUID | None, str]:
    """The names of some members of staff."""
    wanted = {user for user in users if user is not None}
    return dict(User.objects.filter(pk__in=wanted).values_list("pk", "full_name"))


def field_of(table: str, column: str) -> models.Field[Any, Any] | None:
    """The field of a column that tells people something; keys and stamps do not."""
    model = _models().get(table)
    for field in model._meta.concrete_fields if model else ():
        if field.column == column and not field.is_relation and not field.primary_key:
            return field if field.editable and column not in MADE else None
    return None


def _who(name: str | None, service: str) -> str:
    if name:
        return name
    if not service:
        return _("nobody known")
    return _("the system (%(service)s)") % {"service": SERVICES.get(service, service)}


@cache
def _models() -> dict[str, type[models.Model]]:
    return {model._meta.db_table: model for model in apps.get_models()}


def _table(name: str) -> str:
    model = _models().get(name)
    return capfirst(str(model._meta.verbose_name)) if model else name


def _fields(change: Change) -> Iterable[ChangedField]:
    before, after = change.before or {}, change.after or {}
    for column in {**before, **after}:
        field = field_of(change.table_name, column)
        if field is not None:
            yield ChangedField(
                capfirst(word_for(field)),
                said(field, before.get(column)),
                said(field, after.get(column)),
            )
