"""What is measured for which garment, and what is plausible for which age; pure.

Where the usual bounds come from:

- *height*, and *head* below six years: the WHO child growth standards (2006) and reference (2007),
  from three standard deviations below the youngest of a band to three above its oldest, rounded
  outwards.
- *everything of adults*: the smallest and the largest of 6,068 women and men whom the US Army
  measured in 2012 (Gordon et al., NATICK/TR-15/007) lie inside, which a test looks after; wider
  where soldiers are slimmer than other people.
- *girths and lengths of children*: no survey that we could read has all of them at all ages, so
  these are set by hand, wide, between the bounds of the bands around them.

They catch a slip of the pen, not an unusual body: a value outside of them is taken once somebody
has measured twice, and each project may set its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal

BANDS = ("0-1", "2-5", "6-11", "12-17", "18-59", "60+")

PLAUSIBLE: Mapping[str, tuple[tuple[int, int], ...]] = {
    # centimetres, least and most, in the order of BANDS
    "height": ((43, 98), (75, 132), (98, 173), (127, 200), (130, 205), (125, 200)),
    "chest": ((30, 60), (42, 75), (48, 100), (60, 130), (68, 160), (68, 160)),
    "waist": ((28, 60), (38, 75), (42, 100), (50, 130), (52, 160), (52, 165)),
    "hip": ((30, 62), (42, 80), (48, 105), (60, 135), (70, 165), (70, 165)),
    "shoulder": ((16, 28), (20, 34), (24, 42), (26, 52), (28, 58), (28, 58)),
    "sleeve": ((12, 34), (24, 46), (32, 62), (38, 72), (40, 76), (40, 76)),
    "back_length": ((12, 26), (18, 32), (22, 42), (28, 56), (32, 60), (30, 60)),
    "inseam": ((10, 38), (26, 58), (38, 80), (52, 100), (55, 104), (52, 104)),
    "neck": ((18, 28), (20, 32), (22, 38), (26, 45), (27, 52), (27, 52)),
    "head": ((30, 53), (43, 56), (46, 60), (48, 63), (48, 65), (48, 65)),
}

NEEDED: Mapping[str, tuple[str, ...]] = {
    "dress": ("height", "chest", "waist", "hip", "shoulder", "sleeve", "back_length"),
    "blouse": ("chest", "waist", "shoulder", "sleeve", "back_length", "neck"),
    "skirt": ("height", "waist", "hip"),
    "trousers": ("waist", "hip", "inseam"),
    "abaya": ("height", "chest", "hip", "shoulder", "sleeve"),
    "coat": ("height", "chest", "waist", "hip", "shoulder", "sleeve", "back_length"),
    "uniform": ("height", "chest", "waist", "hip", "shoulder", "sleeve", "inseam"),
    "scarf": ("head",),
    "baby": ("height", "chest", "head"),
}
"""The measures without which a garment cannot be cut."""

CHILD_STAYS = timedelta(days=60)
"""For so long a child's measures are good to cut from."""


Bounds = Mapping[str, tuple[int, int]]
"""The least and the most of each measure."""


def usual_bounds(band: str) -> Bounds:
    """What is plausible at an age, where a project set nothing else."""
    column = BANDS.index(band)
    return {measure: bounds[column] for measure, bounds in PLAUSIBLE.items()}


def needed_for(kinds: Iterable[str]) -> list[str]:
    """Every measure that some garments need, in the usual order."""
    wanted = {measure for kind in kinds for measure in NEEDED[kind]}
    return [measure for measure in PLAUSIBLE if measure in wanted]


def unusual(values: Mapping[str, Decimal], bounds: Bounds) -> dict[str, tuple[int, int]]:
    """The measures that lie outside of their bounds, with these."""
    return {
        measure: bounds[measure]
        for measure, value in values.items()
        if not bounds[measure][0] <= value <= bounds[measure][1]
    }


def is_too_old(taken_on: date, *, is_child: bool, today: date) -> bool:
    """Whether somebody has to be measured again: a child whose measures are over 60 days old."""
    return is_child and today - taken_on > CHILD_STAYS
