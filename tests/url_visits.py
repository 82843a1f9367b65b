"""Ask for the addresses of the table, as everybody of its world; see `test_urls.py`.

The world is built once for a module, in a transaction around its tests.
"""

from __future__ import annotations

from copy import copy
from http.cookies import SimpleCookie

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.url_row import Row
from tests.url_world import World


def address_of(title: str) -> str:
    """The name of the address that a row is about."""
    return title.split(" ")[0]


@pytest.fixture(scope="module")
def built(built_once):
    return World()


@pytest.fixture
def world(built):
    """The world for one test: what is made for its address alone is gone with it."""
    return copy(built)


def path_of(title: str, row: Row, world: World) -> str:
    name, ids = address_of(title), row.ids(world)
    if name == "admin:-":  # Django gives the last address of its admin no name
        return reverse("admin:index") + ids["url"]
    return reverse(name, kwargs=ids) + row.query


@pytest.fixture(scope="module")
def ask(built):
    """Makes one request, of which nothing is kept; each person signs in once for all of them."""
    browser = Client()
    cookies = {None: SimpleCookie()}
    for person in built.people.values():
        browser.cookies = SimpleCookie()
        browser.force_login(person)
        cookies[person.pk] = browser.cookies

    def request(path: str, row: Row, user=None):
        browser.cookies = copy(cookies[user and user.pk])
        with transaction.atomic():
            response = getattr(browser, row.method)(path, row.data)
            transaction.set_rollback(True)
        return response

    return request
