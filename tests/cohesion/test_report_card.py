"""How to complain or report is one step away, wherever she is."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from tests.factories import staff

pytestmark = pytest.mark.django_db

CARD = f'href="{reverse("report_card")}"'


@pytest.mark.parametrize("role", Role)
def test_first_page_of_every_role_leads_to_the_card(client, role):
    client.force_login(staff(role))

    assert CARD in client.get("/", follow=True).content.decode()


@pytest.mark.parametrize("path", ["/sign-in/", "/nothing-here/"])
def test_page_before_sign_in_leads_to_the_card(client, path):
    assert CARD in client.get(path, follow=True).content.decode()


@pytest.mark.parametrize("path", ["/admin/", "/admin/trainings/course/", "/admin/programmes/room/"])
def test_page_of_the_admin_leads_to_the_card(client, path):
    client.force_login(staff(Role.SYSADMIN))

    assert CARD in client.get(path).content.decode()


def test_card_stands_in_each_language(client):
    page = client.get(reverse("report_card")).content.decode()

    assert [code for code in ("ar", "ckb", "en", "tr") if f'lang="{code}' not in page] == []
