"""The page that registers a woman, as a new officer sees it on her phone."""

import pytest

from accounts.roles import Role
from tests.browser.conftest import sign_in
from tests.browser.test_people import Thumb, tell_everything
from tests.browser.test_today import LOOKS, look_at
from tests.factories import ProjectSiteFactory, staff


@pytest.mark.parametrize(("language", "phone"), LOOKS)
def test_registration_looks_right_empty_filled_and_with_errors(open_browser, language, phone):
    page = open_browser(language=language, phone=phone)
    sign_in(page, staff(Role.FIELD, ProjectSiteFactory(), language=language))

    page.goto("/people/add/")
    look_at(page, "register", language, phone=phone)
    page.locator("[name=father]").fill("كەریم")
    page.locator("[name=phone]").fill("123")
    page.locator("[name=birth_day]").fill("٣١")
    page.locator("main form [type=submit]").last.click()
    assert page.locator("#error-summary").evaluate("one => one === document.activeElement")
    look_at(page, "register-errors", language, phone=phone)
    tell_everything(page, Thumb(page))
    look_at(page, "register-filled", language, phone=phone)
