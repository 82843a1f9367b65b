"""What a roster costs on a bad line, in bytes and requests."""

import gzip

from tests.browser.classes import sewing_class
from tests.browser.conftest import sign_in
from tests.browser.test_roster_marking import mark, marks, open_roster, saved

KB = 1024


def packed(response):
    """The bytes of a body as a server that compresses sends it."""
    return len(gzip.compress(response.body(), 6))


def watch_answers(page):
    answers = []
    page.on("response", lambda answer: answers.append(answer))
    return answers


def test_first_visit_and_opening_again_stay_light(open_browser):
    world = sewing_class()
    door, page = open_browser(), open_browser()
    sign_in(door, world.officer)
    # With nothing in the cache, not even what the sign-in page brought.
    page.context.add_cookies(door.context.cookies())
    answers = watch_answers(page)

    open_roster(page, world)
    page.wait_for_load_state("networkidle")

    assert len(answers) <= 8
    assert sum(packed(answer) for answer in answers) <= 60 * KB
    assert packed(answers[0]) <= 6 * KB


def test_one_mark_and_a_whole_class_are_small(open_browser):
    world = sewing_class()
    page = open_browser()
    sign_in(page, world.officer)
    open_roster(page, world)
    answers = watch_answers(page)

    mark(page, 0, "late").click()
    saved(page)
    page.locator("[data-remaining]").click()
    saved(page)

    one, many = [answer for answer in answers if "sync" in answer.url]
    assert len(one.request.post_data) <= 400
    assert len(one.body()) <= 400
    assert len(many.request.post_data) <= 5 * KB
    assert packed(many) <= 1 * KB


def test_undo_of_a_whole_class_is_small(open_browser):
    world = sewing_class()
    page = open_browser()
    sign_in(page, world.officer)
    open_roster(page, world)
    page.locator("[data-remaining]").click()
    saved(page)
    answers = watch_answers(page)

    page.locator("[data-undo] button").click()
    saved(page)

    [undone] = [answer for answer in answers if "sync" in answer.url]
    assert marks(world.session) == [None] * 25
    assert len(undone.request.post_data) <= 6 * KB
    assert packed(undone) <= 1 * KB
