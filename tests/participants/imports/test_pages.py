"""The pages of lists: what they ask, what they tell, and to whom."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from accounts.roles import Role
from core.models import Installation
from core.scoping import scope
from participants.models import Participant, PeopleImport
from participants.services.imports import check
from participants.sheets.reading import read_lines
from tests.factories import ParticipantFactory, PeopleImportFactory, staff
from tests.participants.imports.conftest import outcomes
from tests.participants.sheets import files
from tests.participants.sheets.files import registration, woman
from tests.working import run_jobs, waiting

pytestmark = pytest.mark.django_db

LISTS = "/people/lists/"


@pytest.fixture
def signed_in(client, officer):
    client.force_login(officer)
    return client


def upload(client, place, data, name="list.xlsx"):
    return client.post(
        LISTS, {"place": place.pk, "file": SimpleUploadedFile(name, data)}, follow=True
    )


def page_of(client, imported, **query):
    return client.get(imported.get_absolute_url(), query).content.decode()


@pytest.mark.parametrize("women", [1, 40])
@pytest.mark.parametrize("kind", ["known", "new"])
def test_query_count_does_not_grow_with_the_rows(
    signed_in, lists, place, women, kind, django_assert_num_queries
):
    names = [f"ا{'بتثجحخدذرزسشصضطظعغفق'[n % 20]}{'كلمنهويب'[n // 20]}ن" for n in range(women)]
    # Years apart, so that no two of them look like one woman.
    rows = [
        woman(given=name, phone=f"0770 123 {n:04}", born=str(1928 + 2 * n))
        for n, name in enumerate(names)
    ]
    if kind == "known":
        for number in range(women):
            ParticipantFactory(
                given=names[number],
                father="محمد",
                phone=f"+964770123{number:04}",
                project_sites=[place.pk],
            )
    imported = lists.send(*rows)
    assert outcomes(imported) == {kind: women}

    Installation.get()
    # Session, user, scope, list, counts, rows with their number, demo or not; who is known.
    with django_assert_num_queries(9 if kind == "known" else 8):
        page = page_of(signed_in, imported)

    assert page.count('<li class="card card-body">') == women


def test_long_list_is_checked_by_a_job(signed_in, place, monkeypatch):
    monkeypatch.setattr(check, "MOST_AT_ONCE", 3)
    answer = upload(signed_in, place, registration(woman(), woman(given="زينب", phone="")))
    assert "The rows are being looked at" in answer.content.decode()
    assert [name for name, _ids in waiting()] == ["participants.check_import"]

    run_jobs()

    assert "2 women are added" in page_of(signed_in, PeopleImport.objects.get())


def test_second_upload_leads_to_the_first(signed_in, place):
    data = registration(woman())
    upload(signed_in, place, data)
    again = upload(signed_in, place, data)

    assert "This very file was sent already" in again.content.decode()
    assert PeopleImport.objects.count() == 1


@pytest.mark.parametrize("name", ["bomb", "lying_bomb", "far_cell", "many_parts"])
def test_hostile_file_is_told_and_leaves_nothing(signed_in, place, name):
    answer = upload(signed_in, place, getattr(files, name)())

    assert answer.status_code == 200
    assert 'role="alert"' in answer.content.decode()
    assert not PeopleImport.objects.exists()


def test_several_whom_a_row_looks_like_are_shown_and_one_is_chosen(signed_in, lists, place):
    name = {"given": "ئاوات", "father": "محمد", "project_sites": [place.pk]}
    born = {"born_on": date(1968, 4, 17), "born_precision": "day"}
    first = ParticipantFactory(**name, **born, phone="+9647909375836")
    second = ParticipantFactory(**name, phone="+9647909375836")
    imported = lists.send(woman())
    page = signed_in.get(imported.get_absolute_url()).content.decode()
    row = imported.rows.get(outcome="known").number

    signed_in.post(
        reverse("participants:import_apply", args=[imported.pk]),
        {f"choice_{row}": str(second.pk), "then": "keep"},
    )

    assert str(first.pk) in page
    assert str(second.pk) in page
    assert page.count("same phone") == 2
    assert "The woman of number 2" in page
    after = signed_in.get(imported.get_absolute_url()).content.decode()
    assert re.search(rf'value="{second.pk}" checked', after)


def test_phone_of_who_is_known_is_masked(signed_in, lists, place):
    ParticipantFactory(
        given="ئاوات", father="محمد", phone="+9647909375836", project_sites=[place.pk]
    )

    page = page_of(signed_in, lists.send(woman()), show="known")

    assert "•••• ••• ••36" in page
    assert "9375836" not in page


def test_community_is_on_no_page(signed_in, lists):
    imported = lists.send(woman(), woman(given="12", ethnicity="كرد"))

    for path in ("", "columns/"):
        page = signed_in.get(f"{imported.get_absolute_url()}{path}").content.decode()
        assert "كرد " not in page
        assert "<bdi>كرد</bdi>" not in page
        assert "<bdi>سني</bdi>" not in page


def test_file_with_comments_tells_a_colleague_nothing_of_communities(client, lists, place, officer):
    imported = lists.send(woman(given="12"))
    told = {}
    for user in (officer, staff(Role.COORDINATOR, place)):
        client.force_login(user)
        answer = client.get(f"{imported.get_absolute_url()}errors/")
        told[user] = str(read_lines(answer.getvalue()))

    assert "سني" in told.pop(officer)
    [others] = told.values()
    assert "سني" not in others
    assert "نازحة" in others


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"then": "apply"},
        {"choice_6": "nonsense", "choice_99999999999": "different", "choice_x": "same"},
        {"choice_٦": "different", "then": "keep", "leave_out": "\0"},
    ],
)
def test_strange_answers_are_no_answers(signed_in, lists, data):
    imported = lists.send(woman(), woman(given="زينب", phone="12"))

    answer = signed_in.post(f"{imported.get_absolute_url()}apply/", data)

    assert answer.status_code == 302
    assert not imported.rows.exclude(choice="").exists()
    run_jobs()
    assert not Participant.objects.exclude(given="ئاوات").exists()


def test_list_that_is_applied_twice_is_applied_once(signed_in, lists):
    imported = lists.send(woman())
    for _ in range(2):
        signed_in.post(f"{imported.get_absolute_url()}apply/")
    run_jobs()

    assert Participant.objects.count() == 1


def test_list_that_is_worked_on_is_not_thrown_away(signed_in, place):
    imported = PeopleImportFactory(project_site=place, state="applying")

    for deed in ("forget", "undo", "apply"):
        assert signed_in.post(f"{imported.get_absolute_url()}{deed}/").status_code == 302
    assert PeopleImport.objects.get().state == "applying"


def test_list_that_is_thrown_away_leaves_nothing(signed_in, lists):
    imported = lists.send(woman())

    signed_in.post(f"{imported.get_absolute_url()}forget/")

    assert not PeopleImport.objects.exists()


@pytest.mark.parametrize(
    "data", [{"place": "0"}, {"place": "x" * 10_000}, {"place": ["1", "2"]}, {"place": "\0"}]
)
def test_place_that_is_none_of_hers_takes_nobody_out(signed_in, data):
    assert signed_in.post("/people/lists/people/", data).status_code == 302


def test_columns_that_are_chosen_twice_are_told(signed_in, lists):
    imported = lists.send(woman())

    answer = signed_in.post(
        f"{imported.get_absolute_url()}columns/",
        {"column_0": "given", "column_1": "given", "column_13": "consent", "column_5": "nonsense"},
    )

    page = answer.content.decode()
    assert "is chosen for two columns" in page
    assert imported.rows.exclude(outcome="").count() == 1


def test_progress_is_seen_while_a_job_goes_on(signed_in, place):
    imported = PeopleImportFactory(project_site=place, state="applying", done=20, total=60)

    page = page_of(signed_in, imported)

    assert "20 of 60 rows" in page
    assert "data-live-every" in page


def test_manager_sees_no_list(client, place):
    client.force_login(staff(Role.MANAGER, place))

    assert client.get(LISTS).status_code == 403


def test_list_of_another_place_is_not_found(client, lists):
    imported = lists.send(woman())
    client.force_login(staff(Role.FIELD, PeopleImportFactory().project_site))

    assert client.get(imported.get_absolute_url()).status_code == 404
    with scope(lists.officer), override("en"):
        assert PeopleImport.objects.visible_to(lists.officer).count() == 1
