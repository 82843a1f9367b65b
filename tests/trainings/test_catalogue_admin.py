"""Catalogue and places in the admin: a draft grows, a published version is frozen."""

from __future__ import annotations

import pytest
from django.urls import reverse

from accounts.roles import Role
from tests.factories import (
    CourseVersionFactory,
    ModuleFactory,
    ProjectSiteFactory,
    RoomFactory,
    SiteFactory,
    staff,
)
from trainings.models import Course, CourseVersion, Module

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin_of_catalogue(client):
    client.force_login(staff(Role.CATALOGUE))
    return client


def act(client, action, version):
    return client.post(
        reverse("admin:trainings_courseversion_changelist"),
        {"action": action, "_selected_action": [str(version.pk)]},
        follow=True,
    )


def as_form(version, **changed):
    """What the page of a version posts, with one new module."""
    return {
        "course": version.course_id,
        "number": version.number,
        "capacity": 20,
        "completion_percent": 80,
        "balance_percent": 40,
        "reasons_policy": "optional",
        "prerequisite": "",
        "modules-TOTAL_FORMS": 1,
        "modules-INITIAL_FORMS": 0,
        "modules-0-version": version.pk,
        "modules-0-number": 1,
        "modules-0-kind": "practical",
        "modules-0-minutes": 180,
        "modules-0-topic_ar": "القص",
    } | changed


def change(client, version, **changed):
    url = reverse("admin:trainings_courseversion_change", args=[version.pk])
    return client.post(url, as_form(version, **changed), follow=True)


def test_course_version_and_module_are_made_and_published(admin_of_catalogue):
    admin_of_catalogue.post(
        reverse("admin:trainings_course_add"), {"code": "hats", "title_ar": "القبعات"}
    )
    version = CourseVersionFactory(course=Course.objects.get(code="hats"))

    change(admin_of_catalogue, version)
    act(admin_of_catalogue, "publish", version)

    version.refresh_from_db()
    assert version.state == CourseVersion.State.PUBLISHED
    assert [module.topic_ar for module in version.modules.all()] == ["القص"]


def test_version_without_modules_is_not_published(admin_of_catalogue):
    version = CourseVersionFactory()

    act(admin_of_catalogue, "publish", version)

    version.refresh_from_db()
    assert version.state == CourseVersion.State.DRAFT


def test_published_version_is_frozen(admin_of_catalogue):
    version = ModuleFactory().version
    act(admin_of_catalogue, "publish", version)

    answer = change(admin_of_catalogue, version, capacity=7)

    version.refresh_from_db()
    assert answer.status_code == 403
    assert version.capacity != 7
    assert version.modules.count() == 1


def test_new_draft_copies_modules_and_what_lies_inside_them(admin_of_catalogue):
    day = ModuleFactory()
    ModuleFactory(
        version=day.version, kind="dialogue", minutes=45, inside=day, starts_after_minutes=90
    )
    act(admin_of_catalogue, "publish", day.version)

    act(admin_of_catalogue, "draft_from", day.version)

    draft = CourseVersion.objects.get(course=day.version.course, state="draft")
    assert draft.number == day.version.number + 1
    assert draft.modules.count() == 2
    assert draft.modules.get(kind="dialogue").inside.version == draft
    assert Module.objects.filter(version=day.version).count() == 2


def test_page_of_a_published_version_says_that_it_is_frozen(admin_of_catalogue):
    version = CourseVersion.objects.get(course__code="sewing")
    url = reverse("admin:trainings_courseversion_change", args=[version.pk])

    answer = admin_of_catalogue.get(url, headers={"accept-language": "en"})

    assert "A published version is frozen" in answer.content.decode()
    assert b'name="_save"' not in answer.content


def test_dialogue_inside_a_dialogue_is_not_published(admin_of_catalogue):
    day = ModuleFactory()
    inside = {"version": day.version, "starts_after_minutes": 0, "minutes": 45}
    ModuleFactory(inside=ModuleFactory(inside=day, **inside), **inside)

    act(admin_of_catalogue, "publish", day.version)

    day.version.refresh_from_db()
    assert day.version.state == CourseVersion.State.DRAFT


@pytest.mark.parametrize(
    "wrong",
    [
        {"modules-0-minutes": 2},
        {"modules-0-minutes": "many"},
        {"capacity": 0},
        {"balance_percent": 90},
        {"modules-0-topic_ar": "x" * 10_000},
    ],
)
def test_wrong_entries_get_a_sentence(admin_of_catalogue, wrong):
    version = CourseVersionFactory()

    answer = change(admin_of_catalogue, version, **wrong)

    assert answer.status_code == 200
    assert answer.context["errors"]
    assert not version.modules.exists()


def test_coordinator_sees_and_fills_her_own_sites_only(client):
    place = ProjectSiteFactory()
    hers, other = RoomFactory(site=place.site), RoomFactory()
    client.force_login(staff(Role.COORDINATOR, place))

    listed = client.get(reverse("admin:programmes_room_changelist"))
    forged = client.post(
        reverse("admin:programmes_room_add"),
        {"site": str(other.site_id), "name_ar": "قاعة", "kind": "classroom"},
    )

    assert list(listed.context["cl"].result_list) == [hers]
    assert "site" in forged.context["adminform"].form.errors


def test_time_zone_that_no_clock_knows_gets_a_sentence(client):
    site = SiteFactory()
    client.force_login(staff(Role.SYSADMIN))

    answer = client.post(
        reverse("admin:programmes_site_change", args=[site.pk]),
        {"code": site.code, "name_ar": "م", "area": site.area_id, "time_zone": "Mars/Base"},
    )

    assert "time_zone" in answer.context["adminform"].form.errors
