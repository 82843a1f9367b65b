"""Events that waited, accepted or declined: one, or many of a session at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from trainings.events.values import Mark, MarkEvent, MarkValue
from trainings.models import Attendance, Review, Session
from trainings.services.deciding import decision, record_decisions, value_of
from trainings.services.refusals import CannotChange
from trainings.services.session_state import lock_family

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True, slots=True)
class Settled:
    """How many were decided, how many somebody decided before, how many rows have changed."""

    decided: int
    gone: int
    changed: int


def settle_review(
    *, review: Review, verdict: str, reason: str, base_version: int, by: User
) -> None:
    """Accept or decline one event that waited, of a row as the manager saw it."""
    settled = settle_reviews(
        session=review.event.session,
        seen={review.pk: base_version},
        verdict=verdict,
        reason=reason,
        by=by,
    )
    if settled.gone:
        raise CannotChange(_("Somebody decided this meanwhile."))
    if settled.changed:
        raise CannotChange(
            _("Somebody marked her again meanwhile. Look at what is said now, and choose again.")
        )


@transaction.atomic
def settle_reviews(
    *, session: Session, seen: Mapping[UUID, int], verdict: str, reason: str, by: User
) -> Settled:
    """Accept or decline events of a session; `seen` has the version of each one's row.

    Accepting says the same once more in the manager's name. Declining takes back an event that
    never won, which is kept in the log and leaves the row alone. A row that changed since she
    looked, and the second event of one row, keep waiting.
    """
    if verdict == Review.Verdict.DECLINED and not reason:
        raise CannotChange(_("Say why you decline, so that she who sent it can be told."))
    # Sessions before anything else, in the order in which a batch of marks locks them.
    lock_family(session)
    waiting = list(
        Review.objects.open()
        .filter(pk__in=seen, event__session=session)
        .select_for_update(of=("self",))
        .select_related("event")
        .order_by("opened_at", "pk")
    )
    made: dict[UUID, MarkEvent] = {}
    if verdict == Review.Verdict.DECLINED:
        made = {review.pk: _declining(review, by) for review in waiting}
    else:
        versions = _versions(session, waiting)
        for review in waiting:
            # Her row has another version once the first of her events is accepted.
            if versions.pop(review.event.enrolment_id, None) == seen[review.pk]:
                made[review.pk] = _accepting(review, seen[review.pk], by)
    record_decisions(list(made.values()), by=by)
    decided = [review for review in waiting if review.pk in made]
    for review in decided:
        review.verdict, review.reason = verdict, reason
        review.settled_at, review.settled_by = timezone.now(), by
        review.settled_by_event_id = made[review.pk].id
    Review.objects.bulk_update(
        decided, ["verdict", "reason", "settled_at", "settled_by", "settled_by_event"]
    )
    return Settled(
        decided=len(decided), gone=len(seen) - len(waiting), changed=len(waiting) - len(decided)
    )


def _versions(session: Session, waiting: list[Review]) -> dict[UUID, int]:
    """The version of every row that something waits for; 0 was never touched."""
    versions = dict.fromkeys((review.event.enrolment_id for review in waiting), 0)
    rows = Attendance.objects.filter(session=session, enrolment__in=versions)
    return versions | dict(rows.values_list("enrolment_id", "version"))


def _accepting(review: Review, base_version: int, by: User) -> MarkEvent:
    waiting = review.event
    return decision(
        event_id=uuid5(review.pk, Review.Verdict.ACCEPTED),
        session_id=waiting.session_id,
        enrolment_id=waiting.enrolment_id,
        value=value_of(waiting),
        base_version=base_version,
        by=by,
    )


def _declining(review: Review, by: User) -> MarkEvent:
    waiting = review.event
    return decision(
        event_id=uuid5(review.pk, Review.Verdict.DECLINED),
        session_id=waiting.session_id,
        enrolment_id=waiting.enrolment_id,
        value=MarkValue(mark=Mark.CLEARED),
        base_version=waiting.base_version,
        by=by,
        undoes=waiting.pk,
    )
