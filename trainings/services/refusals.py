"""Why a change was refused, in sentences that a person will read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trainings.models import Session
from trainings.queries.room_clash import clash_text, room_clash

BY_TRIGGER = {
    "session_within_parent": gettext_lazy(
        "A session inside another lies within its hours; change those of both."
    ),
    "session_room_at_its_site": gettext_lazy("This room is at another site."),
}


class CannotChange(Exception):
    """Something cannot become what was asked; `sentences` say why."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(*sentences)
        self.sentences = sentences


@contextmanager
def sessions_written(*sessions: Session) -> Iterator[None]:
    """Write some sessions; what the database refuses is told, with the name of who has the room."""
    try:
        with transaction.atomic():
            yield
            _ask_what_waits_for_the_end()
    except IntegrityError as refusal:
        raise CannotChange(_sentence(refusal, sessions)) from refusal


def _ask_what_waits_for_the_end() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS session_within_parent IMMEDIATE")
        cursor.execute("SET CONSTRAINTS session_within_parent DEFERRED")


def _sentence(refusal: IntegrityError, sessions: tuple[Session, ...]) -> str:
    name = refusal.__cause__.diag.constraint_name  # type: ignore[union-attr]
    if name == "session_one_family_per_room_at_a_time":
        for session in sessions:
            if clash := _clash(session):
                return clash_text(clash)
    for constraint in Session._meta.constraints:
        if constraint.name == name:
            return str(constraint.violation_error_message)
    return str(BY_TRIGGER.get(name, _("The database refused this. Nothing was changed.")))


def _clash(session: Session) -> Session | None:
    if session.room_id is None:
        return None
    return room_clash(
        room_id=session.room_id,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        family=session.parent_id or session.pk,
    )
