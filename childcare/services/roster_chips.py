"""What a roster sends along with its marks: children who came with their mothers.

An item is `{"id": uuid, "chip": "<enrolment>.<child>.<child>…", "undoes": uuid?}`. The id makes an
item that arrives twice count once. Children come in on the day itself only: an item that was kept
on a phone until another day would say that somebody is inside who went home long ago.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from childcare.models import Stay
from childcare.queries.days import day_at
from childcare.services.check_in import cancel_check_in, check_in, noted_at_once
from childcare.services.refusals import CannotChange
from trainings.models import Enrolment

if TYPE_CHECKING:
    from accounts.models import User
    from trainings.models import Session

MOST_ITEMS: Final = 60
MOST_CHILDREN: Final = 12
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Item:
    """One tap on a chip."""

    id: UUID
    enrolment: UUID
    children: tuple[UUID, ...]
    undoes: UUID | None


def chip_value(enrolment: UUID, children: list[UUID]) -> str:
    """What a chip stands for, in a form that travels."""
    return ".".join(one.hex for one in (enrolment, *children))


def save_chips(session: Session, payload: Any, by: User) -> None:
    """Take the children of some chips in, or undo a tap of a moment ago."""
    if session.on_day != day_at(session.project_site, timezone.now()):
        return
    for item in _read(payload):
        if item.undoes is not None:
            for stay in noted_at_once(item.undoes, item.children, timezone.now()):
                _undo(stay, by)
        else:
            _take_in(session, item, by)


def _take_in(session: Session, item: Item, by: User) -> None:
    enrolment = (
        Enrolment.objects.select_related("project_site__site", "participant")
        .defer("participant__phone")
        .filter(pk=item.enrolment, cohort=session.cohort_id)
        .first()
    )
    if enrolment is None:
        return
    # At the door of the playroom somebody was quicker, perhaps quick enough for the way home too.
    came = set(
        Stay.objects.that_happened()
        .filter(child__in=item.children, on_day=session.on_day)
        .values_list("child", flat=True)
    )
    still = [child for child in item.children if child not in came]
    if not still:
        return
    try:
        with transaction.atomic():
            check_in(
                enrolment=enrolment, children=still, key=item.id, by=by, from_the_playroom=False
            )
    except CannotChange as refusal:
        logger.info("A chip took nobody in: %s", type(refusal).__name__)


def _undo(stay: Stay, by: User) -> None:
    try:
        cancel_check_in(stay=stay, by=by)
    except CannotChange as refusal:
        logger.info("A chip stays as it is: %s", type(refusal).__name__)


def _read(payload: Any) -> Iterator[Item]:
    """What has the right shape; anything else is left out."""
    if not isinstance(payload, list):
        return
    for raw in payload[:MOST_ITEMS]:
        try:
            enrolment, *children = (UUID(part) for part in str(raw["chip"]).split("."))
            undoes = UUID(str(raw["undoes"])) if raw.get("undoes") else None
            item = Item(UUID(str(raw["id"])), enrolment, tuple(children), undoes)
        except (ValueError, TypeError, KeyError, AttributeError):
            continue
        if 0 < len(item.children) <= MOST_CHILDREN:
            yield item
