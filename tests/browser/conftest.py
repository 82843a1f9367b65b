"""A real browser on a real server: a phone, a desk, two languages, and no silent errors."""

from __future__ import annotations

import os
import re
import shutil

# Playwright keeps a loop running in the thread of the tests, which makes Django shy.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.arriving import PATIENCE, presses_arrive, tell_of_leaving
from tests.browser.seeds import keep_or_bring_back
from tests.factories import PASSWORD

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
SIGN_OFF_NETWORK = re.compile(
    r"net::ERR_|Failed to load resource: the server responded with a status of 4"
)
"""What the browser says of a network that a test took away, or of an answer that it asked for."""

presses_arrive()
expect.set_options(timeout=PATIENCE * 1000)


def pytest_collection_modifyitems(items):
    """Mark everything in this folder."""
    for item in items:
        if "tests/browser" in item.nodeid:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """The Chromium of the machine where one is named, otherwise Playwright's own."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    args = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    if os.name == "posix" and os.geteuid() == 0:
        args.append("--no-sandbox")
    found = {"executable_path": chromium} if chromium else {}
    return browser_type_launch_args | found | {"args": args}


@pytest.fixture(autouse=True)
def _what_migrations_brought(transactional_db):
    """Areas, consent texts and the catalogue are there, though the test before emptied them."""
    keep_or_bring_back()


@pytest.fixture
def open_browser(new_context, live_server):
    """Open one more browser: `open_browser(phone=True, scripts=True)` answers a page."""
    watched = []

    def make(*, phone=True, scripts=True, language="en"):
        context = new_context(
            base_url=live_server.url,
            viewport=PHONE if phone else DESK,
            has_touch=phone,
            java_script_enabled=scripts,
            locale={"ar": "ar-IQ"}.get(language, "en-GB"),
        )
        page = context.new_page()
        page.set_default_timeout(PATIENCE * 1000)
        tell_of_leaving(page, scripts=scripts)
        problems = watch(page)
        watched.append(problems)
        return page

    yield make

    assert [problem for problems in watched for problem in problems] == []


def watch(page):
    """Collect what the console complains about; a broken policy or script fails the test."""
    problems = []

    def heard(message):
        if message.type == "error" and not SIGN_OFF_NETWORK.search(message.text):
            problems.append(message.text)

    page.on("console", heard)
    page.on("pageerror", lambda error: problems.append(str(error)))
    return problems


def sign_in(page, user, *, password=PASSWORD):
    """Sign in as people do, and arrive where she lands."""
    page.goto("/sign-in/")
    page.locator("[name=login]").fill(user.username)
    page.locator("[name=password]").fill(password)
    page.locator(
        "form:has([name=password]) button[type=submit], form:has([name=password]) .btn-primary"
    ).first.click()
    page.wait_for_url(re.compile(r"^(?!.*/sign-in/)"))


def check_axe(page):
    """No violation of what axe can see."""
    results = Axe().run(page)
    found = [
        f"{violation['id']}: {node['html'][:160]}"
        for violation in results.response["violations"]
        for node in violation["nodes"]
    ]
    assert found == []


@pytest.fixture
def shots():
    """Keep pictures of pages in the folder that SHOTS names, for whoever looks at them."""
    folder = os.environ.get("SHOTS")

    def keep(page, name):
        if folder:
            page.screenshot(path=f"{folder}/{name}.png", full_page=True)

    return keep
