"""A grant opens its places for its days, and nothing else."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from accounts.models import User
from accounts.roles import Permission, Role
from accounts.scopes import find_with_scope
from tests.factories import GrantFactory, ProjectSiteFactory, SiteFactory, UserFactory, staff

pytestmark = pytest.mark.django_db


def test_grant_at_a_project_opens_all_its_sites():
    here = ProjectSiteFactory()
    also_here = ProjectSiteFactory(project=here.project)
    ProjectSiteFactory(site=here.site)
    user = UserFactory()
    GrantFactory(user=user, role=Role.MANAGER, project=here.project)

    assert user.scope.roles == {"manager": frozenset({here.pk, also_here.pk})}


def test_grant_at_a_project_and_site_opens_that_pair_only():
    here = ProjectSiteFactory()
    ProjectSiteFactory(project=here.project)
    ProjectSiteFactory(site=here.site)

    assert staff(Role.FIELD, here).scope.project_sites == {here.pk}


def test_two_grants_do_not_open_pairs_that_nobody_granted():
    here, there = ProjectSiteFactory.create_batch(2)
    ProjectSiteFactory(project=here.project, site=there.site)
    user = staff(Role.FIELD, here)
    GrantFactory(user=user, role=Role.FIELD, project=there.project, site=there.site)

    assert user.scope.where(Permission.ATTENDANCE_RECORD) == {here.pk, there.pk}


@pytest.mark.parametrize(
    ("from_in_days", "to_in_days", "opens"),
    [(0, None, True), (0, 1, True), (-9, 0, False), (1, None, False)],
)
def test_grant_opens_from_its_first_day_until_before_its_last(from_in_days, to_in_days, opens):
    today = timezone.localdate()
    place = ProjectSiteFactory()
    user = UserFactory()
    GrantFactory(
        user=user,
        site=place.site,
        from_on=today + timedelta(days=from_in_days),
        to_on=None if to_in_days is None else today + timedelta(days=to_in_days),
    )

    assert (place.pk in user.scope.project_sites) is opens


def test_role_everywhere_is_held_before_there_is_any_site():
    assert staff(Role.SYSADMIN).may(Permission.SYSTEM_RUN)


def test_user_and_scope_are_one_query(django_assert_num_queries):
    user = staff(Role.FIELD, ProjectSiteFactory())

    with django_assert_num_queries(1):
        found = find_with_scope(user.pk)
        assert found.scope.project_sites


def test_grant_cannot_end_before_it_starts():
    with pytest.raises(IntegrityError, match="grant_ends_after_start"):
        GrantFactory(site=SiteFactory(), from_on=date(2026, 2, 2), to_on=date(2026, 2, 1))


def test_unknown_role_is_refused():
    with pytest.raises(IntegrityError, match="grant_role_known"):
        GrantFactory(role="director")


def test_user_name_is_taken_whatever_its_case():
    UserFactory(username="hanaa")

    with pytest.raises(IntegrityError, match="user_name_once"):
        User(username="Hanaa", full_name="هناء").save()
