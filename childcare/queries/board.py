"""The ratio board: how many adults and how much floor the children inside need, and have."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Q, Sum

from childcare.models import Carer, RatioBand, Shift
from childcare.queries.days import day_at
from childcare.queries.inside import InsideFamily
from childcare.ratio import (
    SHIPPED,
    Band,
    BandLine,
    adults_needed,
    area_needed,
    band_lines,
)
from programmes.models import ProjectSite, Room


@dataclass(frozen=True, slots=True)
class CarerHere:
    """A carer of a place: whether she is in the room, and whether she may be counted."""

    carer: Carer
    is_in_room: bool
    is_cleared: bool

    @property
    def counts(self) -> bool:
        """True when she counts for the ratio."""
        return self.is_in_room and self.is_cleared


@dataclass(frozen=True, slots=True)
class Board:
    """One place now. Areas are in m²; `area` is None where no playroom has its floor written."""

    lines: list[BandLine]
    carers: list[CarerHere]
    area: int | None

    @property
    def children(self) -> int:
        """How many are inside."""
        return sum(line.count for line in self.lines)

    @property
    def adults(self) -> int:
        """How many adults count."""
        return sum(carer.counts for carer in self.carers)

    @property
    def adults_needed(self) -> int:
        """How many are needed."""
        return adults_needed(self.lines)

    @property
    def missing(self) -> int:
        """How many adults are missing."""
        return max(0, self.adults_needed - self.adults)

    @property
    def area_needed(self) -> Decimal:
        """How much floor these children need."""
        return area_needed(self.lines)

    @property
    def is_crowded(self) -> bool:
        """True when the room is known to be too small."""
        return self.area is not None and self.area_needed > self.area


def boards_of(
    places: Collection[ProjectSite], families: Iterable[InsideFamily], now: datetime
) -> dict[int, Board]:
    """The board of each place, in four queries whatever their number."""
    ages: dict[int, list[int]] = {place.pk: [] for place in places}
    for family in families:
        if family.project_site_id in ages:
            ages[family.project_site_id] += [child.age for child in family.children]
    bands = bands_of(places)
    carers = carers_of(places, now)
    areas = dict(
        Room.objects.filter(kind=Room.Kind.PLAYROOM, site__in={place.site_id for place in places})
        .order_by()
        .values("site")
        .annotate(area=Sum("area_m2"))
        .values_list("site", "area")
    )
    return {
        place.pk: Board(
            lines=band_lines(ages[place.pk], bands[place.pk]),
            carers=carers[place.pk],
            area=areas.get(place.site_id),
        )
        for place in places
    }


def bands_of(places: Collection[ProjectSite]) -> dict[int, tuple[Band, ...]]:
    """The table of each place: its own, or the shipped one."""
    own: dict[int, list[Band]] = {}
    for row in RatioBand.objects.filter(project_site__in=places).order_by("from_years"):
        own.setdefault(row.project_site_id, []).append(
            Band(row.from_years, row.children, row.area_m2)
        )
    return {place.pk: tuple(own.get(place.pk, SHIPPED)) for place in places}


def carers_of(places: Collection[ProjectSite], now: datetime) -> dict[int, list[CarerHere]]:
    """Everybody who looks after children at each place, by name."""
    found: dict[int, list[CarerHere]] = {place.pk: [] for place in places}
    days = {place.pk: day_at(place, now) for place in places}
    in_room = set(
        Shift.objects.filter(project_site__in=places, out_at=None).values_list("carer", flat=True)
    )
    for carer in Carer.objects.filter(Q(ended_at=None), project_site__in=places):
        found[carer.project_site_id].append(
            CarerHere(carer, carer.pk in in_room, carer.is_cleared_on(days[carer.project_site_id]))
        )
    return found
