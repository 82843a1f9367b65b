"""A coordinator's journey: a cohort planned on one page, filled, moved."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts.roles import Role
from tests.browser.conftest import sign_in
from tests.browser.test_today import LOOKS, look_at
from tests.factories import (
    CohortFactory,
    EnrolmentFactory,
    HolidayFactory,
    PlannedExcuseFactory,
    ProjectFactory,
    ProjectSiteFactory,
    RoomFactory,
    SessionFactory,
    SiteFactory,
    staff,
)
from trainings.models import Cohort

FIRST_SUNDAY = date(2027, 1, 3)


@pytest.fixture
def place():
    """Kirkuk with a big hall, somebody to lead, and a holiday in the second week."""
    place = ProjectSiteFactory(
        project=ProjectFactory(code="bridges"),
        site=SiteFactory(name_ar="مركز كركوك للتدريب", name_en="Kirkuk training centre"),
    )
    RoomFactory(site=place.site, name_ar="القاعة الكبيرة", name_en="Big hall")
    staff(Role.FACILITATOR, place, full_name="سوسن خليل")
    HolidayFactory(on_day=date(2027, 1, 11), name_ar="عيد المدينة", name_en="City day")
    return place


def say_what_is_wanted(page):
    page.goto("/cohorts/plan/")
    page.locator("[name=version]").select_option(index=0)
    page.locator("[name=name]").fill("المجموعة 3")
    page.locator("[name=room]").select_option(index=1)
    page.locator("[name=lead]").select_option(label="سوسن خليل")
    page.locator("[name=first_day]").fill("٣/١/٢٠٢٧")
    page.locator("button[value=propose]").click()


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_cohort_is_planned_on_a_phone_with_and_without_scripts(
    open_browser, place, language, scripts
):
    page = open_browser(language=language, scripts=scripts)
    sign_in(page, staff(Role.COORDINATOR, place, language=language))

    say_what_is_wanted(page)
    page.locator(".plan-range summary").click()
    page.locator("[name=range_first]").fill("10")
    page.locator("[name=range_last]").fill("٢٠")
    page.locator("[name=range_begins]").fill("10")
    page.locator("[name=range_ends]").fill("13:00")
    page.locator("button[value=apply]").click()
    page.locator("button[value=create]").click()

    page.wait_for_url("**/cohorts/*-*-*/")
    cohort = Cohort.objects.get()
    hours = [one.starts_at.astimezone().hour for one in cohort.sessions.main().order_by("number")]
    assert [number for number, hour in enumerate(hours, 1) if hour != hours[0]] == [*range(10, 21)]
    assert date(2027, 1, 11) not in {one.on_day for one in cohort.sessions.all()}
    expect(page.locator("h1")).to_have_text("المجموعة 3")


@pytest.mark.parametrize(("language", "phone"), LOOKS)
def test_wizard_looks_right(open_browser, place, language, phone):
    page = open_browser(language=language, phone=phone)
    sign_in(page, staff(Role.COORDINATOR, place, language=language))

    page.goto("/cohorts/plan/")
    look_at(page, "cohort-plan", language, phone=phone)
    say_what_is_wanted(page)
    expect(page.locator("#proposal")).to_be_visible()
    look_at(page, "cohort-proposal", language, phone=phone)


def test_clash_names_the_other_session_and_loses_nothing(open_browser, place):
    SessionFactory(
        cohort=CohortFactory(project_site=place, name="القيادة 1"),
        room=place.site.rooms.get(),
        day=FIRST_SUNDAY,
    )
    page = open_browser()
    sign_in(page, staff(Role.COORDINATOR, place, language="en"))

    say_what_is_wanted(page)
    page.locator("button[value=create]").click()

    expect(page.get_by_role("alert")).to_contain_text("القيادة 1")
    expect(page.locator("[name=name]")).to_have_value("المجموعة 3")
    look_at(page, "cohort-clash", "en", phone=True)


@pytest.mark.parametrize(("language", "phone"), LOOKS)
def test_pages_of_a_cohort_look_right(open_browser, place, language, phone):
    page = open_browser(language=language, phone=phone)
    sign_in(page, staff(Role.COORDINATOR, place, language=language))
    page.goto("/cohorts/")
    look_at(page, "cohorts-none", language, phone=phone)
    say_what_is_wanted(page)
    page.locator("button[value=create]").click()
    page.wait_for_url("**/cohorts/*-*-*/")
    cohort = Cohort.objects.get()
    places = EnrolmentFactory.create_batch(6, cohort=cohort, from_on=cohort.starts_on)
    PlannedExcuseFactory(enrolment=places[0], from_on=FIRST_SUNDAY)

    pages = {
        "cohorts": "/cohorts/",
        "cohort": reverse("trainings:cohort_detail", args=[cohort.pk]),
        "cohort-times": reverse("trainings:cohort_times", args=[cohort.pk]),
        "enrol": reverse("trainings:enrolment_add", args=[cohort.pk]),
        "enrolment": reverse("trainings:enrolment_detail", args=[places[0].pk]),
    }
    for name, url in pages.items():
        page.goto(url)
        look_at(page, name, language, phone=phone)


def test_woman_is_found_enrolled_excused_and_leaves_without_scripts(open_browser, place):
    cohort = CohortFactory(project_site=place)
    known = EnrolmentFactory(cohort=CohortFactory(project_site=place)).participant
    page = open_browser(scripts=False)
    sign_in(page, staff(Role.COORDINATOR, place, language="en"))

    page.goto(reverse("trainings:enrolment_add", args=[cohort.pk]))
    page.locator("[name=words]").fill(known.given)
    page.get_by_role("button", name="Search").click()
    page.locator(f"#agreed-{known.pk}").check()
    page.get_by_role("button", name=f"Give her a place {known}").click()
    page.get_by_role("link", name=known.full_name).click()
    excuse = page.locator("form:has([name=first_day])")
    excuse.get_by_label("First day").fill("3/1/2027")
    excuse.get_by_label("Last day").fill("5/1/2027")
    page.get_by_role("button", name="Excuse her on these days").click()
    expect(page.get_by_role("button", name="Take back")).to_be_visible()
    page.get_by_role("button", name="End her place").click()

    expect(page.get_by_text("Her place has ended")).to_be_visible()
    enrolment = cohort.enrolments.get()
    assert enrolment.state == "withdrawn"
    assert enrolment.planned_excuses.count() == 1
