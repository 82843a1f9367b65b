"""The menu: one line on a desk, and all of it a tap away."""

import pytest
from playwright.sync_api import expect

from accounts.roles import Role
from tests.browser.conftest import DESK, sign_in
from tests.browser.test_today import look_at
from tests.factories import ProjectSiteFactory, staff

NARROW_DESK = {"width": 1024, "height": 768}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_menu_takes_one_line_on_a_desk_and_the_button_opens_all_of_it(open_browser, language):
    # Nobody has more pages.
    manager = staff(Role.MANAGER, ProjectSiteFactory(), language=language)
    page = open_browser(phone=False, language=language)
    sign_in(page, manager)
    menu, button = page.locator("#menu"), page.locator(".menu-button")

    for size in (DESK, NARROW_DESK):
        page.set_viewport_size(size)
        assert menu.bounding_box()["height"] < 2 * 36
        expect(menu.locator("a").first).to_be_in_viewport()
        expect(menu.locator("form").last).to_be_hidden()

    button.click()
    expect(menu.locator("form").last).to_be_visible()
    expect(menu.get_by_text(str(manager))).to_be_visible()
    last = menu.locator("li a").last
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport()
    look_at(page, "menu-open", language, phone=False)


def test_pages_beyond_the_line_are_reached_with_keys(open_browser):
    page = open_browser(phone=False)
    sign_in(page, staff(Role.MANAGER, ProjectSiteFactory()))
    page.set_viewport_size(NARROW_DESK)
    last = page.locator("#menu li a").last
    expect(last).not_to_be_in_viewport(ratio=0.5)

    last.focus()
    expect(last).to_be_in_viewport(ratio=0.5)
    page.keyboard.press("Enter")

    page.wait_for_url("**/password/**")
