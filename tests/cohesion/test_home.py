"""Where she lands after sign-in."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Grant
from accounts.roles import Role
from tests.factories import ProjectSiteFactory, staff

pytestmark = pytest.mark.django_db

HOME = reverse("home")


@pytest.mark.parametrize("role", Role)
def test_every_role_begins_with_a_page_of_its_own(client, role):
    client.force_login(staff(role, ProjectSiteFactory()))

    assert client.get(HOME, follow=True).redirect_chain


def test_who_has_no_role_any_more_is_told_so(client):
    user = staff(Role.FIELD, ProjectSiteFactory())
    today = timezone.localdate()
    Grant.objects.filter(user=user).update(from_on=today - timedelta(days=9), to_on=today)
    client.force_login(user)

    page = client.get(HOME)

    assert page.status_code == 200
    assert "You have no role here today" in page.content.decode()
