"""Two women a team: of one side, if possible of two communities."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import combinations
from uuid import UUID

import networkx as nx

from outreach.assignment.values import Graduate

Pair = tuple[Graduate, Graduate]
Together = Collection[frozenset[UUID]]

OTHER_COMMUNITY = 100
COMMUNITY_UNSAID = 50
NEW_TO_EACH_OTHER = 40
SHARED_LANGUAGE = 30


def pair_up(
    graduates: Sequence[Graduate], together: Together = ()
) -> tuple[list[Pair], list[Graduate]]:
    """As many teams as there can be, and who is left over: at most one woman of each side.

    `together` are pairs who have been a team before.
    """
    graph: nx.Graph[int] = nx.Graph()
    ordered = sorted(graduates, key=lambda woman: woman.id)
    graph.add_nodes_from(range(len(ordered)))
    for one, other in combinations(range(len(ordered)), 2):
        weight = weight_of(ordered[one], ordered[other], together)
        if weight is not None:
            graph.add_edge(one, other, weight=weight)
    matched = nx.max_weight_matching(graph, maxcardinality=True)
    indexes = sorted(tuple(sorted(edge)) for edge in matched)
    taken = {index for pair in indexes for index in pair}
    alone = [woman for index, woman in enumerate(ordered) if index not in taken]
    return [(ordered[one], ordered[other]) for one, other in indexes], alone


def weight_of(one: Graduate, other: Graduate, together: Together = ()) -> int | None:
    """How good a team two women make; None for women of two sides, who cannot be one."""
    if one.side is not other.side:
        return None
    weight = 1
    if not one.community or not other.community:
        weight += COMMUNITY_UNSAID
    elif one.community != other.community:
        weight += OTHER_COMMUNITY
    if frozenset({one.id, other.id}) not in together:
        weight += NEW_TO_EACH_OTHER
    if one.languages & other.languages or not one.languages or not other.languages:
        weight += SHARED_LANGUAGE
    return weight
