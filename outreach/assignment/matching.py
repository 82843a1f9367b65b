"""Which team visits which household: the rule first, then the least sum of drawbacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from uuid import UUID

import numpy
from scipy.optimize import linear_sum_assignment

from outreach.assignment.sides import KEEPS_THE_RULE, result_of
from outreach.assignment.values import USUAL_WEIGHTS, Household, Team, Weights

Matching = Mapping[UUID, UUID]
"""The team of each household; a household that is missing is left out."""


def match(
    teams: Sequence[Team], households: Sequence[Household], weights: Weights = USUAL_WEIGHTS
) -> dict[UUID, UUID]:
    """The matching of least cost among all that keep the rule.

    Each visit that a team can make is a row, each household a column. The n-th visit of a team
    costs more than the one before, which spreads the load. A row for each household stands for
    leaving it out, so that there is always an answer.
    """
    if not teams or not households:
        return {}
    rows: list[UUID] = []
    costs: list[list[float]] = []
    for team in teams:
        drawbacks = [drawback(team, household, weights) for household in households]
        for nth in range(min(team.capacity, len(households))):
            rows.append(team.id)
            extra = weights.load * (team.load + nth)
            costs.append([cost + extra for cost in drawbacks])
    visits = numpy.array(costs, dtype=float).reshape(len(rows), len(households))
    left_out = numpy.full((len(households), len(households)), numpy.inf)
    numpy.fill_diagonal(
        left_out, [weights.left_out * household.urgency for household in households]
    )
    found = linear_sum_assignment(numpy.vstack([visits, left_out]))
    return {
        households[column].id: rows[row]
        for row, column in zip(*(axis.tolist() for axis in found), strict=True)
        if row < len(rows)
    }


def drawback(team: Team, household: Household, weights: Weights = USUAL_WEIGHTS) -> float:
    """What speaks against a visit, load apart; infinite where the rule forbids it."""
    if result_of(team.side, household.composition) not in KEEPS_THE_RULE:
        return float("inf")
    cost = weights.distance * team.place.steps_to(household.place)
    understand = team.languages & household.languages
    if team.languages and household.languages and not understand:
        cost += weights.no_shared_language
    if household.id in team.visited:
        cost += weights.again
    return cost


def cost_of(
    matching: Matching,
    teams: Sequence[Team],
    households: Sequence[Household],
    weights: Weights = USUAL_WEIGHTS,
) -> float:
    """The whole cost of a matching, however it was found; infinite if it breaks the rule."""
    by_id = {team.id: team for team in teams}
    loads = Counter(matching.values())
    cost = 0.0
    for household in households:
        team_id = matching.get(household.id)
        if team_id is None:
            cost += weights.left_out * household.urgency
        else:
            cost += drawback(by_id[team_id], household, weights)
    for team_id, load in loads.items():
        team = by_id[team_id]
        cost += weights.load * sum(range(team.load, team.load + load))
    return cost
