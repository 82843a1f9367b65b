"""The page of a project: for whom it is, what it says, and what it asks for."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse

from accounts.roles import Role
from tests.counting import exactly
from tests.dashboards.classes import ASKED, a_class, url_of
from tests.dashboards.history import FIRST
from tests.factories import (
    EnrolmentFactory,
    ParticipantFactory,
    ProjectFactory,
    ProjectSiteFactory,
    SiteFactory,
    staff,
)
from trainings.models import Course

pytestmark = pytest.mark.django_db


def test_page_shows_no_name_and_no_hidden_number(client, mande, place, project):
    cohort = a_class(place, idp=4, host=17, sessions=7, missed=6)
    person = ParticipantFactory(given="زينبالطويلة", project_sites=[place.pk])
    EnrolmentFactory(cohort=cohort, participant=person, from_on=FIRST)
    client.force_login(mande)

    page = client.get(url_of(project), ASKED).content.decode()

    assert person.given not in page
    assert "hidden" in page
    # 4 women × 7 sessions = 28 marks, 16 of them present: nowhere, in no attribute or label.
    assert not re.search(r"\b16 of 28\b|\b57 %|>4<", page)


def test_page_is_about_her_sites_of_the_project_alone(client, place, project):
    other = ProjectSiteFactory(project=project, site=SiteFactory(name_en="Another centre"))
    a_class(place, idp=12, host=12, missed=2)
    a_class(other, idp=15, host=15, missed=2, name="B")
    client.force_login(staff(Role.MANDE, place, language="en"))

    page = client.get(url_of(project), ASKED | {"at": other.site.code}).content.decode()

    assert "Kirkuk centre" in page
    assert "Another centre" not in page
    assert "of 72)" in page
    assert "of 162)" not in page


def test_cohorts_of_a_course_stand_together_the_oldest_first(client, mande, place, project):
    classes = {name: a_class(place, idp=6, host=6, name=name) for name in ("A", "B", "C")}
    for name, course in (("A", "Sewing"), ("B", "Leadership"), ("C", "Sewing")):
        Course.objects.filter(pk=classes[name].version.course_id).update(title_en=course)
    client.force_login(mande)

    page = client.get(url_of(project), ASKED).content.decode()

    told = page[page.index('id="cohorts"') :]
    assert re.findall(r'<th scope="row(?:group)?"[^>]*><bdi>(\w+)</bdi>', told) == [
        *("Leadership", "B"),
        *("Sewing", "A", "C"),
    ]


def test_the_same_cohorts_are_hidden_in_every_language(client, place, project):
    """Otherwise two languages together would tell what each of them hides."""
    few = a_class(place, idp=2, host=2, name="A")
    alike = [a_class(place, idp=6, host=6, name=name) for name in ("B", "C", "D")]
    for at, cohort in enumerate(alike):
        # In the order of one language they stand the other way round than in that of the other.
        Course.objects.filter(pk=cohort.version.course_id).update(
            title_ar=f"دورة {at}", title_en=f"Course {9 - at}"
        )

    hidden = []
    for language, word in (("ar", "مخفي"), ("en", "hidden")):
        client.force_login(staff(Role.MANDE, place, language=language))
        page = client.get(url_of(project), ASKED).content.decode()
        rows = page[page.index('id="cohorts"') :].split("<tr>")
        hidden.append(
            {
                one.name
                for one in (few, *alike)
                if any(f'"row"><bdi>{one.name}</bdi>' in row and word in row for row in rows)
            }
        )

    assert hidden[0] == hidden[1]
    assert len(hidden[0]) == 2


def test_another_project_is_not_found(client, mande):
    client.force_login(mande)

    assert client.get(url_of(ProjectFactory())).status_code == 404


def test_one_project_is_led_to_and_several_are_listed(client, mande, project):
    client.force_login(mande)
    address = reverse("dashboards:project_list")
    assert client.get(address).headers["Location"] == url_of(project)

    other = ProjectSiteFactory().project
    everywhere = staff(Role.MANDE, None, language="en")
    client.force_login(everywhere)
    page = client.get(address).content.decode()
    assert url_of(project) in page
    assert url_of(other) in page


@pytest.mark.parametrize("at", ["", "elsewhere", "\x00", "x" * 10_000])
def test_a_site_that_is_not_hers_shows_the_first(client, mande, place, project, at):
    client.force_login(mande)

    assert "Kirkuk centre" in client.get(url_of(project), {"at": at}).content.decode()


@pytest.mark.parametrize("period", ["", "2030-1", "x" * 10_000, "\x00", "2026-1\u202e"])
def test_a_period_that_is_none_shows_the_latest(client, mande, place, project, period):
    client.force_login(mande)

    assert client.get(url_of(project), {"period": period}).status_code == 200


def test_a_project_that_has_not_begun_says_so(client):
    place = ProjectSiteFactory(
        project=ProjectFactory(starts_on=date(2027, 10, 1), ends_on=date(2028, 1, 1))
    )
    client.force_login(staff(Role.MANDE, place, language="en"))

    assert "has not begun" in client.get(url_of(place.project)).content.decode()


@pytest.mark.parametrize("size", [1, 20])
def test_queries_do_not_grow(client, mande, place, project, size):
    for number in range(size):
        a_class(place, idp=6, host=6, sessions=1, name=f"A{number}")
        ProjectSiteFactory(project=project)
    client.force_login(mande)
    client.get(url_of(project), ASKED)

    # Session, user, scope; places, the scope of the service; marks, cohorts, the state of the
    # places. What is remembered under it, and the piece that was drawn, are at hand.
    with exactly(8):
        client.get(url_of(project), ASKED)
