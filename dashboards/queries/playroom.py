"""The playroom: children, their mothers, and sessions with children inside."""

from __future__ import annotations

from childcare.queries.figures import (
    ChildInNumbers,
    children_in_numbers,
    mothers_in_numbers,
    sessions_in_numbers,
)
from dashboards.indicators.units import Answer, Period, Unit

AN_HOUR = 60
SEX = {"f": "f", "m": "m"}


def children(period: Period) -> Answer:
    """Children who came, each once."""
    return Answer([_unit(child, 1) for child in _children(period)])


def stays(period: Period) -> Answer:
    """Times that children came."""
    return Answer([_unit(child, child.stays) for child in _children(period)])


def hours(period: Period) -> Answer:
    """Hours that children were looked after, to the nearest for each child."""
    return Answer([_unit(child, round(child.minutes / AN_HOUR)) for child in _children(period)])


def mothers_who_use_it(period: Period) -> Answer:
    """Of the women who are on record as responsible for a child, those who brought one."""
    told = mothers_in_numbers(period.project_sites, period.first, period.last)
    return Answer([Unit(one.person, int(one.uses_playroom), 1) for one in told])


def attendance_of_mothers(period: Period) -> Answer:
    """Marks that say she was there, of women who use the playroom and of those who do not."""
    told = mothers_in_numbers(period.project_sites, period.first, period.last)
    return Answer(
        [
            Unit(
                one.person,
                one.there,
                one.marked,
                playroom="used" if one.uses_playroom else "not_used",
            )
            for one in told
            if one.marked
        ]
    )


def sessions_above_ratio(period: Period) -> Answer:
    """Sessions with too few adults at some time, of those with children inside."""
    told = sessions_in_numbers(period.project_sites, period.first, period.last)
    units = [Unit(None, int(one.was_above_ratio), 1) for one in told]
    return Answer(units, len(frozenset().union(*(one.children for one in told))))


def _children(period: Period) -> list[ChildInNumbers]:
    return children_in_numbers(period.project_sites, period.first, period.last)


def _unit(child: ChildInNumbers, amount: int) -> Unit:
    sex = SEX.get(child.sex, "unknown")
    return Unit(child.child, amount, child_age=child.age, child_sex=sex)
