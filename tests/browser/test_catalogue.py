"""A catalogue administrator's journey in the Django admin, under the strict policy."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from accounts.roles import Role
from tests.browser.conftest import sign_in
from tests.browser.test_today import SHOTS, Path
from tests.factories import CourseVersionFactory, staff
from trainings.models import CourseVersion

LIST = "/admin/trainings/courseversion/"


def picture(page, name, language, *, phone):
    if SHOTS:
        size = "phone" if phone else "desk"
        page.screenshot(path=Path(SHOTS) / f"{name}-{language}-{size}.png")


def act(page, action, version):
    page.goto(LIST)
    page.locator(f"input[name=_selected_action][value='{version.pk}']").check()
    page.locator("select[name=action]").select_option(action)
    page.locator("button[name=index]").click()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_draft_is_made_from_a_version_changed_and_published(open_browser, language):
    sewing = CourseVersion.objects.get(course__code="sewing")
    page = open_browser(language=language, phone=False)
    sign_in(page, staff(Role.CATALOGUE, language=language))

    act(page, "draft_from", sewing)
    draft = CourseVersion.objects.get(state="draft")
    page.goto(reverse("admin:trainings_courseversion_change", args=[draft.pk]))
    page.locator("[name=capacity]").fill("٢٠")
    page.locator("[name=modules-3-topic_ar]").fill("الماكينة والسلامة")
    picture(page, "catalogue-draft", language, phone=False)
    page.locator("[name=_save]").click()
    expect(page.locator(".success")).to_be_visible()
    act(page, "publish", draft)

    draft.refresh_from_db()
    assert (draft.state, draft.capacity) == ("published", 20)
    assert draft.modules.filter(topic_ar="الماكينة والسلامة").count() == 1
    assert draft.modules.count() == sewing.modules.count()


def test_module_is_added_on_the_page_of_a_draft(open_browser):
    draft = CourseVersionFactory()
    page = open_browser(phone=False)
    sign_in(page, staff(Role.CATALOGUE, language="en"))
    page.goto(reverse("admin:trainings_courseversion_change", args=[draft.pk]))

    page.locator("#modules-group .add-row a").click()
    page.locator("[name=modules-0-number]").fill("1")
    page.locator("[name=modules-0-minutes]").fill("180")
    page.locator("[name=modules-0-topic_ar]").fill("القص")
    page.locator("[name=_save]").click()

    expect(page.locator(".success")).to_be_visible()
    assert draft.modules.get().topic_ar == "القص"


@pytest.mark.parametrize("phone", [True, False])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_published_version_is_looked_at_and_not_changed(open_browser, language, phone):
    sewing = CourseVersion.objects.get(course__code="sewing")
    page = open_browser(language=language, phone=phone)
    sign_in(page, staff(Role.CATALOGUE, language=language))

    page.goto(LIST)
    picture(page, "catalogue-versions", language, phone=phone)
    expect(page.locator(".field-state").first).to_be_in_viewport(ratio=1)
    page.goto(reverse("admin:trainings_course_changelist"))
    picture(page, "catalogue-courses", language, phone=phone)
    page.goto(reverse("admin:trainings_courseversion_change", args=[sewing.pk]))
    picture(page, "catalogue-version", language, phone=phone)

    expect(page.locator("[name=_save]")).to_have_count(0)
    expect(page.locator(".description").first).to_be_visible()


def test_pages_of_the_admin_pass_axe(open_browser):
    page = open_browser(phone=False)
    sign_in(page, staff(Role.SYSADMIN, language="en"))

    for url in ("/admin/", LIST, "/admin/trainings/course/add/", "/admin/programmes/room/add/"):
        page.goto(url)
        # Reading style sheets that import others, axe would add a style that the policy blocks.
        results = Axe().run(page, options={"preload": False})
        assert [violation["id"] for violation in results.response["violations"]] == []
