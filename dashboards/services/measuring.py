"""An indicator's numbers for a period, counted from unit records."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from dashboards.indicators.counts import Counts, count
from dashboards.indicators.merged import Codes
from dashboards.indicators.registry import Question, question
from dashboards.indicators.stored import total_of
from dashboards.indicators.units import Answer, Period
from dashboards.models import Indicator


@dataclass(frozen=True, slots=True)
class Measured:
    """An indicator with the exact answer to its question, as tables that share their total."""

    indicator: Indicator
    question: Question
    since: date
    answer: Answer
    counts: list[Counts]

    @property
    def is_cumulative(self) -> bool:
        """Whether it counts everybody since the project began."""
        return self.indicator.unique_over == Indicator.UniqueOver.PROJECT

    def total(self) -> Measured:
        """The same without any disaggregation."""
        return replace(self, counts=[total_of(self.counts[0])])

    @property
    def sides(self) -> list[str]:
        """By what it is told."""
        return [side for side in self.question.sides if side in self.indicator.sides]

    def in_categories(self, codes: Codes) -> Measured:
        """The same counted in other categories of its sides."""
        counts = count(self.answer, self.question.kind, self.sides, codes)
        return replace(self, counts=counts)


def measure(
    indicators: Iterable[Indicator], places: Collection[int], first: date, last: date
) -> list[Measured]:
    """Ask every question that some room answers; the others are not measured yet.

    Call it inside `statistics.counting_for`. What is unique over the project is counted from the
    project's first day on, everything else from the first day of the period.
    """
    found = []
    for indicator in indicators:
        asked = question(indicator.question)
        if asked is None:
            continue
        since = first
        if indicator.unique_over == Indicator.UniqueOver.PROJECT:
            since = min(first, indicator.project.starts_on)
        answer = asked.ask(Period(places, since, last))
        sides = [side for side in asked.sides if side in indicator.sides]
        found.append(Measured(indicator, asked, since, answer, count(answer, asked.kind, sides)))
    return found
