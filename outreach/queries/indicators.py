"""Numbers about visits and garments as plain rows.

They are exact: whoever shows them to more people than may open each record passes them through
disclosure control first, which reads in `behind` how many households or people a number is about.
All are asked for some project sites and the days from `first` to `last`, both included.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from outreach.assignment.sides import Composition
from outreach.models import Garment, HouseholdInNeed, Visit
from outreach.models.words import ResultWord
from outreach.queries.households import with_composition

Places = Collection[int]


@dataclass(frozen=True, slots=True)
class Row:
    """A number for some codes, such as a result or sex, age band and status."""

    codes: tuple[str, ...]
    number: int
    behind: int


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole."""

    part: int
    whole: int
    behind_part: int
    behind_whole: int


@dataclass(frozen=True, slots=True)
class Returns:
    """Households that asked for another visit, got one, or came to visit in their turn."""

    asked: int
    visited_again: int
    came: int
    asked_or_made: int
    visited: int


def visits_by_result(places: Places, first: date, last: date) -> list[Row]:
    """Visits that were made, by what the rule said of them; `behind` counts households."""
    found = {
        result: (number, behind)
        for result, number, behind in visits_made(places, first, last)
        .order_by()
        .values_list("result")
        .annotate(Count("pk"), Count("household", distinct=True))
    }
    return [Row((result,), *found.get(result, (0, 0))) for result in ResultWord.values]


def share_across(places: Places, first: date, last: date) -> Share:
    """The visits across the line among all that were made; mixed ones are in the whole alone."""
    return _share(visits_made(places, first, last), Q(result=ResultWord.CROSS))


def share_of_exceptions(places: Places, first: date, last: date) -> Share:
    """The visits that a manager allowed against the rule among all that were made."""
    return _share(visits_made(places, first, last), Q(exception_at__isnull=False))


def households_by_composition(places: Places, first: date, last: date) -> list[Row]:
    """Households that were visited, by what is known of them now."""
    visited = HouseholdInNeed.objects.filter(
        pk__in=visits_made(places, first, last).values("household")
    ).select_related("project_site")
    counts = Counter(composition for _household, composition in with_composition(visited))
    return [
        Row((composition.value,), counts[composition], counts[composition])
        for composition in Composition
    ]


def garments_by_recipient(places: Places, first: date, last: date) -> list[Row]:
    """Delivered garments by sex, age band and status; `behind` counts who received them.

    A garment that came back was not received.
    """
    delivered = garments_received(places, first, last)
    pieces: Counter[tuple[str, ...]] = Counter()
    people = defaultdict(set)
    for member, *codes in delivered.values_list(
        "member", "member__sex", "member__age_band", "member__status"
    ):
        pieces[tuple(codes)] += 1
        people[tuple(codes)].add(member)
    return [Row(codes, pieces[codes], len(people[codes])) for codes in sorted(pieces)]


def graduates_active(places: Places, first: date, last: date) -> int:
    """How many women went on at least one visit that was made."""
    went = visits_made(places, first, last).filter(visitors__graduate__isnull=False)
    women: int = went.aggregate(
        women=Count("visitors__graduate__enrolment__participant", distinct=True)
    )["women"]
    return women


def returns(places: Places, first: date, last: date) -> Returns:
    """How many households asked for or made a return visit."""
    made = visits_made(places, first, last)
    asked = set(made.filter(wants_return=True).values_list("household", flat=True))
    again = set(made.filter(purpose=Visit.Purpose.RETURN).values_list("household", flat=True))
    came = set(households_that_came(places, first, last).values_list("pk", flat=True))
    visited = made.aggregate(households=Count("household", distinct=True))["households"]
    return Returns(len(asked), len(again), len(came), len(asked | came), visited)


def visits_made(places: Places, first: date, last: date) -> QuerySet[Visit]:
    """Visits that found somebody at home and were done."""
    return Visit.objects.filter(
        project_site__in=places, outcome=Visit.Outcome.DONE, on_day__range=(first, last)
    )


def households_that_came(places: Places, first: date, last: date) -> QuerySet[HouseholdInNeed]:
    """Households who came to visit in their turn."""
    return HouseholdInNeed.objects.filter(project_site__in=places, came_on__range=(first, last))


def garments_received(places: Places, first: date, last: date) -> QuerySet[Garment]:
    """Garments that were delivered and have not come back."""
    return Garment.objects.filter(
        project_site__in=places,
        state=Garment.State.DELIVERED,
        delivered_visit__on_day__range=(first, last),
    )


def _share(visits: QuerySet[Visit], part: Q) -> Share:
    told = visits.aggregate(
        part=Count("pk", filter=part),
        whole=Count("pk"),
        behind_part=Count("household", distinct=True, filter=part),
        behind_whole=Count("household", distinct=True),
    )
    return Share(**told)
