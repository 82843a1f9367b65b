"""People who come to a session without a place in its cohort: guests of that one day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from core.digits import to_ascii_digits
from core.phones import read_phone
from core.text import clean_line, clean_name
from participants.models import Participant
from participants.services.people import add_walk_in_person
from participants.services.reach import reach
from trainings.events.fields import WrongField, text_of, uuid_of
from trainings.events.values import ID_REUSED, Standing, Wrong
from trainings.models import Enrolment
from trainings.queries.attendance_state import LockedSession
from trainings.services.attendance_standing import right_to_record

if TYPE_CHECKING:
    from accounts.models import User
    from trainings.models import Session

MAX_NAME: Final = 80
MAX_PHONE: Final = 20
ADDED: Final = "added"
DUPLICATE: Final = "duplicate"
REJECTED: Final = "rejected"
UNKNOWN_SESSION: Final = "unknown_session"
HAS_A_PLACE: Final = "has_a_place"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WalkIn:
    """Who came, as the phone wrote her down; both ids were made there."""

    id: UUID
    enrolment: UUID
    session: UUID
    given: str
    father: str
    phone: str


@dataclass(frozen=True, slots=True)
class WalkInResult:
    """What became of one of them: added, duplicate or rejected."""

    id: UUID | None
    outcome: str
    error: str | None = None


class HasAPlace(Exception):
    """She has a place in this cohort that day already."""


@transaction.atomic
def add_guest(
    *, session: Session, participant: Participant, by: User, enrolment_id: UUID | None = None
) -> Enrolment:
    """Put somebody whom we know on the roster of one day."""
    guest = _guest(session, participant.pk, by)
    if enrolment_id is not None:
        guest.pk = enrolment_id
    if not _is_stored(guest):
        raise HasAPlace
    reach(people=[participant.pk], project_site_id=session.project_site_id)
    return guest


def read_walk_ins(people: Sequence[object]) -> tuple[WalkIn | Wrong, ...]:
    """Read what a phone says of the people who came."""
    return tuple(map(read_walk_in, people))


def read_walk_in(raw: object) -> WalkIn | Wrong:
    """Read one person, or say which field is wrong."""
    if not isinstance(raw, dict):
        return Wrong("wrong_person")
    person_id: UUID | None = None
    try:
        person_id = uuid_of(raw, "id")
        if raw.get("agreed") is not True:
            raise WrongField("agreed")
        return WalkIn(
            id=person_id,
            enrolment=uuid_of(raw, "enrolment"),
            session=uuid_of(raw, "session"),
            given=_name(raw, "given"),
            father=_name(raw, "father") if raw.get("father") else "",
            phone=_phone(raw) if raw.get("phone") else "",
        )
    except WrongField as wrong:
        return Wrong(f"wrong_{wrong}", id=person_id)


def add_walk_ins(
    walk_ins: Sequence[WalkIn | Wrong],
    sessions: Mapping[UUID, LockedSession],
    *,
    by: User,
    now: datetime,
) -> tuple[WalkInResult, ...]:
    """Add the people of a batch to the sessions that its author may record."""
    results: dict[int, WalkInResult] = {}
    # In one order, so that two batches with the same people do not wait for each other.
    for place in sorted(range(len(walk_ins)), key=lambda place: str(walk_ins[place].id)):
        walk_in = walk_ins[place]
        error = (
            walk_in.reason
            if isinstance(walk_in, Wrong)
            else _why_not(sessions.get(walk_in.session), by)
        )
        if error is not None or isinstance(walk_in, Wrong):
            results[place] = WalkInResult(walk_in.id, REJECTED, error)
        else:
            results[place] = _add(walk_in, sessions[walk_in.session], by, now)
    return tuple(results[place] for place in range(len(walk_ins)))


def _why_not(session: LockedSession | None, by: User) -> str | None:
    """Whoever may record a session may add who came to it; no more is told of other sessions."""
    right = Standing.NEVER if session is None else right_to_record(session, by.scope)
    if right is Standing.NEVER:
        return UNKNOWN_SESSION
    return None if right is Standing.OPEN else right.value


def _add(walk_in: WalkIn, session: LockedSession, by: User, now: datetime) -> WalkInResult:
    try:
        with transaction.atomic():
            return WalkInResult(walk_in.id, _added_or_known(walk_in, session, by, now))
    except _Refused as refused:
        return WalkInResult(walk_in.id, REJECTED, str(refused))


class _Refused(Exception):
    """Why somebody could not be added; undoes what was begun."""


def _added_or_known(walk_in: WalkIn, session: LockedSession, by: User, now: datetime) -> str:
    is_new = add_walk_in_person(
        person_id=walk_in.id,
        given=walk_in.given,
        father=walk_in.father,
        phone=walk_in.phone,
        project_site_id=session.project_site_id,
        by=by,
        now=now,
    )
    if not is_new and not _is_the_same(walk_in, session):
        raise _Refused(ID_REUSED)
    guest = _guest(session, walk_in.id, by)
    guest.pk = walk_in.enrolment
    if _is_stored(guest):
        return ADDED
    if _is_her_place(guest):
        return DUPLICATE
    taken = Enrolment.objects.filter(pk=guest.pk).exists()
    raise _Refused(ID_REUSED if taken else HAS_A_PLACE)


def _guest(session: Session | LockedSession, participant_id: UUID, by: User) -> Enrolment:
    return Enrolment(
        cohort_id=session.cohort_id,
        project_site_id=session.project_site_id,
        participant_id=participant_id,
        kind=Enrolment.Kind.GUEST,
        from_on=session.on_day,
        to_on=session.on_day + ONE_DAY,
        created_by=by,
    )


def _is_stored(guest: Enrolment) -> bool:
    """Store a place; False if its id is taken, or she has a place there that day."""
    try:
        with transaction.atomic():
            guest.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def _is_the_same(walk_in: WalkIn, session: LockedSession) -> bool:
    """True for a person of that name who is known at this place; of others nothing is told."""
    return Participant.objects.filter(
        pk=walk_in.id,
        given=walk_in.given,
        father=walk_in.father,
        project_sites__contains=[session.project_site_id],
    ).exists()


def _is_her_place(guest: Enrolment) -> bool:
    """True if the id of a place stands for this very place already."""
    return Enrolment.objects.filter(
        pk=guest.pk,
        cohort_id=guest.cohort_id,
        participant_id=guest.participant_id,
        kind=guest.kind,
        from_on=guest.from_on,
    ).exists()


def _name(raw: dict[Any, Any], key: str) -> str:
    text = text_of(raw, key)
    # Measured before it is cleaned, which takes its time with long runs of marks.
    if len(text) > 4 * MAX_NAME:
        raise WrongField(key)
    try:
        name = clean_name(text).text
    except ValidationError:
        raise WrongField(key) from None
    if len(name) > MAX_NAME:
        raise WrongField(key)
    return name


def _phone(raw: dict[Any, Any]) -> str:
    """Read a number; one that cannot be called is kept as she said it, to be asked again."""
    text = text_of(raw, "phone")
    if len(text) > 4 * MAX_PHONE:
        raise WrongField("phone")
    return read_phone(text) or to_ascii_digits(clean_line(text).text)[:MAX_PHONE]
