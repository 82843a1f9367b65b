"""Make a cohort with all its sessions in one go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.folded import Folded
from core.ids import uuid7
from trainings.models import Cohort, CourseVersion, Session, SessionStaff
from trainings.planning import Slot
from trainings.queries.clashes import Wanted, clashes, sentences_of
from trainings.services.refusals import CannotChange
from trainings.truths import constraint_of, sentence_of

if TYPE_CHECKING:
    from accounts.models import User
    from programmes.models import ProjectSite, Room


FEW: Final = 3
"""So many sentences of one kind are read one by one."""


@dataclass(frozen=True, slots=True)
class PlannedSession:
    """A slot by the clock of the site, and the room it is held in."""

    slot: Slot
    room: Room | None


def plan_cohort(
    *,
    cohort_id: UUID,
    version: CourseVersion,
    project_site: ProjectSite,
    name: str,
    planned: Sequence[PlannedSession],
    lead: User,
    helpers: Sequence[User] = (),
    by: User,
) -> Cohort:
    """Make a cohort, its sessions and who leads them; the same id twice makes one cohort."""
    if made := _made_before(cohort_id, by):
        return made
    if version.state != CourseVersion.State.PUBLISHED:
        raise CannotChange(_("Only a published version can be taught."))
    ordered = sorted(planned, key=lambda one: one.slot.starts)
    if not ordered:
        raise CannotChange(_("A cohort needs at least one session."))
    _refuse_overlaps(ordered)
    cohort = Cohort(
        id=cohort_id,
        version=version,
        project_site=project_site,
        name=name,
        starts_on=ordered[0].slot.starts.date(),
        ends_on=ordered[-1].slot.starts.date(),
        created_by=by,
    )
    sessions = list(_sessions(cohort, ordered))
    _refuse_clashes(sessions)
    try:
        with transaction.atomic():
            cohort.save(force_insert=True)
            Session.objects.bulk_create(sessions)
            SessionStaff.objects.bulk_create(_assignments(sessions, lead, helpers))
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS session_within_parent IMMEDIATE")
    except IntegrityError as error:
        # Somebody was quicker: the second tap on the same button, or another cohort in the room.
        if made := _made_before(cohort_id, by):
            return made
        if constraint_of(error) == "session_one_family_per_room_at_a_time":
            _refuse_clashes(sessions)
        raise CannotChange(sentence_of(error)) from error
    return cohort


def _made_before(cohort_id: UUID, by: User) -> Cohort | None:
    return Cohort.objects.filter(pk=cohort_id, created_by=by).first()


def _sessions(cohort: Cohort, ordered: Sequence[PlannedSession]) -> Iterator[Session]:
    """A session a slot, those inside it after it with its number and room."""
    zone = ZoneInfo(cohort.project_site.site.time_zone)
    for number, planned in enumerate(ordered, 1):
        main_id = uuid7()
        for slot in (planned.slot, *planned.slot.inner):
            is_main = slot is planned.slot
            yield Session(
                id=main_id if is_main else uuid7(),
                parent_id=None if is_main else main_id,
                cohort=cohort,
                project_site=cohort.project_site,
                module_id=slot.module_id,
                room=planned.room,
                number=number,
                starts_at=slot.starts.replace(tzinfo=zone),
                ends_at=slot.ends.replace(tzinfo=zone),
            )


def _assignments(
    sessions: Sequence[Session], lead: User, helpers: Sequence[User]
) -> Iterator[SessionStaff]:
    for session in sessions:
        if session.parent_id is None:
            yield SessionStaff(session=session, user=lead, part=SessionStaff.Part.LEAD)
            for helper in helpers:
                yield SessionStaff(session=session, user=helper, part=SessionStaff.Part.CO)


def _refuse_overlaps(ordered: Sequence[PlannedSession]) -> None:
    """One cohort is in one place at a time, whatever the room."""
    sentences = [
        _("Sessions %(first)s and %(second)s are at the same time.")
        % {"first": number, "second": number + 1}
        for number, (one, next_one) in enumerate(pairwise(ordered), 1)
        if next_one.slot.starts < one.slot.ends
    ]
    if len(sentences) > FEW:
        first, *others = sentences
        told = ngettext(
            "%(first)s So is %(count)d more pair.",
            "%(first)s So are %(count)d more pairs.",
            len(others),
        ) % {"first": first, "count": len(others)}
        raise CannotChange(Folded(told, others))
    if sentences:
        raise CannotChange(*sentences)


def _refuse_clashes(sessions: Sequence[Session]) -> None:
    wanted = [
        Wanted(session.number, session.room_id, session.starts_at, session.ends_at)
        for session in sessions
        if session.room_id and session.parent_id is None
    ]
    if found := clashes(wanted):
        raise CannotChange(*sentences_of(found))
