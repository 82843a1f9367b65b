"""Every address, for every role, here and elsewhere, against a table; see `url_table.py`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.db.models import Q
from django.urls import URLPattern, URLResolver, get_resolver

from accounts import visibility
from accounts.roles import Role
from tests.url_row import DOOR, Row
from tests.url_table import ROWS
from tests.url_visits import address_of, path_of
from tests.url_world import FATHER, GIVEN, HERE, OTHER_PROJECT, OTHER_SITE, PHONE, PLACES

pytestmark = pytest.mark.django_db


def addresses(
    patterns: list[URLPattern | URLResolver], room: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    """The name of every address; one without a name is called `-`."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inside = f"{room}{pattern.namespace}:" if pattern.namespace else room
            yield from addresses(pattern.url_patterns, inside)
        else:
            yield f"{room}{pattern.name or '-'}", pattern


NAMES = [name for name, _ in addresses(get_resolver().url_patterns)]


def test_every_address_has_a_row():
    assert sorted(set(NAMES) - {address_of(title) for title in ROWS}) == []


def test_every_row_is_about_an_address():
    assert sorted({address_of(title) for title in ROWS} - set(NAMES)) == []


def test_rows_name_roles_that_exist():
    named = {role for row in ROWS.values() for role in (*row.opens_to.split(), *row.exceptions)}

    assert named <= set(Role.values)


def expected(row: Row) -> dict[str, int | str]:
    """What the table says, spelled out for every role and place."""
    told: dict[str, int | str] = {"signed out": row.signed_out}
    for role in Role.values:
        opens = role in row.opens_to.split()
        here = row.exceptions.get(role, row.answer)
        for where in PLACES:
            told[f"{role} {where}"] = (
                row.others
                if not opens
                else here
                if where == HERE
                or row.elsewhere is None
                or role in row.sees_all.split()
                or (row.by_site and where == OTHER_PROJECT)
                or (row.by_project and where == OTHER_SITE)
                else row.elsewhere
            )
    return told


def status(response) -> int | str:
    is_door = response.status_code == 302 and response["Location"].startswith("/sign-in/?next=")
    return DOOR if is_door else response.status_code


@pytest.mark.parametrize("title", ROWS)
def test_address_opens_to_whom_the_table_says(title, world, ask):
    row = ROWS[title]
    path = path_of(title, row, world)

    found = {"signed out": status(ask(path, row))}
    for (role, where), user in world.people.items():
        found[f"{role} {where}"] = status(ask(path, row, user))

    assert found == expected(row)


RECORDS = [title for title, row in ROWS.items() if row.elsewhere == 404]


@pytest.mark.parametrize("title", RECORDS)
def test_database_hides_what_a_view_forgot_to(title, world, ask, monkeypatch):
    """With the scope of every question switched off, another site's record is still not found."""
    for key in visibility.registered():
        monkeypatch.setitem(visibility._rules, key, lambda scope: Q())
    row = ROWS[title]
    path = path_of(title, row, world)

    found = {
        f"{role} {where}": status(ask(path, row, user))
        for (role, where), user in world.people.items()
        if role in row.opens_to.split() and role not in row.sees_all.split() and where != HERE
        if not (row.by_site and where == OTHER_PROJECT)
        if not (row.by_project and where == OTHER_SITE)
    }

    assert found == dict.fromkeys(found, 404)
    assert found


class Addresses(HTMLParser):
    """Where a page can lead, and the fields that a form would put into an address."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[str] = []
        self.fields: list[str] = []
        self.form_gets = False

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.urls += [given[name] for name in ("href", "src", "action") if given.get(name)]
        if tag == "form":
            self.form_gets = (given.get("method") or "get").lower() == "get"
        is_text = tag == "input" and given.get("type", "text") in ("text", "search", "tel")
        if is_text and self.form_gets:
            self.fields.append(given.get("name", ""))

    def handle_endtag(self, tag):
        self.form_gets = self.form_gets and tag != "form"


IN_ADDRESSES = {"q"}
"""What a form may put into an address: the admin's search in the catalogue and places."""

OPEN_PAGES = [title for title, row in ROWS.items() if row.method == "get" and row.answer == 200]


@pytest.mark.parametrize("title", [title for title in OPEN_PAGES if ROWS[title].opens_to])
def test_no_address_on_a_page_holds_a_name_or_a_phone(title, world, ask):
    row = ROWS[title]
    role = row.opens_to.split()[0]
    response = ask(path_of(title, row, world), row, world.people[role, HERE])
    found = Addresses()
    # A PDF is no page, and has none; a file that is streamed is none either.
    found.feed(getattr(response, "content", b"").decode(errors="replace"))

    personal = re.compile("|".join(map(re.escape, (GIVEN, FATHER, PHONE, PHONE[-9:]))))
    in_urls = [url for url in found.urls if personal.search(url) and not url.startswith("tel:")]
    assert in_urls == []
    allowed = IN_ADDRESSES if title.startswith("admin:") else set()
    assert set(found.fields) <= allowed
