"""Marking a class on a phone: taps, undo, keys, and what is there on opening again."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.classes import plan_excuse, sewing_class
from tests.browser.conftest import check_axe, sign_in
from tests.browser.test_today import look_at
from trainings.models import AttendanceEvent, Session


class Taps:
    """Counts every tap."""

    def __init__(self):
        self.count = 0

    def on(self, target):
        self.count += 1
        target.click()


def open_roster(page, world):
    page.goto(reverse("trainings:session_roster", args=[world.session.pk]))


def row(page, number):
    return page.locator("[data-row]").nth(number)


def mark(page, number, which):
    return row(page, number).locator(f".marks:not(.marks-inside) .mark-{which}")


def saved(page):
    """Wait until nothing waits on the phone any more."""
    expect(page.locator("[data-saved][data-state=idle]")).to_be_visible()
    expect(page.locator("[data-row][data-waiting]")).to_have_count(0)


def marks(session):
    return [line.mark for line in session.roster()]


def from_today(page, taps, world):
    page.goto("/today/")
    taps.on(page.locator(f'a[href*="{world.session.pk}"]').first)
    page.wait_for_url(f"**/sessions/{world.session.pk}/")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_sign_in_mark_a_class_undo_and_reopen(open_browser, language):
    world = sewing_class(language=language)
    page = open_browser(language=language)
    taps = Taps()

    sign_in(page, world.officer)
    from_today(page, taps, world)
    taps.on(page.locator("[data-remaining]"))
    saved(page)

    assert taps.count == 2
    assert marks(world.session) == ["present"] * 25
    assert page.locator("html").get_attribute("dir") == {"ar": "rtl", "en": "ltr"}[language]

    page.locator("[data-undo] button").click()
    saved(page)
    assert marks(world.session) == [None] * 25

    mark(page, 3, "absent").click()
    saved(page)
    page.reload()
    expect(mark(page, 3, "absent").locator("input")).to_be_checked()
    assert page.locator("[data-row] input:checked").count() == 1
    check_axe(page)


def test_two_absent_and_one_late_take_five_taps_and_eight_with_reasons(open_browser):
    world = sewing_class()
    page = open_browser()
    sign_in(page, world.officer)
    taps = Taps()

    from_today(page, taps, world)
    taps.on(mark(page, 0, "absent"))
    taps.on(mark(page, 1, "absent"))
    taps.on(mark(page, 2, "late"))
    taps.on(page.locator("[data-remaining]"))
    saved(page)
    assert taps.count == 5
    assert marks(world.session) == ["absent", "absent", "late"] + ["present"] * 22
    assert world.session.roster()[2].minutes_late == 10

    taps.on(row(page, 0).get_by_label("Illness"))
    taps.on(row(page, 1).get_by_label("Work"))
    taps.on(row(page, 2).get_by_role("radio", name="20"))
    saved(page)

    assert taps.count == 8
    first, second, third = world.session.roster()[:3]
    assert (first.reasons, second.reasons, third.minutes_late) == (["illness"], ["work"], 20)


def test_every_mark_is_big_enough_for_a_thumb(open_browser):
    world = sewing_class(people=3, dialogue=True)
    page = open_browser()
    sign_in(page, world.officer)
    open_roster(page, world)

    sides = page.locator(".mark").evaluate_all(
        "marks => marks.map((mark) => mark.getBoundingClientRect())"
        ".flatMap((box) => [box.width, box.height])"
    )

    assert len(sides) == 3 * 2 * 4 * 2
    assert min(sides) >= 48


def test_planned_excuse_is_an_outline_until_the_remaining_are_recorded(open_browser):
    world = sewing_class(people=5)
    expected = world.session.roster()[1].enrolment_id
    plan_excuse(next(one for one in world.enrolments if one.pk == expected), world.session)
    page = open_browser()
    sign_in(page, world.officer)

    open_roster(page, world)
    expect(page.locator("[data-count]")).to_have_text("Marked 0 of 5")
    button = page.get_by_role("button", name="Record 4 as present, 1 as excused as planned")
    button.click()
    saved(page)

    assert marks(world.session) == ["present", "excused", "present", "present", "present"]
    assert world.session.roster()[1].reasons == ["travel"]


def test_details_are_kept_when_another_detail_changes(open_browser):
    world = sewing_class(people=2)
    page = open_browser()
    sign_in(page, world.officer)
    open_roster(page, world)

    mark(page, 0, "late").click()
    row(page, 0).locator(".chip-more").click()
    row(page, 0).get_by_label("Note").fill("جاءت من كركوك")
    row(page, 0).get_by_label("Note").blur()
    row(page, 0).get_by_label("Left early, minutes").last.fill("١٥")
    row(page, 0).get_by_label("Left early, minutes").last.blur()
    saved(page)
    page.reload()
    row(page, 0).locator("legend a").click()
    row(page, 0).get_by_role("radio", name="20").first.click()
    saved(page)

    line = world.session.roster()[0]
    assert (line.minutes_late, line.left_early_minutes, line.note) == (20, 15, "جاءت من كركوك")
    check_axe(page)


def test_dialogue_beside_the_day_follows_until_it_is_touched(open_browser):
    world = sewing_class(people=2, dialogue=True)
    page = open_browser()
    sign_in(page, world.officer)
    open_roster(page, world)

    mark(page, 0, "absent").click()
    inside = row(page, 0).locator(".marks-inside")
    expect(inside.locator(".mark-absent input")).to_be_checked()
    inside.locator(".mark-present").click()
    mark(page, 0, "excused").click()
    mark(page, 1, "present").click()
    saved(page)

    assert marks(world.session) == ["excused", "present"]
    assert marks(world.child) == ["present", "present"]
    expect(inside.locator(".mark-present input")).to_be_checked()
    check_axe(page)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_details_of_a_dialogue_are_set_beside_the_day(open_browser, language):
    world = sewing_class(people=2, dialogue=True, language=language)
    page = open_browser(language=language)
    sign_in(page, world.officer)
    open_roster(page, world)
    inside = row(page, 0).locator(".marks-inside")

    mark(page, 0, "late").click()
    inside.locator(".mark-late").click()
    row(page, 0).locator("[name^=late][value='20']").check()
    saved(page)
    look_at(page, "roster-dialogue-details", language, phone=True)
    assert world.session.roster()[0].minutes_late == 10
    assert world.child.roster()[0].minutes_late == 20

    row(page, 0).locator("[name^=which][value=main]").check()
    row(page, 0).locator("[name^=late][value='5']").check()
    saved(page)
    page.reload()
    expect(row(page, 0).locator("[data-said]")).to_contain_text("5")
    expect(row(page, 0).locator("[data-inside]")).to_contain_text("20")
    assert world.session.roster()[0].minutes_late == 5
    assert world.child.roster()[0].minutes_late == 20


def test_dialogue_details_are_undone_cleared_and_have_a_history(open_browser):
    world = sewing_class(people=1, dialogue=True)
    page = open_browser()
    sign_in(page, world.officer)
    open_roster(page, world)
    inside = row(page, 0).locator(".marks-inside")
    mark(page, 0, "present").click()
    inside.locator(".mark-absent").click()
    row(page, 0).get_by_label("Illness").check()
    expect(row(page, 0).locator("[data-inside]")).to_contain_text("Illness")

    page.locator("[data-undo] button").click()
    expect(row(page, 0).locator("[data-inside]")).to_have_count(0)
    saved(page)
    assert (marks(world.session), marks(world.child)) == (["present"], ["absent"])

    row(page, 0).locator("legend a").click()
    row(page, 0).locator("[name^=which][value=inside]").check()
    expect(row(page, 0).get_by_role("link", name="History")).to_have_attribute(
        "href", f"../{world.child.pk}/rows/{world.enrolments[0].pk}/"
    )
    row(page, 0).get_by_role("button", name="Not recorded").click()
    saved(page)
    assert (marks(world.session), marks(world.child)) == (["present"], [None])


def test_roster_is_marked_with_keys_alone(open_browser):
    world = sewing_class(people=2)
    page = open_browser(phone=False)
    sign_in(page, world.officer)
    open_roster(page, world)

    mark(page, 0, "present").locator("input").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    saved(page)

    assert marks(world.session) == ["excused", None]
    assert AttendanceEvent.objects.count() == 1


def test_single_mark_is_undone_to_what_was_there(open_browser):
    world = sewing_class(people=1)
    page = open_browser()
    sign_in(page, world.officer)
    open_roster(page, world)

    mark(page, 0, "present").click()
    mark(page, 0, "absent").click()
    page.locator("[data-undo] button").click()
    saved(page)

    assert marks(world.session) == ["present"]
    expect(mark(page, 0, "present").locator("input")).to_be_checked()


def test_late_at_a_session_that_is_over_guesses_no_minutes(open_browser):
    world = sewing_class()
    begun = world.session.starts_at - timedelta(days=2)
    Session.objects.filter(pk=world.session.pk).update(
        starts_at=begun, ends_at=begun + timedelta(hours=3)
    )
    page = open_browser()
    sign_in(page, world.officer)
    open_roster(page, world)

    mark(page, 0, "late").click()
    saved(page)

    line = world.session.roster()[0]
    assert (line.mark, line.minutes_late) == ("late", None)
