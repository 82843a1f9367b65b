"""No page offers somebody a link that the place behind it refuses her."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import Resolver404, resolve

from accounts.roles import Role
from tests.test_urls import OPEN_PAGES
from tests.url_row import Row
from tests.url_table import ROWS
from tests.url_visits import path_of
from tests.url_world import HERE

pytestmark = [pytest.mark.django_db, pytest.mark.long]

GET = Row("")
REFUSED = (403, 404, 410, 500)


class Links(HTMLParser):
    """Where a page can lead by a tap."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        href = dict(attrs).get("href") or ""
        if tag == "a" and href and not href.startswith("#"):
            self.found.append(href)


def links_of(path: str, page: str) -> list[str]:
    """Where the links of a page lead within the product."""
    links = Links()
    links.feed(page)
    urls = (urlsplit(urljoin(path, href)) for href in links.found)
    return [f"{url.path}?{url.query}" for url in urls if not (url.scheme or url.netloc)]


def name_of(link: str) -> str:
    """What an address of the product is called; empty for a file of its looks."""
    try:
        return resolve(link.partition("?")[0]).view_name
    except Resolver404:
        return ""


@pytest.mark.parametrize("role", Role)
def test_no_page_leads_her_to_where_she_may_not_go(role, world, ask):
    user = world.people[role, HERE]
    answers, refused = {}, set()
    for title in OPEN_PAGES:
        if role not in ROWS[title].opens_to.split() or role in ROWS[title].exceptions:
            continue
        path = path_of(title, ROWS[title], world)
        page = getattr(ask(path, ROWS[title], user), "content", b"").decode(errors="replace")
        for link in links_of(path, page):
            name = name_of(link)
            if name and link not in answers:
                answers[link] = ask(link, GET, user).status_code
            if answers.get(link) in REFUSED:
                refused.add(f"{title} leads to {name}: {answers[link]}")

    assert answers
    assert refused == set()
