"""Why a change was refused, in sentences that a person will read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, connection, transaction

from trainings.models import Session
from trainings.queries.clashes import Wanted, clashes
from trainings.truths import constraint_of, sentence_of


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
        raise CannotChange(*_sentences(refusal, sessions)) from refusal


def _ask_what_waits_for_the_end() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS session_within_parent IMMEDIATE")
        cursor.execute("SET CONSTRAINTS session_within_parent DEFERRED")


def _sentences(refusal: IntegrityError, sessions: tuple[Session, ...]) -> list[str]:
    if constraint_of(refusal) == "session_one_family_per_room_at_a_time":
        wanted = [
            Wanted(session.number, session.room_id, session.starts_at, session.ends_at)
            for session in sessions
            if session.room_id is not None
        ]
        family = {session.parent_id or session.pk for session in sessions}
        if found := clashes(wanted, leaving_out=family):
            return [str(found[0])]
    return [sentence_of(refusal)]
