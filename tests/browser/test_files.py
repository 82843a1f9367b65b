"""A coordinator takes the list of her class, as she would on a phone and at a desk."""

import re

import pytest
from playwright.sync_api import expect

from accounts.models import Export
from accounts.roles import Role
from accounts.services.exports import asking
from tests.browser.conftest import check_axe, sign_in
from tests.factories import CohortFactory, EnrolmentFactory, staff
from tests.working import run_jobs


@pytest.mark.parametrize(("language", "phone"), [("ar", True), ("en", False)])
def test_list_of_a_class_is_asked_for_and_downloaded(
    open_browser, language, phone, shots, settings, tmp_path, monkeypatch
):
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr(asking, "MOST_AT_ONCE", 0)
    cohort = CohortFactory(name="المجموعة 3")
    EnrolmentFactory.create_batch(3, cohort=cohort)
    page = open_browser(phone=phone, language=language)
    sign_in(page, staff(Role.COORDINATOR, cohort.project_site, language=language))

    def look(name):
        shots(page, f"files-{language}-{name}")
        check_axe(page)
        wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        assert not wide, name

    page.goto("/files/")
    look("list")
    page.locator("a[href$='/class-list/']").click()
    page.locator("form .btn-primary").click()
    page.get_by_role("alert").wait_for()
    look("refused")
    page.locator("[name=purpose]").fill("قائمة للامتحان")
    page.locator("form .btn-primary").click()
    page.wait_for_url(re.compile(r"/files/[0-9a-f-]{36}/$"))
    page.locator("progress").wait_for()
    look("working")
    # The page asks by itself whether the file is ready, and would have seen the news first.
    page.goto("/help/")
    run_jobs()
    page.reload()
    expect(page.locator(".menu-news")).to_have_count(1)
    page.goto(Export.objects.get().get_absolute_url())
    look("ready")
    with page.expect_download() as download:
        page.locator("form[action$='/take/'] button").click()
    assert download.value.suggested_filename.endswith(".xlsx")
    page.goto("/files/")
    look("register")
    assert Export.objects.get().downloads == 1
