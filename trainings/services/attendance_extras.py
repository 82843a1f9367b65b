"""What higher rooms let a phone send along with its marks, each payload in its own savepoint."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import connection, transaction

from trainings.events.fields import WrongField, uuid_of
from trainings.events.values import Standing
from trainings.models import Session
from trainings.queries.attendance_state import LockedSession
from trainings.registries import roster_extras
from trainings.services.attendance_standing import right_to_record

if TYPE_CHECKING:
    from accounts.models import User

MAX_EXTRAS: Final = 50
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Extra:
    """A payload for a registered room, about one session."""

    name: str
    session: UUID
    payload: object


def read_extras(extras: Mapping[str, object]) -> tuple[Extra, ...]:
    """Read `{name: {session: payload}}`; what has another shape or name is left out."""
    return tuple(_read(extras))[:MAX_EXTRAS]


def save_extras(
    extras: Sequence[Extra], sessions: Mapping[UUID, LockedSession], *, by: User
) -> tuple[Extra, ...]:
    """Save what can be saved, and answer what was."""
    return tuple(extra for extra in extras if _is_saved(extra, sessions.get(extra.session), by))


def _read(extras: Mapping[str, object]) -> Iterable[Extra]:
    for name in roster_extras.by_name.keys() & extras.keys():
        payloads = extras[name]
        if isinstance(payloads, dict):
            for key, payload in payloads.items():
                try:
                    yield Extra(name, uuid_of({"session": key}, "session"), payload)
                except WrongField:
                    continue


def _is_saved(extra: Extra, session: LockedSession | None, by: User) -> bool:
    if session is None or right_to_record(session, by.scope) is not Standing.OPEN:
        return False
    save = roster_extras.by_name[extra.name].save
    try:
        with transaction.atomic():
            save(Session.objects.get(pk=extra.session), extra.payload, by)
            # A constraint that waits for the commit would take the marks with it.
            connection.check_constraints()
    except Exception:
        # Anything at all: the marks of the batch are already written, and worth more.
        logger.exception("The %s of a batch could not be saved", extra.name)
        return False
    return True
