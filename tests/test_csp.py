"""Every page comes with a strict policy, and holds nothing that the policy would block."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from django.test import Client

from tests.test_urls import OPEN_PAGES, ROWS
from tests.url_visits import path_of
from tests.url_world import HERE

pytestmark = pytest.mark.django_db


class Inline(HTMLParser):
    """What would run or dress a page from inside it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        is_data = given.get("type") == "application/json"
        if tag == "style" or (tag == "script" and not given.get("src") and not is_data):
            self.found.append(f"<{tag}>")
        self.found += [name for name in given if name == "style" or name.startswith("on")]
        for name in ("href", "src", "action", "formaction"):
            value = given.get(name) or ""
            if value.lower().startswith(("javascript:", "http:", "https:", "//")):
                self.found.append(f"{name}={value}")


def assert_is_strict(response):
    policy = dict(
        directive.strip().split(" ", 1)
        for directive in response["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == policy["object-src"] == policy["base-uri"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in response["Content-Security-Policy"]
    if response["Content-Type"].startswith("text/"):
        inline = Inline()
        inline.feed(response.content.decode())
        assert inline.found == []


@pytest.mark.parametrize("title", OPEN_PAGES)
def test_page_holds_nothing_inline(title, world, ask):
    row = ROWS[title]
    roles = row.opens_to.split() or [None]

    response = ask(path_of(title, row, world), row, world.people.get((roles[0], HERE)))

    assert_is_strict(response)


@pytest.mark.parametrize("path", ["/nothing-here/", "/sign-in/", "/safe/", "/language/"])
def test_pages_before_sign_in_and_errors_hold_nothing_inline(path):
    assert_is_strict(Client().get(path))


def test_refused_form_holds_nothing_inline():
    assert_is_strict(Client(enforce_csrf_checks=True).post("/sign-in/"))


def test_page_of_a_broken_view_holds_nothing_inline(monkeypatch, settings):
    monkeypatch.setattr("cohesion.views.report_card.read_contacts", lambda written: 1 / 0)

    response = Client(raise_request_exception=False).get("/safe/")

    assert response.status_code == 500
    assert_is_strict(response)
