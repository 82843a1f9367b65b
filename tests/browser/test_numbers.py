"""The pages of numbers: as they look on a phone and at a desk, in Arabic and English."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from accounts.roles import Role
from tests.browser.conftest import sign_in
from tests.browser.test_today import LOOKS, look_at
from tests.childcare.factories import StayFactory
from tests.factories import (
    CohortFactory,
    CourseVersionFactory,
    DisplacementEpisodeFactory,
    EnrolmentFactory,
    ProjectFactory,
    ProjectSiteFactory,
    SessionFactory,
    SiteFactory,
    staff,
)
from tests.trainings.marking import mark

VALUES = ("present", "present", "late", "present", "absent", "excused", "present")


@pytest.fixture
def cohort():
    """A class of thirteen displaced and twelve host women in its third week."""
    today = timezone.localdate()
    place = ProjectSiteFactory(
        project=ProjectFactory(
            name="جسور", starts_on=today - timedelta(days=40), ends_on=today + timedelta(days=300)
        ),
        site=SiteFactory(name_ar="مركز كركوك للتدريب", name_en="Kirkuk training centre"),
    )
    cohort = CohortFactory(
        name="المجموعة 3",
        version=CourseVersionFactory(state="published"),
        project_site=place,
        starts_on=today - timedelta(days=18),
        ends_on=today + timedelta(days=40),
    )
    women = EnrolmentFactory.create_batch(25, cohort=cohort, from_on=cohort.starts_on)
    for at, woman in enumerate(women):
        DisplacementEpisodeFactory(
            participant=woman.participant,
            status="idp" if at % 2 == 0 else "host",
            from_on=cohort.starts_on,
        )
    for number in range(8):
        session = SessionFactory(
            cohort=cohort,
            number=number + 1,
            day=today - timedelta(days=16 - 2 * number),
            state="held",
        )
        for at, woman in enumerate(women):
            if at == 4 and number > 4:
                mark(session, woman, "absent")
            elif at < 24:
                mark(session, woman, VALUES[(at * 3 + number * 5) % len(VALUES)])
    for number in range(8, 12):
        SessionFactory(
            cohort=cohort, number=number + 1, day=today + timedelta(days=2 * number - 14)
        )
    StayFactory(enrolment=women[0])
    return cohort


@pytest.mark.parametrize(("language", "phone"), LOOKS)
def test_pages_of_a_manager_look_right(open_browser, cohort, language, phone):
    page = open_browser(language=language, phone=phone)
    sign_in(page, staff(Role.MANAGER, cohort.project_site, language=language))

    page.wait_for_url("**/needs/")
    look_at(page, "needs", language, phone=phone)
    page.goto(reverse("dashboards:cohort", args=[cohort.pk]))
    look_at(page, "cohort-numbers", language, phone=phone)
    page.locator(".chart summary").first.click()
    page.goto(reverse("dashboards:project", args=[cohort.project_site.project_id]))
    look_at(page, "project-numbers", language, phone=phone)


@pytest.mark.parametrize("scripts", [True, False])
def test_filters_of_a_cohort_stand_in_the_address(open_browser, cohort, scripts):
    page = open_browser(scripts=scripts)
    sign_in(page, staff(Role.MANAGER, cohort.project_site, language="en"))
    page.goto(reverse("dashboards:cohort", args=[cohort.pk]))

    page.get_by_text("Choose days and women").click()
    page.get_by_label("Women", exact=True).select_option("host")
    page.get_by_role("button", name="Show").click()

    page.wait_for_url("**status=host**")
    expect(page.get_by_role("img").first).to_be_visible()
    page.get_by_role("link", name="Show everything").click()
    page.wait_for_url("**/?")


def test_monitoring_lands_on_the_numbers_and_the_catalogue_has_its_own(open_browser, cohort):
    page = open_browser(phone=False, language="ar")
    sign_in(page, staff(Role.MANDE, cohort.project_site, language="ar"))

    page.wait_for_url("**/numbers/projects/**")
    page.goto("/needs/")
    expect(page.locator("h1")).to_be_visible()

    other = open_browser(phone=True, language="ar")
    sign_in(other, staff(Role.CATALOGUE, None, language="ar"))
    other.goto(reverse("dashboards:catalogue"))
    look_at(other, "catalogue-numbers", "ar", phone=True)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_button_of_the_catalogue_gives_its_file(open_browser, scripts):
    page = open_browser(scripts=scripts)
    sign_in(page, staff(Role.CATALOGUE, None, language="en"))
    page.goto(reverse("dashboards:catalogue"))

    with page.expect_download() as given:
        page.get_by_role("button", name="As CSV").click()

    text = Path(given.value.path()).read_text("utf-8-sig")
    assert text.startswith("What,Course,Version,State,Number,Of,Percent,Hidden\n")
    assert "attendance,Sewing,1,published," in text
