"""A child leaves the playroom: with somebody who was checked, or by a supervisor's decision.

A refusal is kept in the same transaction that finds it, and told afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.roles import Permission
from childcare.models import DayTag, RefusedHandOver, Stay
from childcare.models.refusal import Why
from childcare.models.stay import Check
from childcare.queries.clearance import cleared_at
from childcare.queries.collecting import cases_of, lists_of
from childcare.queries.days import day_at
from childcare.rules import Case, Collector, Verdict, decide, is_blocked
from childcare.services.refusals import NotHandedOver
from core.text import fold

if TYPE_CHECKING:
    from accounts.models import User

MOST_WRONG_CODES = 5
"""So often may a code of the day be wrong before it opens nothing any more."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Who has come, by the name to write down, and the line that was tapped if there was one."""

    collector: Collector
    name: str
    line_id: UUID | None = None


def hand_over(
    *, stays: Sequence[UUID], asked: Asked, listed_at: datetime, key: UUID, by: User
) -> list[Stay]:
    """Hand children over together, or none of them; the same key twice hands over once.

    `listed_at` is when the page with the list was made. Raises NotHandedOver, once the refusal is
    stored; Stay.DoesNotExist for a stay that is not there.
    """
    with transaction.atomic():
        found = _lock(stays)
        if all(stay.out_key == key and stay.out_by_id == by.pk for stay in found):
            return found
        now = timezone.now()
        verdicts = {
            stay: decide(case, asked.collector)
            for stay, case in _cases(found, by=by, now=now, listed_at=listed_at).items()
        }
        refused = {stay: verdict.why_not for stay, verdict in verdicts.items() if verdict.why_not}
        if refused:
            _keep(refused, asked, by=by, now=now)
        else:
            for stay, verdict in verdicts.items():
                _write_out(stay, verdict, asked, key=key, by=by, now=now)
    if refused:
        raise NotHandedOver({stay.pk: why for stay, why in refused.items()})
    return found


def release(*, stays: Sequence[UUID], name: str, reason: str, key: UUID, by: User) -> list[Stay]:
    """Hand children over although the rules refuse, by a supervisor, with a reason.

    Somebody who must not collect is released by a manager alone. Raises as `hand_over` does, and
    PermissionError for who is no supervisor there.
    """
    with transaction.atomic():
        found = _lock(stays)
        if all(stay.out_key == key and stay.out_by_id == by.pk for stay in found):
            return found
        now = timezone.now()
        asked = Asked(Collector(fold(name)), name)
        cases = _cases(found, by=by, now=now, listed_at=now)
        refused = {}
        for stay, case in cases.items():
            if stay.project_site_id not in by.scope.where(Permission.PLAYROOM_MANAGE):
                raise PermissionError
            about = [line for line in case.lines if line.is_about(asked.collector)]
            knows_why = stay.project_site_id in by.scope.where(Permission.PICKUP_BLOCK)
            if not case.is_inside:
                refused[stay] = Why.ALREADY_OUT.value
            elif is_blocked(about) and not knows_why:
                refused[stay] = Why.BLOCKED.value
        if refused:
            _keep(refused, asked, by=by, now=now)
        else:
            for stay in found:
                stay.out_reason = reason
                verdict = Verdict(check=Check.SUPERVISOR)
                _write_out(stay, verdict, asked, key=key, by=by, now=now)
    if refused:
        raise NotHandedOver({stay.pk: why for stay, why in refused.items()})
    return found


def _lock(stays: Sequence[UUID]) -> list[Stay]:
    """Hold the stays until the end, in one order for everybody; a second one waits and sees."""
    wanted = set(stays)
    found = list(
        # The tag too: guesses at one code wait for each other, and are counted.
        Stay.objects.select_for_update(of=("self", "tag"))
        .select_related("project_site__site", "child", "tag")
        .filter(pk__in=wanted)
        .order_by("pk")
    )
    if not found or len(found) != len(wanted):
        raise Stay.DoesNotExist
    return found


def _cases(
    stays: Sequence[Stay], *, by: User, now: datetime, listed_at: datetime
) -> dict[Stay, Case]:
    days = {stay.project_site_id: day_at(stay.project_site, now) for stay in stays}
    return cases_of(
        stays,
        lists_of({stay.child_id for stay in stays}),
        now=now,
        listed_at=listed_at,
        cleared={place for place, day in days.items() if cleared_at(by.pk, [place], day)},
        most_wrong_codes=MOST_WRONG_CODES,
    )


def _write_out(
    stay: Stay, verdict: Verdict, asked: Asked, *, key: UUID, by: User, now: datetime
) -> None:
    # A clock that was set back must not keep a child inside.
    stay.out_at, stay.out_by, stay.out_key = max(now, stay.in_at), by, key
    stay.out_check = verdict.check
    if verdict.check == Check.MOTHER:
        stay.collected_by_id = asked.collector.participant_id
    elif verdict.check == Check.SUPERVISOR:
        stay.collected_name = asked.name
    else:
        stay.collected_under_id = verdict.line
    stay.save(
        update_fields=[
            "out_at",
            "out_by",
            "out_key",
            "out_check",
            "out_reason",
            "collected_by",
            "collected_under",
            "collected_name",
        ]
    )


def _keep(refused: dict[Stay, str], asked: Asked, *, by: User, now: datetime) -> None:
    RefusedHandOver.objects.bulk_create(
        RefusedHandOver(
            stay=stay,
            project_site_id=stay.project_site_id,
            why=why,
            collector_name=asked.name,
            collector_under_id=asked.line_id,
            at=now,
            by=by,
        )
        for stay, why in refused.items()
    )
    wrong = {stay.tag_id for stay, why in refused.items() if why == Why.WRONG_CODE}
    DayTag.objects.filter(pk__in=wrong).update(wrong_codes=F("wrong_codes") + 1)
