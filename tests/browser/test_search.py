"""Somebody at the door is asked for her name, and found however it is spelled."""

import re
from datetime import date

import pytest
from django.utils import timezone

from accounts.roles import Role
from tests.browser.conftest import check_axe, sign_in
from tests.factories import (
    CohortFactory,
    DisplacementEpisodeFactory,
    ParticipantFactory,
    ProjectSiteFactory,
    SessionFactory,
    staff,
)
from trainings.models import Enrolment


@pytest.fixture
def place():
    return ProjectSiteFactory()


@pytest.fixture
def women(place):
    said = (
        ("زينب", "كاظم", "حسن", 1991),
        ("Zeyneb", "Hüseyin", "", 1988),
        ("زينب", "علي", "", 2001),
        ("گوڵاڵە", "کەریم", "ئازاد", 1979),
        ("سوسن", "نجم", "", 1995),
    )
    women = [
        ParticipantFactory(
            given=given,
            father=father,
            grandfather=grandfather,
            born_on=date(year, 1, 1),
            born_precision="year",
            phone=f"+96477012345{place_in:02}",
            project_sites=[place.pk],
        )
        for place_in, (given, father, grandfather, year) in enumerate(said, 10)
    ]
    for woman in women:
        DisplacementEpisodeFactory(participant=woman)
    return women


def search(page, words):
    page.get_by_role("searchbox").fill(words)
    page.get_by_role("searchbox").press("Enter")
    page.locator("#found").wait_for()
    return page.locator("main .card strong").all_inner_texts()


@pytest.mark.parametrize("scripts", [True, False])
def test_she_is_found_in_the_list_by_any_spelling_code_or_phone(
    open_browser, place, women, scripts
):
    zainab, gulala = women[0], women[3]
    page = open_browser(scripts=scripts, language="ar")
    sign_in(page, staff(Role.FIELD, place, language="ar"))
    page.goto("/people/")

    assert set(search(page, "Zainab")) == {str(woman) for woman in women[:3]}
    assert search(page, "زينب كاظم")[0] == str(zainab)
    assert search(page, "Gulala") == [str(gulala)]
    assert search(page, "كوڵالة") == [str(gulala)]
    assert search(page, "گوڵاڵ کەریم") == [str(gulala)]
    assert search(page, gulala.code_text) == [str(gulala)]
    assert search(page, "٤٥١٣") == [str(gulala)]
    if scripts:
        check_axe(page)
    page.locator("main a.card").click()

    page.wait_for_url(f"**/people/{gulala.pk}/")
    assert page.get_by_text(gulala.code_text).is_visible()


def test_she_is_found_at_the_door_of_a_session_and_added_for_the_day(open_browser, place, women):
    cohort = CohortFactory(project_site=place)
    session = SessionFactory(cohort=cohort, starts_at=timezone.now())
    page = open_browser(language="ar")
    sign_in(page, staff(Role.FIELD, place, language="ar"))
    page.goto(f"/sessions/{session.pk}/people/")

    assert search(page, "Gulalla Kerim") == [str(women[3])]
    check_axe(page)
    page.get_by_role("button", name=re.compile("گوڵاڵە")).click()

    page.wait_for_url(re.compile(rf"/sessions/{session.pk}/$"))
    assert Enrolment.objects.get().participant == women[3]
