"""Rounds in a list, and the figures of one round."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, OuterRef, Q, QuerySet

from outreach.models import Garment, Round, RoundHousehold, Visit
from outreach.models.words import ResultWord
from trainings.queries.cohorts import counted

if TYPE_CHECKING:
    from outreach.models.round import RoundQuerySet

DONE = Visit.Outcome.DONE


def for_list(rounds: RoundQuerySet) -> QuerySet[Round]:
    """Rounds with how many of their visits are done of all."""
    visits = Visit.objects.filter(round=OuterRef("pk"))
    return rounds.select_related("cohort", "project_site__site", "project_site__project").annotate(
        visit_count=counted(visits, "round"),
        done_count=counted(visits.filter(outcome=DONE), "round"),
        household_count=counted(RoundHousehold.objects.filter(round=OuterRef("pk")), "round"),
    )


@dataclass(frozen=True, slots=True)
class RoundFigures:
    """Counts of one round, for those who may open each record behind them."""

    visits: int
    done: int
    cross: int
    mixed: int
    same: int
    exceptions: int
    judged: int
    households: int
    garments: int
    delivered: int
    graduates: int
    active: int

    @property
    def cross_rate(self) -> int | None:
        """The share of visits made that crossed the line; none before the first."""
        return round(100 * self.cross / self.judged) if self.judged else None

    @property
    def exception_rate(self) -> int | None:
        """The share of visits planned or made that a manager allowed against the rule."""
        return round(100 * self.exceptions / self.visits) if self.visits else None


def figures_of(round_: Round) -> RoundFigures:
    """Count the visits, garments and women of a round, in three queries.

    What crossed is told of visits that were made; a visit that never took place crossed nothing.
    """
    made = Q(outcome=DONE)
    visits = round_.visits.aggregate(
        visits=Count("pk"),
        done=Count("pk", filter=made),
        exceptions=Count("pk", filter=Q(exception_at__isnull=False)),
        **{
            result.value: Count("pk", filter=made & Q(result=result))
            for result in (ResultWord.CROSS, ResultWord.MIXED, ResultWord.SAME)
        },
    )
    garments = round_.garments.aggregate(
        garments=Count("pk"),
        delivered=Count("pk", filter=Q(state=Garment.State.DELIVERED)),
    )
    women = round_.graduates.aggregate(
        graduates=Count("pk", distinct=True),
        active=Count("pk", distinct=True, filter=Q(went__visit__outcome=DONE)),
    )
    return RoundFigures(
        **visits,
        **garments,
        **women,
        judged=visits["cross"] + visits["mixed"] + visits["same"],
        households=round_.places.count(),
    )
