"""Why a change was refused, in sentences that a person will read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, connection, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trainings.services.refusals import CannotChange
from trainings.truths import constraint_of, sentence_of

__all__ = ["CannotChange", "written"]

TRIGGERS: dict[str, str | Promise] = {
    "team_of_two": _("A team has two women."),
    "round_graduate_on_side_of_team": _("Both women of a team stand on the same side."),
    "visit_two_go": _("Nobody sets off alone: at least two go."),
    "visitor_two_go": _("Nobody sets off alone: at least two go."),
    "visit_not_to_unsafe_address": _("This address is unsafe, so no visit to it is planned."),
    "household_consent_added_only": _("Decisions are added, never changed."),
}
"""The sentences of truths that triggers and composite foreign keys keep."""


@contextmanager
def written() -> Iterator[None]:
    """Write something; what the database refuses is told in words, and nothing is half done."""
    try:
        with transaction.atomic():
            yield
            _ask_what_waits_for_the_end()
    except IntegrityError as refusal:
        known = TRIGGERS.get(constraint_of(refusal))
        raise CannotChange(str(known or sentence_of(refusal))) from refusal


def _ask_what_waits_for_the_end() -> None:
    waiting = "team_of_two, visit_two_go, visitor_two_go"
    with connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS {waiting} IMMEDIATE")
        cursor.execute(f"SET CONSTRAINTS {waiting} DEFERRED")
