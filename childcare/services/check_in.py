"""A child comes into the playroom, or was noted by mistake. Neither touches any mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Permission
from childcare.models import Child, DayTag, Stay
from childcare.queries.clearance import cleared_at
from childcare.queries.days import day_at
from childcare.services.refusals import SENTENCES, CannotChange
from childcare.services.tags import tag_for
from trainings.models import Enrolment

if TYPE_CHECKING:
    from accounts.models import User

UNDO_WITHIN = timedelta(minutes=5)
"""So long may who noted a check-in take it back herself; afterwards a supervisor decides."""


@dataclass(frozen=True, slots=True)
class Bringer:
    """Who brought a child: its guardian unless somebody on its list or another is named."""

    line_id: UUID | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """Who came in now, who was inside already, and the tag of the family."""

    stays: list[Stay]
    inside_already: list[Child]
    tag: DayTag


@transaction.atomic
def check_in(
    *,
    enrolment: Enrolment,
    children: Sequence[UUID],
    key: UUID,
    by: User,
    bringer: Bringer = Bringer(),
    from_the_playroom: bool = True,
) -> CheckedIn:
    """Take children of a woman in, all of them or none; the same key twice takes them in once.

    Carers need a valid clearance. Raises CannotChange.
    """
    now = timezone.now()
    place = enrolment.project_site
    day = day_at(place, now)
    if from_the_playroom and not cleared_at(by.pk, [place.pk], day):
        raise CannotChange(str(SENTENCES["no_clearance"]))
    if not Enrolment.objects.active_on(day).filter(pk=enrolment.pk).exists():
        raise CannotChange(_("She is not expected today. The facilitator can add her as a guest."))
    hers = _children_of(enrolment, children)
    guardian = enrolment.participant.canonical_id
    tag = tag_for(project_site_id=place.pk, guardian_id=guardian, on_day=day)
    open_ones = dict(Stay.objects.inside().filter(child__in=hers).values_list("child_id", "tag_id"))
    stays = []
    for child in hers:
        if open_ones.get(child.pk) == tag.pk:
            continue
        stay = Stay(
            id=uuid5(key, str(child.pk)),
            child=child,
            project_site_id=place.pk,
            on_day=day,
            enrolment_id=enrolment.pk,
            cohort_id=enrolment.cohort_id,
            tag=tag,
            in_at=now,
            in_by=by,
            **_brought(bringer, enrolment),
        )
        if _is_new(stay):
            stays.append(stay)
    return CheckedIn(stays, [child for child in hers if child.pk in open_ones], tag)


@transaction.atomic
def cancel_check_in(*, stay: Stay, reason: str = "", by: User) -> Stay:
    """Say that a child was noted by mistake: who did, at once, or a supervisor with a reason."""
    stay = Stay.objects.select_for_update(of=("self",)).get(pk=stay.pk)
    now = timezone.now()
    if not stay.is_inside:
        raise CannotChange(_("This stay is over already. Nothing was changed."))
    is_her_own = stay.in_by_id == by.pk and now - stay.in_at <= UNDO_WITHIN
    is_supervisor = stay.project_site_id in by.scope.where(Permission.PLAYROOM_MANAGE)
    if not is_her_own and not (is_supervisor and reason):
        raise CannotChange(_("Only a supervisor can take this back now, and she says why."))
    stay.cancelled_at, stay.cancelled_by = now, by
    stay.cancelled_reason = reason or "undo"
    stay.save(update_fields=["cancelled_at", "cancelled_by", "cancelled_reason"])
    return stay


def noted_at_once(key: UUID, children: Sequence[UUID], now: datetime) -> list[Stay]:
    """The stays that a key brought a moment ago and that are still open."""
    ids = [uuid5(key, str(child)) for child in children]
    return list(Stay.objects.inside().filter(pk__in=ids, in_at__gte=now - UNDO_WITHIN))


def _children_of(enrolment: Enrolment, children: Sequence[UUID]) -> list[Child]:
    wanted = set(children)
    found = list(
        Child.objects.filter(
            pk__in=wanted,
            guardianships__participant__canonical=enrolment.participant.canonical_id,
        )
        .distinct()
        .order_by("pk")
    )
    if not found or len(found) != len(wanted):
        raise CannotChange(_("Choose at least one of her children. Nothing was changed."))
    return found


def _brought(bringer: Bringer, enrolment: Enrolment) -> dict[str, object]:
    if bringer.line_id is not None:
        return {"brought_under_id": bringer.line_id}
    if bringer.name:
        return {"brought_name": bringer.name}
    return {"brought_by_id": enrolment.participant.canonical_id}


def _is_new(stay: Stay) -> bool:
    """Insert a stay; False where this very check-in is stored already."""
    try:
        with transaction.atomic():
            stay.save(force_insert=True)
    except IntegrityError as error:
        if Stay.objects.filter(pk=stay.pk).exists():
            return False
        # At another place, perhaps one that she may not see.
        raise CannotChange(
            _("%(name)s is noted as inside somewhere already. Call the coordinator.")
            % {"name": stay.child.name}
        ) from error
    return True
