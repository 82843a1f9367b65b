"""What the charts of a project say in their titles is no more than their numbers may."""

import pytest
from django.utils.translation import override

from dashboards.figures.project import sites_chart, visits_chart
from dashboards.services.project_numbers import ProjectNumbers, SiteLine
from tests.factories import ProjectSiteFactory


def visits(cross, same):
    return {
        code: {"amount": number, "base": None, "percent": None, "hidden": number is None}
        for code, number in (("cross", cross), ("same", same), ("mixed", 0), ("unknown", 0))
    }


@pytest.mark.parametrize(
    ("cross", "same", "title"),
    [
        (15, 5, "75 % of the visits went to the other community"),
        # A base below ten, or a part below five, has no percentage.
        (6, 3, "Visits to households"),
        (16, 4, "Visits to households"),
        (16, None, "Visits to households"),
        (0, 0, "Visits to households"),
    ],
)
def test_share_of_visits_is_a_percentage_like_any_other(cross, same, title):
    with override("en"):
        assert visits_chart(visits(cross, same)).title == title


@pytest.mark.django_db
@pytest.mark.parametrize(("second", "says"), [(80, "Attendance by site"), (70, "highest at")])
def test_no_site_is_the_highest_where_two_are_equal(second, says):
    def line(percent):
        rate = {"amount": percent, "base": 100, "percent": percent, "hidden": False}
        return SiteLine(ProjectSiteFactory(), rate, 20, 0)

    lines = [line(80), line(second)]
    numbers = ProjectNumbers(lines, lines[0].rate, None, {}, {})

    with override("en"):
        assert says in sites_chart(numbers).title
