"""Carers with their papers, who is in the room, and the table of adults and children."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from childcare.models import Carer, RatioBand, Shift
from tests.childcare.factories import CarerFactory, ShiftFactory
from tests.factories import ProjectSiteFactory, staff

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def place():
    return ProjectSiteFactory()


@pytest.fixture
def coordinator(client, place):
    client.force_login(staff(Role.COORDINATOR, place))
    return client


def papers(place, **said):
    day = f"{TODAY:%d/%m/%Y}"
    form = {"place": place.pk, "name": "ريتا توما", "cleared_on": day, "code_signed_on": day}
    return form | said


def test_carer_with_papers_is_put_on_the_list(coordinator, place):
    coordinator.post(reverse("childcare:carers"), papers(place))

    carer = Carer.objects.get()
    assert (carer.project_site, carer.is_cleared_on(TODAY)) == (place, True)


@pytest.mark.parametrize(
    "said",
    [
        {"name": ""},
        {"name": "ن" * 10_000},
        {"cleared_on": "no"},
        {"cleared_on": "", "cleared_until": f"{TODAY:%d/%m/%Y}"},
        {"cleared_until": f"{TODAY - timedelta(days=1):%d/%m/%Y}"},
        {"user": "01900000-0000-7000-8000-000000000000"},
    ],
    ids=lambda said: str(said)[:40],
)
def test_papers_that_contradict_are_answered_and_not_kept(coordinator, place, said):
    answer = coordinator.post(reverse("childcare:carers"), papers(place, **said))

    assert answer.status_code == 200
    assert not Carer.objects.exists()


def test_place_of_somebody_else_is_not_found(coordinator):
    elsewhere = ProjectSiteFactory()

    assert coordinator.post(reverse("childcare:carers"), papers(elsewhere)).status_code == 404


def test_same_sign_in_is_on_the_list_once(coordinator, place):
    worker = staff(Role.CHILDCARE, place)
    form = papers(place, user=str(worker.pk))

    for _ in range(2):
        page = coordinator.post(reverse("childcare:carers"), form, follow=True).content.decode()

    assert Carer.objects.count() == 1
    assert "She is on this list already" in page


def room(client, carer, which="in"):
    url = reverse("childcare:carer_room", args=[carer.pk])
    return client.post(url, {"room": which}, follow=True).content.decode()


def test_carer_is_counted_once_from_the_first_tap_to_the_last(coordinator, place):
    carer = CarerFactory(project_site=place)

    for which in ("in", "in", "out", "out"):
        room(coordinator, carer, which)

    assert [shift.out_at is not None for shift in Shift.objects.all()] == [True]


@pytest.mark.parametrize(
    "papers",
    [
        {"cleared_on": None},
        {"code_signed_on": None},
        {"cleared_until": TODAY - timedelta(days=1)},
    ],
)
def test_carer_without_valid_papers_is_not_counted(coordinator, place, papers):
    carer = CarerFactory(project_site=place, **papers)

    page = room(coordinator, carer)

    assert "a valid clearance and the signed code are missing" in page
    assert not Shift.objects.exists()


def test_carer_whose_papers_end_or_who_leaves_is_out_of_the_room(coordinator, place):
    for form in (papers(place, code_signed_on=""), {"end": "1"}):
        carer = CarerFactory(project_site=place)
        shift = ShiftFactory(carer=carer)

        coordinator.post(reverse("childcare:carer_change", args=[carer.pk]), form)

        shift.refresh_from_db()
        assert shift.out_at


def bands(*rows):
    names = ("from_years", "children", "area_m2")
    return {
        f"b{number}-{name}": value
        for number, row in enumerate(rows)
        for name, value in zip(names, row, strict=True)
    }


def test_place_sets_its_own_table_and_takes_it_back(coordinator, place):
    url = reverse("childcare:bands")

    coordinator.post(url, {"place": place.pk} | bands(("٠", "٢", "٣٫٥"), ("3", "6", "2,5")))
    assert sorted(RatioBand.objects.values_list("from_years", "children", "area_m2")) == [
        (0, 2, 3.5),
        (3, 6, 2.5),
    ]

    coordinator.post(url, {"place": place.pk, "shipped": "1"})
    assert not RatioBand.objects.exists()


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "Write at least one band."),
        ([("0", "3", ""), ("0", "4", "")], "Two bands begin at the same age."),
        ([("0", "", "")], "Write both the age and how many children."),
        ([("0", "0", "")], ""),
        ([("99", "3", "")], ""),
        ([("0", "3", "NaN")], "Write a number from 0 to 30"),
        ([("0", "3", "1e9999")], "Write a number from 0 to 30"),
        ([("x" * 10_000, "3", "1")], ""),
    ],
    ids=lambda said: str(said)[:40],
)
def test_table_that_makes_no_sense_is_answered_and_not_kept(coordinator, place, rows, words):
    answer = coordinator.post(reverse("childcare:bands"), {"place": place.pk} | bands(*rows))

    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not RatioBand.objects.exists()
