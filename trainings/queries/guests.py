"""Whom one may find at the door of a session."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from participants.models import Participant
from trainings.models import Enrolment, Session

if TYPE_CHECKING:
    from core.scope import Scoped
    from participants.models.participant import ParticipantQuerySet

MOST = 20


@dataclass(frozen=True, slots=True)
class Found:
    """People of a name, those on the roster already marked so; `more` when there are others."""

    people: list[Participant]
    more: bool


def at_place_of(session: Session, people: ParticipantQuerySet) -> ParticipantQuerySet:
    """Those who belong to the place of a session."""
    return people.filter(project_sites__contains=[session.project_site_id])


def find_people(words: str, *, session: Session, user: Scoped) -> Found:
    """Those whom she may see at the place of a session, by name, in one query."""
    there = Enrolment.objects.active_on(session.on_day).filter(
        cohort=session.cohort_id, participant=OuterRef("pk")
    )
    people = at_place_of(session, Participant.objects.visible_to(user)).named(words)
    found = list(
        people.annotate(is_expected=Exists(there))
        .defer("phone")
        .order_by("sort_key", "id")[: MOST + 1]
    )
    return Found(found[:MOST], more=len(found) > MOST)
