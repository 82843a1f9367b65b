"""In the sun every text of the pages of a day has a contrast of 7:1, as axe measures it."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from accounts.roles import Role
from tests.browser.conftest import sign_in
from tests.browser.test_today import look_at
from tests.browser.test_waiting import waiting  # noqa: F401 -- a fixture
from tests.factories import GrantFactory, staff

CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast-enhanced"]}}


def too_weak(page):
    """Texts below 7:1, or 4.5:1 where they are large."""
    found = Axe().run(page, options=CONTRAST).response["violations"]
    return [node["html"][:160] for violation in found for node in violation["nodes"]]


def open_menu(page):
    if page.locator(".menu-button").is_visible():
        page.locator(".menu-button").click()


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize(("language", "phone"), [("ar", True), ("en", False)])
def test_switch_brings_strong_colours_to_every_page(
    open_browser,
    waiting,  # noqa: F811
    language,
    phone,
    scripts,
):
    session, women = waiting
    page = open_browser(language=language, phone=phone, scripts=scripts)
    user = staff(Role.MANAGER, language=language)
    GrantFactory(user=user, role=Role.FIELD)
    sign_in(page, user)
    open_menu(page)
    page.locator(".menu .outdoors").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "outdoor")
    if not scripts:
        return

    pages = {
        "today": reverse("trainings:today"),
        "roster": reverse("trainings:session_roster", args=[session.pk]),
        "row": reverse("trainings:roster_row", args=[session.pk, women[0].pk]),
        "waiting": reverse("trainings:waiting"),
        "cohort": reverse("trainings:cohort_detail", args=[session.cohort_id]),
        "help": reverse("help"),
    }
    for name, url in pages.items():
        page.goto(url)
        look_at(page, f"outdoors-{name}", language, phone=phone)
        assert too_weak(page) == [], name
        open_menu(page)
        assert too_weak(page) == [], name

    page.locator(".menu .outdoors").click()
    expect(page.locator("html")).not_to_have_attribute("data-theme", "outdoor")
