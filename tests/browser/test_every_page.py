"""Every page on a phone: in Arabic axe looks, and in no language anything stands over."""

from __future__ import annotations

from collections import defaultdict

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import transaction

from accounts.models import User
from tests.browser.conftest import sign_in
from tests.url_table import ROWS
from tests.url_visits import address_of, path_of
from tests.url_world import HERE, World

pytestmark = pytest.mark.long

FILES = {
    "admin:jsi18n",
    "participants:import_errors",
    "participants:import_template",
    "trainings:session_sheet",
}
"""Addresses that answer with a file and not with a page."""

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPTIONS = {
    "runOnly": {"type": "tag", "values": RULES},
    "resultTypes": ["violations"],
    # Reading style sheets that import others, axe would add a style that the policy blocks.
    "preload": False,
}

OVER_THE_EDGE = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.querySelectorAll("body *")].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.width && (box.left < -1 || box.right > innerWidth + 1);
  }).slice(0, 3).map((one) => one.outerHTML.slice(0, 120))"""


def pages_by_role():
    """Each address once, with the first role that it opens to; None is nobody in particular."""
    found = defaultdict(list)
    for title, row in ROWS.items():
        if row.method != "get" or address_of(title) in FILES:
            continue
        if row.signed_out == 200:
            found[None].append(title)
        if row.opens_to and row.answer == 200:
            role = next(one for one in row.opens_to.split() if one not in row.exceptions)
            found[role].append(title)
    return found


def look(page, path, language):
    """What is wrong with a page, in a line for each; axe finds the same in every language."""
    answer = page.goto(path)
    if answer.status != 200:
        return [f"{path}: answers {answer.status}"]
    wrong = [f"{path}: over the edge: {one}" for one in page.evaluate(OVER_THE_EDGE)]
    if language != "ar":
        return wrong
    violations = Axe().run(page, options=OPTIONS).response["violations"]
    return wrong + [
        f"{path}: {violation['id']}: {node['html'][:160]}"
        for violation in violations
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("language", ["ar", "ckb", "tr-iq"])
def test_every_page_fits_a_phone_and_is_accessible(open_browser, language):
    pages = pages_by_role()
    with transaction.atomic():  # some truths are looked at when all of it is there
        world = World()
        paths = {
            title: path_of(title, ROWS[title], world)
            for titles in pages.values()
            for title in titles
        }
        User.objects.update(language=language)

    wrong = []
    for role, titles in pages.items():
        page = open_browser(language=language)
        if role:
            sign_in(page, world.people[role, HERE])
        for title in titles:
            wrong += look(page, paths[title], language)
        page.context.close()

    assert len(paths) > 100
    assert wrong == []
