"""A coordinator adds a colleague, who signs in once and chooses a password of her own."""

import re

import pytest

from accounts.roles import Role
from tests.browser.conftest import check_axe, sign_in
from tests.factories import ProjectSiteFactory, staff


@pytest.fixture
def place():
    return ProjectSiteFactory()


@pytest.fixture
def coordinator(place):
    return staff(Role.COORDINATOR, place, language="en")


@pytest.mark.parametrize("scripts", [True, False])
def test_colleague_is_added_and_chooses_a_password(open_browser, coordinator, scripts):
    page = open_browser(scripts=scripts)
    sign_in(page, coordinator)
    page.goto("/staff/add/")
    page.get_by_label(re.compile(r"^\s*Name")).fill("هناء ستار")
    page.get_by_label("User name").fill("hanaa")
    page.get_by_label("Language").select_option("en")
    if scripts:
        check_axe(page)
    page.get_by_role("button", name="Add her and show the one-time password").click()
    password = page.locator("code").inner_text()
    if scripts:
        check_axe(page)

    hers = open_browser(scripts=scripts)
    hers.goto("/sign-in/")
    hers.get_by_label("User name").fill("hanaa")
    hers.get_by_label("Password").fill(password)
    hers.get_by_role("button", name="Sign in").click()
    hers.get_by_label(re.compile(r"^\s*New password\W*$")).fill("thread-and-thimble-9")
    hers.get_by_label("New password once more").fill("thread-and-thimble-9")
    hers.get_by_role("button", name="Save the new password").click()

    assert hers.url.endswith("/today/")


def test_right_that_is_ended_closes_the_pages_at_once(open_browser, coordinator, place):
    officer = staff(Role.FIELD, place, language="en")
    hers = open_browser()
    sign_in(hers, officer)
    page = open_browser()
    sign_in(page, coordinator)

    page.goto(f"/staff/{officer.pk}/")
    page.get_by_role("button", name=re.compile("End this role today")).click()

    assert hers.goto("/today/").status == 403


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("phone", [True, False])
def test_pages_of_the_house_are_accessible(open_browser, place, language, phone):
    officer = staff(Role.FIELD, place)
    page = open_browser(phone=phone, language=language)
    sign_in(page, staff(Role.SYSADMIN, language=language))

    for path in (
        "/staff/",
        "/staff/add/",
        f"/staff/{officer.pk}/",
        "/system/",
        "/help/",
        "/safe/",
        "/password/",
    ):
        page.goto(path)
        check_axe(page)
        wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        assert not wide, path
