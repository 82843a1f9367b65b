"""Places in the admin: a coordinator stays within her sites and governorates."""

from __future__ import annotations

import pytest
from django.urls import reverse

from accounts.roles import Role
from programmes.models import Holiday
from tests.factories import (
    GrantFactory,
    HolidayFactory,
    ProjectSiteFactory,
    RoomFactory,
    SiteFactory,
    staff,
)

pytestmark = pytest.mark.django_db
ELSEWHERE = "IQG15"


@pytest.fixture
def place():
    return ProjectSiteFactory()


@pytest.fixture
def coordinator(client, place):
    client.force_login(staff(Role.COORDINATOR, place))
    return client


def change(client, row, **form):
    name = f"admin:programmes_{row._meta.model_name}_change"
    return client.post(reverse(name, args=[row.pk]), form)


def test_coordinator_sees_and_fills_her_own_sites_only(coordinator, place):
    hers, other = RoomFactory(site=place.site), RoomFactory()

    listed = coordinator.get(reverse("admin:programmes_room_changelist"))
    forged = coordinator.post(
        reverse("admin:programmes_room_add"),
        {"site": str(other.site_id), "name_ar": "قاعة", "kind": "classroom"},
    )

    assert list(listed.context["cl"].result_list) == [hers]
    assert "site" in forged.context["adminform"].form.errors


def test_room_of_another_site_is_not_found(coordinator):
    other = RoomFactory(name_ar="قاعة")

    change(coordinator, other, site=other.site_id, name_ar="غيرها", kind="classroom")

    other.refresh_from_db()
    assert other.name_ar == "قاعة"


def test_room_does_not_move_to_another_site(client, place):
    second = ProjectSiteFactory(project=place.project)
    user = staff(Role.COORDINATOR, place)
    GrantFactory(user=user, role=Role.COORDINATOR, project=second.project, site=second.site)
    client.force_login(user)
    room = RoomFactory(site=place.site)

    change(client, room, site=second.site_id, name_ar="غيرها", kind="classroom")

    room.refresh_from_db()
    assert (room.site, room.name_ar) == (place.site, "غيرها")


def test_pair_of_project_and_site_stays(client, place):
    client.force_login(staff(Role.SYSADMIN))

    change(client, place, project=place.project_id, site=SiteFactory().pk)

    assert type(place).objects.get(pk=place.pk).site == place.site


def test_site_does_not_move_into_another_governorate(coordinator, place):
    site = place.site

    answer = change(
        coordinator,
        site,
        code=site.code,
        name_ar="م",
        area=ELSEWHERE,
        time_zone="Asia/Baghdad",
    )

    assert "area" in answer.context["adminform"].form.errors


def test_coordinator_adds_no_site(coordinator):
    assert coordinator.get(reverse("admin:programmes_site_add")).status_code == 403


@pytest.mark.parametrize("governorate", ["", ELSEWHERE])
def test_holiday_beyond_her_governorates_is_refused(coordinator, governorate):
    answer = coordinator.post(
        reverse("admin:programmes_holiday_add"),
        {"on_day": "2026-12-25", "governorate": governorate, "name_ar": "عيد"},
    )

    assert "governorate" in answer.context["adminform"].form.errors


def test_holiday_of_everybody_is_not_hers_to_delete(coordinator):
    holiday = HolidayFactory()

    coordinator.post(
        reverse("admin:programmes_holiday_changelist"),
        {"action": "delete_selected", "_selected_action": [holiday.pk], "post": "yes"},
    )

    assert Holiday.objects.filter(pk=holiday.pk).exists()


def test_forged_choice_gets_a_sentence(coordinator):
    answer = coordinator.post(
        reverse("admin:programmes_holiday_changelist"),
        {"action": "delete_selected", "_selected_action": ["nonsense"]},
        follow=True,
    )

    assert "cannot be read" in answer.content.decode()


def test_numbers_of_a_room_are_plain_text_fields(coordinator):
    page = coordinator.get(reverse("admin:programmes_room_add")).content.decode()

    assert 'type="number"' not in page


def test_time_zone_that_no_clock_knows_gets_a_sentence(client, place):
    client.force_login(staff(Role.SYSADMIN))
    site = place.site

    answer = change(
        client, site, code=site.code, name_ar="م", area=site.area_id, time_zone="Mars/Base"
    )

    assert "time_zone" in answer.context["adminform"].form.errors
