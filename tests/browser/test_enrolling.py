"""A woman asks for a place, waits, gets it with a reason, and moves to another class."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from accounts.roles import Role
from tests.browser.conftest import check_axe, sign_in
from tests.browser.test_today import LOOKS, look_at
from tests.factories import (
    CohortFactory,
    EnrolmentFactory,
    ProjectSiteFactory,
    SessionFactory,
    SiteFactory,
    staff,
)
from tests.trainings.enrolling_world import class_for, in_class, one_who_waits, woman

TODAY = timezone.localdate()


@pytest.fixture
def place():
    return ProjectSiteFactory(
        site=SiteFactory(name_ar="مركز كركوك للتدريب", name_en="Kirkuk training centre")
    )


@pytest.fixture
def cohort(place):
    """A class with six host women; its last places are kept for displaced ones."""
    cohort = class_for(10, place=place, communities=60)
    cohort.name = "المجموعة 3"
    cohort.save()
    in_class(cohort, 6, "host")
    return cohort


@pytest.fixture
def other(cohort):
    """Another class of the same course, with room."""
    return CohortFactory(
        project_site=cohort.project_site, version=cohort.version, name="المجموعة 4"
    )


def button(page, step):
    return page.locator(f"button[name=step][value={step}]")


@pytest.mark.parametrize("scripts", [True, False])
def test_she_asks_waits_gets_a_place_and_moves_on_a_phone_in_arabic(
    open_browser, cohort, other, scripts
):
    her = woman(cohort, "host", given="سميرة", father="جاسم")
    page = open_browser(language="ar", scripts=scripts)
    sign_in(page, staff(Role.COORDINATOR, cohort.project_site, language="ar"))

    def look():
        # Without scripts axe cannot run either.
        if scripts:
            check_axe(page)

    # She asks.
    page.goto(reverse("trainings:enrolment_add", args=[cohort.pk]))
    page.locator("[name=words]").fill("سميره")
    page.locator("form[role=search] button").click()
    button(page, "apply").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("قائمة الانتظار")
    look()
    # She is put on the waiting list.
    page.get_by_role("link", name="سميرة جاسم", exact=True).click()
    button(page, "waitlist").click()
    expect(page.get_by_text("هي على قائمة الانتظار.")).to_be_visible()
    look()
    # Somebody asks whether she helps, and gives her the place with a reason.
    page.get_by_role("link", name="أعطيها مقعداً").click()
    button(page, "ask").click()
    expect(page.get_by_text("يبقى هذا الجواب طوال اليوم.")).to_be_visible()
    look()
    button(page, "accept").click()
    expect(page.locator("#id_reason")).to_have_attribute("aria-invalid", "true")
    look()
    page.locator("[name=reason]").fill("أختها في الصف")
    button(page, "accept").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("المجموعة 3")
    # She moves to the other class from next week on.
    page.get_by_role("link", name="سميرة جاسم", exact=True).click()
    page.locator("a[href$='/move/']").click()
    page.locator("[name=from_on]").fill(f"{TODAY + timedelta(days=7):%d/%m/%Y}")
    page.locator("main form button[type=submit]").click()
    expect(page.get_by_role("link", name="المجموعة 3")).to_be_visible()
    look()

    before, after = her.enrolments.order_by("from_on")
    assert (before.state, after.state, after.cohort) == ("transferred", "enrolled", other)
    assert [step.state for step in before.steps.all()] == [
        "applied",
        "waitlisted",
        "enrolled",
        "transferred",
    ]


def test_several_are_enrolled_from_a_list_by_keyboard_and_tap(open_browser, cohort):
    for name in ("هدى", "نوال"):
        woman(cohort, "idp", given=name)
    woman(cohort, "idp", given="سلمى", agreed=False)
    page = open_browser(language="ar")
    sign_in(page, staff(Role.COORDINATOR, cohort.project_site, language="ar"))

    page.goto(reverse("trainings:enrolment_several", args=[cohort.pk]))
    page.locator("[name=status]").select_option("idp")
    button(page, "filter").click()
    expect(page.get_by_role("checkbox")).to_have_count(3)
    expect(page.get_by_role("checkbox", disabled=True)).to_have_count(1)
    check_axe(page)
    for name in ("هدى", "نوال"):
        page.locator(f"label:has-text('{name}')").click()
    button(page, "enrol").click()

    expect(page.get_by_text("حصلت امرأتان على مقعدين.")).to_be_visible()
    assert cohort.enrolments.filter(state="enrolled").count() == 8


@pytest.mark.parametrize(("language", "phone"), LOOKS)
def test_pages_of_places_look_right(open_browser, cohort, other, language, phone):
    for one in (cohort, other):
        SessionFactory(cohort=one, day=TODAY + timedelta(days=1))
    waits = one_who_waits(cohort, "host", given="سميرة")
    EnrolmentFactory(cohort=other, participant=waits.participant)
    displaced = one_who_waits(cohort, "idp", given="خالدة")
    for name in ("هدى", "نوال", "شيرين"):
        woman(cohort, "idp", given=name)
    woman(cohort, "host", given="سلمى", agreed=False)
    page = open_browser(language=language, phone=phone)
    sign_in(page, staff(Role.COORDINATOR, cohort.project_site, language=language))

    for name, address, thing in (
        ("waitlist", "cohort_waiting", cohort),
        ("accept", "enrolment_accept", waits),
        ("place-waiting", "enrolment_detail", displaced),
        ("place", "enrolment_detail", cohort.enrolments.filter(state="enrolled").first()),
        ("several", "enrolment_several", cohort),
        ("enrol-cohort", "cohort_detail", cohort),
    ):
        page.goto(reverse(f"trainings:{address}", args=[thing.pk]))
        look_at(page, name, language, phone=phone)
