"""The log frame of a project: targets that people write, and how far it has come."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from dashboards.models import Target
from dashboards.queries.project import Quarter
from dashboards.queries.reports import open_quarters, quarters_to_plan
from dashboards.services.indicators import seed_indicators, set_targets
from dashboards.services.standing import standing
from tests.counting import exactly
from tests.dashboards.classes import a_class
from tests.dashboards.reporting import ONE, THREE, TWO, a_project, freeze
from tests.factories import ProjectSiteFactory, staff

pytestmark = pytest.mark.django_db

ASKED = {"period": "2026-1"}


@pytest.fixture
def project():
    return a_project()


@pytest.fixture
def place(project):
    return ProjectSiteFactory(project=project)


@pytest.fixture
def mande(place):
    return staff(Role.MANDE, place, language="en")


def address(name, one):
    return reverse(f"dashboards:{name}", args=[one.pk])


def reached(user, project, places, quarter, code):
    lines = standing(user, project, [one.pk for one in places], quarter)
    return next(one.reached for one in lines if one.indicator.code == code)


def test_page_shows_target_and_what_was_reached_with_its_counts(client, mande, project, place):
    a_class(place, idp=12, host=12, missed=2)
    seed_indicators(project)
    attendance = project.indicators.get(code="attendance")
    set_targets(project=project, quarter=ONE, values={attendance.pk: Decimal(85)})
    client.force_login(mande)

    page = client.get(address("indicator_list", project), ASKED).content.decode()

    for words in ("67 % (48 of 72)", "85 %", "<strong>24</strong>", "not measured yet"):
        assert words in page, words


def test_a_project_without_indicators_begins_with_the_usual_ones(client, mande, project, place):
    client.force_login(mande)
    assert "No indicators yet" in client.get(address("indicator_list", project)).content.decode()

    page = client.post(address("indicators_seed", project), follow=True).content.decode()

    assert "15 indicators came." in page
    assert "Minutes of dialogue" in page


def test_few_women_are_hidden_on_the_page(mande, project, place):
    a_class(place, idp=4)
    seed_indicators(project)

    assert reached(mande, project, [place], ONE, "enrolled")["hidden"]
    assert reached(mande, project, [place], ONE, "attendance")["hidden"]


def test_two_quarters_do_not_tell_of_a_few_who_came_between(mande, project, place):
    a_class(place, idp=12)
    seed_indicators(project)
    before = reached(mande, project, [place], ONE, "enrolled")
    second = a_class(place, idp=3, name="B")
    second.enrolments.update(from_on=TWO.first)

    assert reached(mande, project, [place], TWO, "enrolled") == before
    third = a_class(place, idp=2, name="C")
    third.enrolments.update(from_on=TWO.first)
    assert reached(mande, project, [place], TWO, "enrolled")["amount"] == 17


def test_numbers_after_a_report_go_on_from_it(mande, project, place):
    a_class(place, idp=12)
    seed_indicators(project)
    freeze(project, mande)
    a_class(place, idp=4, name="B")

    assert reached(mande, project, [place], TWO, "enrolled")["amount"] == 12


def test_who_works_at_one_site_sees_its_numbers_and_which_it_is(client, mande, project, place):
    other = ProjectSiteFactory(project=project)
    a_class(place, idp=12)
    a_class(other, idp=20, name="B")
    seed_indicators(project)
    freeze(project, staff(Role.MANDE, None), Quarter(2025, 4))
    client.force_login(mande)

    page = client.get(address("indicator_list", project), ASKED).content.decode()

    assert "Counted here:" in page
    assert "<strong>12</strong>" in page
    assert "Write targets" not in page


@pytest.mark.parametrize("period", ["", "2030-1", "x" * 9000, "\x00", "2025-4\u202e"])
def test_a_period_that_is_none_shows_the_latest(client, mande, project, place, period):
    seed_indicators(project)
    client.force_login(mande)

    for name in ("indicator_list", "targets"):
        assert client.get(address(name, project), {"period": period}).status_code == 200


def test_targets_are_written_in_every_script_and_taken_away_again(client, mande, project, place):
    seed_indicators(project)
    one, two, three = project.indicators.all()[:3]
    client.force_login(mande)
    url = address("targets", project) + "?period=2026-1"

    client.post(url, {str(one.pk): "٦٠", str(two.pk): "12.5", str(three.pk): "۹۰٪"})
    page = client.get(url).content.decode()
    client.post(url, {str(one.pk): "", str(two.pk): "13", str(three.pk): "90"})

    assert 'value="12.5"' in page
    told = dict(Target.objects.values_list("indicator__code", "value"))
    assert told == {two.code: Decimal(13), three.code: Decimal(90)}
    assert {one.first_on for one in Target.objects.all()} == {ONE.first}


@pytest.mark.parametrize("value", ["many", "-1", "1e400", "NaN", "1.234", "99999999999"])
def test_a_target_that_is_no_number_is_refused_in_a_sentence(client, mande, project, place, value):
    seed_indicators(project)
    one = project.indicators.first()
    client.force_login(mande)

    page = client.post(address("targets", project), {str(one.pk): value}).content.decode()

    assert "There is a problem" in page
    assert not Target.objects.exists()


def test_what_was_reported_keeps_its_targets(client, mande, project, place):
    seed_indicators(project)
    freeze(project, mande, TWO)

    codes = [one.code for one in quarters_to_plan(project, date(2026, 8, 1))]
    assert codes == ["2026-3", "2026-4", "2027-1", "2027-2", "2027-3", "2027-4"]
    assert [one.code for one in open_quarters(project, THREE.last)] == ["2026-3"]


def test_an_indicator_gets_its_words_and_its_baseline(client, mande, project, place):
    seed_indicators(project)
    one = project.indicators.get(code="attendance")
    client.force_login(mande)
    words = {"text_ar": "نسبة الحضور الفعلي", "text_en": "Came", "level": "outcome"}

    page = client.post(address("indicator_edit", one), words | {"baseline": "40"})
    assert "Say when the baseline was measured." in page.content.decode()
    client.post(
        address("indicator_edit", one),
        words | {"baseline": "٤٠", "baseline_on": "1/3/2026", "eu_code": "GERF 2.1"},
    )

    one.refresh_from_db()
    assert (one.text_en, one.level, one.baseline, one.eu_code) == (
        "Came",
        "outcome",
        Decimal(40),
        "GERF 2.1",
    )
    assert one.baseline_on == date(2026, 3, 1)
    assert one.question == "attendance_rate"


def test_every_period_reported_leaves_nothing_to_show(client, mande, place):
    project = place.project
    project.locked_until = timezone.localdate()
    project.ends_on = Quarter(2026, 3).last
    project.save()
    seed_indicators(project)
    freeze(project, mande, THREE)
    client.force_login(mande)

    page = client.get(address("indicator_list", project)).content.decode()
    assert "Nothing to show here" in page


@pytest.mark.parametrize("size", [1, 6])
def test_queries_do_not_grow(client, mande, project, place, size):
    for number in range(size):
        a_class(place, idp=6, host=6, sessions=1, name=f"A{number}")
    seed_indicators(project)
    client.force_login(mande)
    url = address("indicator_list", project)
    client.get(url, ASKED)

    # Among them what thirteen questions ask, and two of them again for the quarter before.
    with exactly(31):
        client.get(url, ASKED)
