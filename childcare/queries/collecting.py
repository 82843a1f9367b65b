"""Who may have which child: the lists as the rules read them, and as a page offers them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q

from childcare.models import Guardianship, PickupAuthorisation, Stay
from childcare.queries.days import day_at
from childcare.rules import Case, Collector, Line, decide
from core.text import fold

GUARDIAN, LINE = "guardian", "line"


@dataclass(frozen=True, slots=True)
class Lists:
    """The guardians and the lines of some children, by child, without anything confidential."""

    guardians: dict[UUID, list[Guardianship]]
    lines: dict[UUID, list[PickupAuthorisation]]


@dataclass(frozen=True, slots=True)
class Choice:
    """One person to tap. `why_not` is a code, empty where every child may go along."""

    value: str
    name: str
    relation: str
    why_not: str
    line_id: UUID | None
    has_phone: bool = False
    last_day: date | None = None


def lists_of(children: Collection[UUID]) -> Lists:
    """Read the lists of some children, in two queries."""
    found = Lists({child: [] for child in children}, {child: [] for child in children})
    guardianships = Guardianship.objects.filter(child__in=children).select_related("participant")
    for guardianship in guardianships.defer("participant__phone").order_by("relation", "pk"):
        found.guardians[guardianship.child_id].append(guardianship)
    # What is confidential is not even read.
    lines = PickupAuthorisation.objects.filter(child__in=children).select_related("participant")
    lines = lines.defer("phone", "blocked_reason", "participant__phone")
    for line in lines.annotate(has_phone=Q(phone__isnull=False)):
        found.lines[line.child_id].append(line)
    return found


def cases_of(
    stays: Collection[Stay],
    lists: Lists,
    *,
    now: datetime,
    listed_at: datetime,
    cleared: Collection[int],
    most_wrong_codes: int,
) -> dict[Stay, Case]:
    """What the rules ask about each stay; `cleared` are the places of a cleared carer."""
    return {
        stay: Case(
            is_inside=stay.is_inside,
            guardians={one.participant.canonical_id for one in lists.guardians[stay.child_id]},
            lines=[line_of(line) for line in lists.lines[stay.child_id]],
            day=day_at(stay.project_site, now),
            list_age=now - listed_at,
            carer_is_cleared=stay.project_site_id in cleared,
            code=stay.tag.code if stay.tag.wrong_codes < most_wrong_codes else None,
        )
        for stay in stays
    }


def line_of(row: PickupAuthorisation) -> Line:
    """A line of a list as the rules read it."""
    return Line(
        id=row.pk,
        who=row.folded_name,
        participant_id=row.participant.canonical_id if row.participant else None,
        from_on=row.from_on,
        to_on=row.to_on,
        is_blocked=row.is_blocked,
        is_revoked=row.revoked_at is not None,
    )


def guardian_as_collector(guardianship: Guardianship) -> Collector:
    """A guardian who has come herself."""
    name = guardianship.participant.full_name
    return Collector(fold(name), guardianship.participant.canonical_id, is_guardian=True)


def line_as_collector(line: PickupAuthorisation, code: str | None = None) -> Collector:
    """Somebody from a list, with the code that was asked for if one was."""
    participant = line.participant.canonical_id if line.participant else None
    return Collector(line.folded_name, participant, code=code)


def choices_for(stays: Sequence[Stay], lists: Lists, now: datetime) -> list[Choice]:
    """Everybody named on a list of some children: guardians first, each person once.

    Whoever may not have all of them carries the reason; who was taken off is left out.
    """
    children = [stay.child_id for stay in stays]
    cases = cases_of(
        stays,
        lists,
        now=now,
        listed_at=now,
        cleared={stay.project_site_id for stay in stays},
        most_wrong_codes=0,
    ).values()
    found: dict[object, Choice] = {}
    for child in children:
        for one in lists.guardians[child]:
            found.setdefault(
                one.participant.canonical_id,
                Choice(
                    value=f"{GUARDIAN}:{one.participant.canonical_id}",
                    name=one.participant.full_name,
                    relation=str(one.get_relation_display()),
                    why_not=_why_not(cases, guardian_as_collector(one)),
                    line_id=None,
                ),
            )
    standing = [line for child in children for line in lists.lines[child] if not line.revoked_at]
    # Of two lines about one person the one that allows is offered; a block refuses it anyway.
    for line in sorted(standing, key=lambda line: not line.is_valid_on(_today(stays, now))):
        who = line.participant.canonical_id if line.participant else line.folded_name
        found.setdefault(
            who,
            Choice(
                value=f"{LINE}:{line.pk}",
                name=line.name,
                relation=line.relation,
                why_not=_why_not(cases, line_as_collector(line)),
                line_id=line.pk,
                has_phone=line.__dict__["has_phone"] and not line.is_blocked,
                last_day=line.to_on and line.to_on - timedelta(days=1),
            ),
        )
    return list(found.values())


def _why_not(cases: Collection[Case], collector: Collector) -> str:
    told = [decide(case, collector).why_not for case in cases]
    # A block weighs more than anything that is merely missing on a sibling's list.
    return "blocked" if "blocked" in told else next(filter(None, told), "")


def _today(stays: Sequence[Stay], now: datetime) -> date:
    return day_at(stays[0].project_site, now)
