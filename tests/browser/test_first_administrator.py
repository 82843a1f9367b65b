"""Somebody opens the one-time link of an empty installation, and is at home on its start page."""

import pytest
from playwright.sync_api import expect

from accounts.models import Grant, User
from accounts.services.first_administrator import make_token
from programmes.models import Project, Room
from tests.browser.test_today import LOOKS, look_at

TYPED = {
    "full_name": "زينب كاظم",
    "username": "zainab",
    "password": "a mule in the rain",
    "again": "a mule in the rain",
    "project_name": "الخياطة معاً",
    "project_code": "EU-1",
    "starts_on": "٠١/١١/٢٠٢٦",
    "ends_on": "31/10/2027",
    "site_name": "مركز كركوك",
    "site_code": "KRK",
    "room_name": "القاعة الكبيرة",
    "seats": "٢٥",
}


def fill(page, **instead):
    for name, text in (TYPED | instead).items():
        page.locator(f"[name={name}]").fill(text)
    page.locator("[name=area]").select_option("IQG13Q02")


@pytest.mark.parametrize(("language", "phone"), LOOKS)
def test_one_page_makes_an_installation_and_signs_her_in(open_browser, language, phone):
    page = open_browser(language=language, phone=phone)
    page.goto(f"/start/{make_token()}/")
    look_at(page, "start", language, phone=phone)

    fill(page, again="another", seats="many")
    page.locator("select[name=language]").select_option(language)
    page.locator("main .btn-primary").click()
    expect(page.locator(".invalid-feedback")).to_have_count(2)
    look_at(page, "start-wrong", language, phone=phone)
    assert not User.objects.exists()
    expect(page.locator("[name=full_name]")).to_have_value(TYPED["full_name"])

    fill(page)
    page.locator("main .btn-primary").click()

    page.wait_for_url("**/system/")
    expect(page.locator("html")).to_have_attribute("lang", language)
    look_at(page, "start-done", language, phone=phone)
    assert (Grant.objects.get().role, Grant.objects.get().user.username) == ("sysadmin", "zainab")
    assert (Project.objects.get().code, Room.objects.get().seats) == ("EU-1", 25)


def test_link_is_used_up_without_scripts_too(open_browser):
    page = open_browser(scripts=False)
    link = f"/start/{make_token()}/"
    page.goto(link)
    fill(page)
    page.locator("main .btn-primary").click()
    page.wait_for_url("**/system/")

    assert page.goto(link).status == 404
