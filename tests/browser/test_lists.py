"""An officer sends the spreadsheet of her office, looks, applies it, and takes it back."""

import re

import pytest
from playwright.sync_api import expect

from accounts.roles import Role
from participants.models import Participant, PeopleImport
from tests.browser.conftest import check_axe, sign_in
from tests.factories import ParticipantFactory, ProjectSiteFactory, staff
from tests.participants.sheets.files import HEADINGS, registration, woman, xlsx
from tests.working import run_jobs

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def place():
    return ProjectSiteFactory()


def send(page, data, name="قائمة كركوك.xlsx"):
    page.goto("/people/lists/")
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": MIME, "buffer": data}
    )
    page.locator("form[enctype] button[type=submit]").click()


def mixed(place):
    """A list with a row of each kind."""
    ParticipantFactory(
        given="زينب", father="كاظم", phone="+9647701234567", project_sites=[place.pk]
    )
    return registration(
        woman(),
        woman(given="زينب", father="كاظم", grandfather="", phone="0770 123 4567"),
        woman(given="هناء", phone="لا يوجد", consent="لا"),
        woman(given="=1+1", born="31/02/1999", phone="12"),
    )


@pytest.mark.parametrize("scripts", [True, False])
def test_list_is_looked_at_applied_and_taken_back(open_browser, place, scripts):
    page = open_browser(phone=False, scripts=scripts)
    sign_in(page, staff(Role.FIELD, place, language="en"))
    send(page, mixed(place))

    page.wait_for_url(re.compile(r"/people/lists/[0-9a-f-]{36}/$"))
    expect(page.get_by_text("Write the day as day/month/year")).to_be_visible()
    page.get_by_role("link", name=re.compile("known already")).click()
    row = page.get_by_role("group", name="Who is the woman of row 6?")
    expect(page.get_by_text("same phone")).to_be_visible()
    row.locator("label", has_text="Another woman").click()
    page.get_by_role("button", name="Keep my answers").click()
    page.get_by_text("Kept. Nothing is added before you say so.").wait_for()

    page.get_by_role("button", name="Apply the list").click()
    page.get_by_text("1 row has to be put right or left out first.").wait_for()
    page.get_by_label("Leave out the 1 row").check()
    page.get_by_role("button", name="Apply the list").click()
    page.get_by_role("heading", name="The list is being applied").wait_for()
    if scripts:
        check_axe(page)
    run_jobs()
    if not scripts:
        page.get_by_role("link", name="Look again").click()
    page.get_by_text("2 women were registered").wait_for()
    assert Participant.objects.count() == 3

    page.get_by_role("button", name="Take this list back").click()
    page.get_by_text("everything is as it was before this list").wait_for()
    assert Participant.objects.count() == 1


def test_columns_without_names_are_chosen_once_and_remembered(open_browser, place):
    page = open_browser()
    sign_in(page, staff(Role.FIELD, place, language="en"))
    headings = [*HEADINGS]
    headings[0], headings[13] = "اسم البنت", "شنو قالت"
    send(page, xlsx(headings, woman()))

    page.get_by_role("heading", name="What the columns mean").first.wait_for()
    check_axe(page)
    page.get_by_role("button", name="Look at the rows").click()
    page.get_by_role("alert").get_by_text("Say which column holds whether she agrees").wait_for()
    page.locator("#id_column_0").select_option("given")
    page.locator("#id_column_13").select_option("consent")
    page.get_by_role("button", name="Look at the rows").click()
    page.get_by_text("1 woman is added").wait_for()

    send(page, xlsx(headings, woman(given="زينب", phone="")))
    page.get_by_text("1 woman is added").wait_for()
    assert PeopleImport.objects.count() == 2


def test_what_is_no_spreadsheet_is_told_above_the_form(open_browser, place):
    page = open_browser()
    sign_in(page, staff(Role.FIELD, place, language="en"))
    send(page, b"\x89PNG\r\n\x1a\n" + bytes(range(256)))

    page.get_by_role("alert").get_by_text("cannot be read as a spreadsheet").wait_for()
    check_axe(page)


@pytest.mark.parametrize(("language", "phone"), [("ar", True), ("en", False)])
def test_pages_of_lists_are_accessible(open_browser, place, language, phone, shots):
    page = open_browser(phone=phone, language=language)
    officer = staff(Role.COORDINATOR, place, language=language)
    sign_in(page, officer)
    send(page, mixed(place))
    page.locator(".import-kinds").wait_for()
    here = page.url.split("?")[0]

    def look(name):
        shots(page, f"{language}-{name}")
        check_axe(page)
        wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        assert not wide, name

    for kind in ("wrong", "known", "new", "refused"):
        page.goto(f"{here}?show={kind}")
        look(kind)
    page.goto(f"{here}columns/")
    look("columns")
    page.goto("/people/lists/")
    look("lists")
    page.goto(here)
    page.locator("#leave_out").check()
    page.locator("button[value=apply]").click()
    page.locator("progress").wait_for()
    look("working")
    run_jobs()
    page.goto(here)
    look("applied")
    page.locator("button[form='take-back']").click()
    page.locator(".alert-success").wait_for()
    look("undone")
