"""Nothing that was tapped is lost: no network, a closed page, a colleague, no script."""

import json

import pytest
from playwright.sync_api import expect

from accounts.roles import Role
from core.models import Installation
from tests.browser.classes import sewing_class
from tests.browser.conftest import sign_in
from tests.browser.test_roster_marking import mark, marks, open_roster, row, saved
from tests.browser.test_today import look_at
from tests.factories import staff
from trainings.models import AttendanceEvent, Disagreement

SYNC = "**/attendance/sync/"


def waiting(page):
    return page.evaluate(
        "Object.keys(localStorage).filter((key) => key.startsWith('cohesion.waiting.')).length"
    )


def test_marks_made_without_network_survive_a_reload_and_are_sent_later(open_browser):
    world = sewing_class(people=3)
    page = open_browser()
    sign_in(page, world.officer)
    open_roster(page, world)

    page.route(SYNC, lambda route: route.abort())
    mark(page, 0, "present").click()
    mark(page, 1, "absent").click()
    expect(page.locator("[data-saved]")).to_contain_text("Not saved yet: 2 wait on this phone")
    assert marks(world.session) == [None, None, None]
    # As it goes, the page tries once more, past what is in the way here; its answer is lost.
    page.reload()
    expect(mark(page, 1, "absent").locator("input")).to_be_checked()
    page.unroute(SYNC)
    page.evaluate("dispatchEvent(new Event('online'))")
    saved(page)

    assert marks(world.session) == ["present", "absent", None]


def test_lost_answer_is_asked_for_again_and_counts_once(open_browser):
    world = sewing_class(people=1)
    page = open_browser()
    sign_in(page, world.officer)
    open_roster(page, world)

    def lose_the_answer(route):
        route.fetch()
        route.abort()

    page.route(SYNC, lose_the_answer, times=1)
    mark(page, 0, "present").click()
    expect(page.locator("[data-saved]")).to_contain_text("Not saved yet")
    page.evaluate("dispatchEvent(new Event('online'))")
    saved(page)

    assert AttendanceEvent.objects.count() == 1
    assert marks(world.session) == ["present"]


def test_signed_out_keeps_the_marks_until_she_signs_in_again(open_browser):
    world = sewing_class(people=1)
    page = open_browser()
    sign_in(page, world.officer)
    open_roster(page, world)

    cookies = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    mark(page, 0, "late").click()
    expect(page.locator("[data-saved]")).to_contain_text("You are signed out")
    assert waiting(page) == 1
    page.context.add_cookies(cookies)
    page.reload()
    saved(page)

    assert marks(world.session) == ["late"]


def test_marks_of_a_colleague_wait_for_her_and_are_never_sent_in_another_name(open_browser):
    world = sewing_class(people=2)
    colleague = staff(Role.FIELD, world.session.project_site)
    page = open_browser()
    sign_in(page, world.officer)
    open_roster(page, world)
    page.route(SYNC, lambda route: route.abort())
    mark(page, 0, "present").click()
    expect(page.locator("[data-saved]")).to_contain_text("Not saved yet")

    page.context.clear_cookies()
    page.unroute(SYNC)
    sign_in(page, colleague)
    open_roster(page, world)
    others = "Marks of a colleague that wait here until she signs in: 1"
    expect(page.locator("[data-sent]")).to_contain_text(others)
    mark(page, 1, "absent").click()
    saved(page)
    assert marks(world.session) == [None, "absent"]

    page.context.clear_cookies()
    sign_in(page, world.officer)
    open_roster(page, world)
    saved(page)
    assert marks(world.session) == ["present", "absent"]
    authors = AttendanceEvent.objects.order_by("position").values_list("author", flat=True)
    assert list(authors) == [colleague.pk, world.officer.pk]


def test_server_that_was_restored_is_offered_the_marks_again(open_browser):
    world = sewing_class(people=2)
    page = open_browser()
    sign_in(page, world.officer)
    open_roster(page, world)
    mark(page, 0, "present").click()
    saved(page)

    page.evaluate(
        "(log) => localStorage.setItem('cohesion.log', JSON.stringify(log))",
        {"restore_id": "before", "log_position": 9},
    )
    bodies = []
    page.on("request", lambda request: "sync" in request.url and bodies.append(request.post_data))
    with page.expect_response(lambda answer: '"present"' in (answer.request.post_data or "")):
        mark(page, 1, "late").click()
    saved(page)

    offered = [event["mark"] for body in bodies for event in json.loads(body)["events"]]
    assert offered == ["late", "present"]
    assert AttendanceEvent.objects.count() == 2


@pytest.mark.parametrize("language", ["ar", "en"])
def test_two_browsers_on_one_roster_disagree_in_sight(open_browser, language):
    world = sewing_class(people=2, language=language)
    colleague = staff(Role.FIELD, world.session.project_site, language=language)
    hers, other = open_browser(language=language), open_browser(language=language)
    for page, user in ((hers, world.officer), (other, colleague)):
        sign_in(page, user)
        open_roster(page, world)

    mark(hers, 0, "absent").click()
    saved(hers)
    mark(other, 0, "present").click()
    saved(other)

    hers_now = mark(other, 0, "present").locator("span").inner_text()
    expect(row(other, 0).locator("[data-told]")).to_contain_text(hers_now)
    assert Disagreement.objects.filter(settled_at=None).count() == 1
    hers.reload()
    both = row(hers, 0).locator("[data-disagree]")
    expect(both).to_contain_text(str(world.officer))
    expect(both).to_contain_text(str(colleague))
    expect(mark(hers, 0, "present").locator("input")).to_be_checked()
    look_at(hers, "roster-disagree", language, phone=True)


def test_bulk_never_overwrites_what_a_colleague_marked_meanwhile(open_browser):
    world = sewing_class(people=3)
    colleague = staff(Role.FIELD, world.session.project_site)
    hers, other = open_browser(), open_browser()
    for page, user in ((hers, world.officer), (other, colleague)):
        sign_in(page, user)
        open_roster(page, world)

    mark(other, 1, "absent").click()
    saved(other)
    hers.locator("[data-remaining]").click()
    saved(hers)

    assert marks(world.session) == ["present", "absent", "present"]
    expect(mark(hers, 1, "absent").locator("input")).to_be_checked()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_roster_without_script_is_a_form(open_browser, language):
    world = sewing_class(people=4, language=language)
    page = open_browser(scripts=False, language=language)
    sign_in(page, world.officer)
    open_roster(page, world)
    undo = page.locator("form.undo button")

    mark(page, 2, "absent").click()
    page.locator("[data-remaining]").click()
    expect(undo).to_be_visible()
    assert marks(world.session) == ["present", "present", "absent", "present"]
    undo.click()
    expect(page.locator("[data-row] input:checked")).to_have_count(0)
    assert marks(world.session) == [None] * 4
    mark(page, 0, "late").click()
    page.locator("[data-plain]").click()
    expect(undo).to_be_visible()
    assert marks(world.session) == ["late", None, None, None]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    row(page, 1).locator("legend a").click()
    page.locator("[name=mark][value=absent]").check(force=True)
    page.locator(".chip:has([name=reasons][value=illness])").click()
    page.locator("form:has([name=mark]) .btn-primary").click()
    expect(undo).to_be_visible()

    line = world.session.roster()[1]
    assert (line.mark, line.reasons) == ("absent", ["illness"])
    assert Installation.objects.count() == 1
