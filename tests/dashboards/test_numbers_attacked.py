"""A linear programme against everything that a project's page and the catalogue give away.

All pages of a project are laid side by side, since whoever may open one may open the others.
"""

from __future__ import annotations

from collections import defaultdict

import pytest
from django.core.cache import cache

from accounts.roles import Role
from dashboards.disclosure.primary import primary_of
from dashboards.disclosure.system import key_of, population_of, system_of
from dashboards.disclosure.table import ALL, without
from dashboards.queries.project import Quarter
from dashboards.queries.project_women import SIDES
from dashboards.services import catalogue_numbers as of_catalogue
from dashboards.services import project_numbers as of_project
from dashboards.services import project_people as of_people
from outreach.models import Visit
from outreach.models.words import ResultWord
from tests.dashboards.laid_out import LaidOut, column
from tests.dashboards.programme import Programme
from tests.factories import staff
from trainings.models import Cohort, CourseVersion

pytestmark = pytest.mark.django_db

QUARTER = Quarter(2026, 1)


def pages(programme):
    """The page of the project, once for each of its sites."""
    mande = staff(Role.MANDE, None)
    return [
        of_project.project_numbers(mande, programme.sites, QUARTER, site)
        for site in programme.sites
    ]


def women(programme):
    """Women by side, by site and by cohort: those with a place, those who completed and went on."""
    told, exact = pages(programme), programme.steps(QUARTER.first, QUARTER.last)
    laid, sides, sites = LaidOut(), [], []
    for step in range(3):
        shown = [told[0].women[side][step] for side in SIDES]
        cells = [[exact.get(("side", side), (0, 0, 0))[step]] for side in SIDES]
        total = told[0].women[""][step]
        sides.append(
            laid.add(
                f"sides {step}",
                SIDES,
                ["all"],
                cells,
                column(shown, total),
                whole=total is None,
            )
        )
    for step, name in enumerate(("enrolled", "completed")):
        shown = [getattr(line, name) for line in told[0].sites]
        cells = [[exact.get(("site", place), (0, 0))[step]] for place in programme.places]
        names = map(str, programme.places)
        # Sites and sides are hidden as a whole together or not at all.
        dark = told[0].women[""][step] is None
        sites.append(laid.add(f"sites {step}", names, ["all"], cells, column(shown), whole=dark))
        laid.equal((sides[step], (ALL, ALL)), (sites[step], (ALL, ALL)))
    for at, page in enumerate(told):
        cohorts = []
        ids = [line.cohort.id for line in page.site.cohorts]
        for step, name in enumerate(("enrolled", "completed")):
            shown = [getattr(line, name) for line in page.site.cohorts]
            cells = [[exact.get(("cohort", one), (0, 0))[step]] for one in ids]
            title = f"cohorts of {at}, {step}"
            cohorts.append(
                laid.add(title, map(str, ids), ["all"], cells, column(shown), whole=True)
            )
            laid.equal((sites[step], (at, ALL)), (cohorts[step], (ALL, ALL)))
        laid.inner(*cohorts)
    laid.inner(sides[0], sides[1])
    laid.inner(sides[1], sides[2])
    laid.inner(*sites)
    return laid


def marks(programme):
    """Attendance by site, by week and side of each site, and by cohort: there, and of how many."""
    told, met = pages(programme), programme.met()
    laid = LaidOut()
    places = [[one for one in met if one.site == place] for place in programme.places]
    rates = [[line.rate] for line in told[0].sites]
    names = [str(place) for place in programme.places]
    sites = shares(laid, "sites", names, ["all"], [[of] for of in places], rates, told[0].total)
    for at, page in enumerate(told):
        site, here = page.site, places[at]
        weeks = [
            [[m for m in here if (m.week, m.side) == (week, side)] for side in SIDES]
            for week in site.weeks
        ]
        shown = [[site.rates[side][row] for side in SIDES] for row in range(len(site.weeks))]
        by_week = shares(
            laid,
            f"weeks of {at}",
            map(str, site.weeks),
            SIDES,
            weeks,
            shown,
            site.total,
            site.rates[""],
            [site.by_side[side] for side in SIDES],
        )
        ids = [line.cohort.id for line in site.cohorts]
        by_cohort = shares(
            laid,
            f"cohorts of {at}",
            map(str, ids),
            ["all"],
            [[[m for m in here if m.cohort == one]] for one in ids],
            [[line.rate] for line in site.cohorts],
            None,
        )
        for part in range(2):
            laid.equal((sites[part], (at, ALL)), (by_week[part], (ALL, ALL)))
            laid.equal((sites[part], (at, ALL)), (by_cohort[part], (ALL, ALL)))
    return laid


def shares(laid, name, rows, columns, met, cells, total, row_totals=None, column_totals=None):
    """Lay out what shares are of, and their parts; each cell of `met` holds its marks."""
    rows, columns = list(rows), list(columns)

    def inside(at):
        return [
            mark
            for row, line in enumerate(met)
            for col, found in enumerate(line)
            if at[0] in (ALL, row) and at[1] in (ALL, col)
            for mark in found
        ]

    def told(at):
        row, col = at
        if row == ALL:
            return column_totals[col] if column_totals and col != ALL else total
        return cells[row][col] if col != ALL or not row_totals else row_totals[row]

    def number(at, what):
        shown = told(at) or {}
        if what == "missed" and shown.get("base") is not None:
            return shown["base"] - shown["amount"]
        return shown.get(what)

    # Absences are shown as well: whoever sees the two others subtracts.
    parts = {
        "base": lambda _mark: True,
        "amount": lambda mark: mark.there,
        "missed": lambda mark: not mark.there,
    }
    whole, part, missed = (
        laid.add(
            f"{name}: {what}",
            rows,
            columns,
            [[sum(map(counts, found)) for found in line] for line in met],
            lambda at, what=what: number(at, what),
            behind=lambda at, counts=counts: len({m.woman for m in inside(at) if counts(m)}),
            whole=name != "sites" and name != "rates",
        )
        for what, counts in parts.items()
    )
    laid.inner(whole, part)
    laid.inner(whole, missed)
    return whole, part


def visits(programme):
    """Visits by who visited whom."""
    shown = pages(programme)[0].visits
    made = defaultdict(list)
    for result, household in Visit.objects.values_list("result", "household"):
        made[result].append(household)
    codes = ResultWord.values
    laid = LaidOut()
    laid.add(
        "visits",
        codes,
        ["all"],
        [[len(made[code])] for code in codes],
        column([shown[code]["amount"] for code in codes]),
        behind=lambda at: len(
            {h for code in codes if at[0] in (ALL, codes.index(code)) for h in made[code]}
        ),
    )
    return laid


def catalogue(programme):
    """What each version of a course delivered."""
    versions = list(CourseVersion.objects.order_by("pk"))
    told = of_catalogue.catalogue_numbers(staff(Role.CATALOGUE, None), programme.places, versions)
    had, met = list(programme.had_places(*ALWAYS)), programme.met()
    version_of = dict(Cohort.objects.values_list("pk", "version"))
    names = [str(one.pk) for one in versions]
    laid = LaidOut()
    enrolled, completed = (
        laid.add(
            name,
            names,
            ["all"],
            [
                [len({one.woman for one in had if one.version == v.pk and counts(one)})]
                for v in versions
            ],
            column([getattr(line, name) for line in told]),
        )
        for name, counts in (
            ("enrolled", lambda one: True),
            ("completed", lambda one: one.done_on is not None),
        )
    )
    laid.inner(enrolled, completed)
    by_version = [[[m for m in met if version_of[m.cohort] == v.pk]] for v in versions]
    shares(laid, "rates", names, ["all"], by_version, [[line.rate] for line in told], None)
    return laid


ALWAYS = (QUARTER.first.replace(year=1990), QUARTER.last.replace(year=2090))
TABLES = {"women": women, "marks": marks, "visits": visits, "catalogue": catalogue}


@pytest.mark.parametrize("seed", [61, 63])
def test_attacker_learns_nothing_of_a_few(seed):
    programme = Programme(seed)

    laid = {name: lay_out(programme) for name, lay_out in TABLES.items()}

    assert {name: one.learned() for name, one in laid.items()} == {name: [] for name in TABLES}
    # A page that hid everything, or nothing, would prove nothing.
    for name, one in laid.items():
        assert any(exact and shown is None for exact, shown in one.numbers), name
        assert any(shown for _exact, shown in one.numbers) or name == "visits"


def only_the_small(groups):
    """Disclosure control as it is often done: small numbers go, and nothing else does."""
    return [[_without_small(group, at) for at in range(len(group.tables))] for group in groups]


def _without_small(group, at):
    system, table = system_of(group.tables, group.nested), group.tables[at]
    primary, _secrets = primary_of(system)
    return without(
        table,
        {
            place
            for place in table.positions()
            if system.index[population_of(table, at), key_of(table, place)] in primary
        },
        set(),
    )


def nothing(groups):
    """No disclosure control."""
    return [[without(table, set(), set()) for table in group.tables] for group in groups]


@pytest.mark.parametrize(("control", "lost"), [(only_the_small, {"women"}), (nothing, set(TABLES))])
def test_attacker_wins_where_less_is_hidden(monkeypatch, control, lost):
    programme = Programme(61, sizes=((30,), (4,)))
    for module in (of_project, of_people, of_catalogue):
        monkeypatch.setattr(module, "protect_for_page", control)
    cache.clear()

    won = {name for name, lay_out in TABLES.items() if lay_out(programme).learned()}

    assert won >= lost
