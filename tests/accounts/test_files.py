"""Files that leave: asked for once, taken by who may, for as long as they are there."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import openpyxl
import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts import file_kinds
from accounts.models import Change, Export, Look
from accounts.roles import Role
from core.ids import uuid7
from core.models import Installation
from tests.factories import EnrolmentFactory, ExportFactory, staff

pytestmark = pytest.mark.django_db

PURPOSE = "A list for the exam"


@pytest.fixture
def enrolment():
    return EnrolmentFactory(participant__given="هناء", participant__father="كاظم")


@pytest.fixture
def coordinator(client, enrolment):
    user = staff(Role.COORDINATOR, enrolment.project_site, full_name="سعاد جميل")
    client.force_login(user)
    return user


def ask(client, enrolment, **changed):
    answers = {
        "key": uuid7(),
        "cohort": enrolment.cohort_id,
        "format": "csv",
        "purpose": PURPOSE,
    }
    return client.post(reverse("accounts:file_add", args=["class-list"]), answers | changed)


def take(client, export):
    return client.post(reverse("accounts:file_take", args=[export.pk]))


def body(answer):
    return b"".join(answer.streaming_content)


def lines(answer):
    return list(csv.reader(io.StringIO(body(answer).decode("utf-8-sig"), newline="")))


def test_these_kinds_are_registered():
    assert {kind.code: (kind.sensitivity, kind.permission.value) for kind in kinds()} == {
        "people": ("identifiable", "people_take"),
        "class-list": ("identifiable", "people_take"),
        "project-numbers": ("statistics", "statistics_see"),
        "indicators": ("statistics", "statistics_see"),
        "coded-attendance": ("coded", "coded_take"),
        "coded-enrolments": ("coded", "coded_take"),
        "coded-sessions": ("coded", "coded_take"),
    }


def kinds():
    return [kind for kind in file_kinds.registered().values() if kind.is_offered]


def test_list_is_asked_for_written_down_and_taken(client, enrolment, coordinator):
    answer = ask(client, enrolment)

    export = Export.objects.get()
    assert answer["Location"] == export.get_absolute_url()
    assert (export.created_by, export.rows, export.purpose) == (coordinator, 1, PURPOSE)
    assert export.project_sites == [enrolment.project_site_id]
    assert export.expires_at - export.created_at == timedelta(hours=24)
    head, tags, woman, *stamp = lines(take(client, export))
    assert head[:2] == ["Name", "Name in Latin letters"]
    assert tags[0] == "#beneficiary"
    assert woman[0] == "هناء كاظم"
    assert [line[0] for line in stamp][:2] == [
        f"Taken by سعاد جميل on {stamp[0][0].split(' on ')[1]}",
        f"For: {PURPOSE}",
    ]


def test_each_time_it_is_taken_is_counted_and_is_a_look(client, enrolment, coordinator):
    ask(client, enrolment)
    export = Export.objects.get()

    body(take(client, export))
    body(take(client, export))

    export.refresh_from_db()
    assert export.downloads == 2
    looks = Look.objects.filter(kind=Look.Kind.EXPORT)
    assert [(one.user_id, one.people, one.purpose) for one in looks] == [
        (coordinator.pk, 1, PURPOSE)
    ] * 2


def test_workbook_names_who_took_it_and_holds_no_formula(client, enrolment, coordinator):
    enrolment.participant.given = "=SUM(A1)"
    enrolment.participant.save()
    ask(client, enrolment, format="xlsx", purpose="=HYPERLINK(1)")

    book = openpyxl.load_workbook(io.BytesIO(body(take(client, Export.objects.get()))))

    sheet = book.worksheets[0]
    told = [row[0] for row in sheet.iter_rows(values_only=True)]
    assert told[2] == "=SUM(A1) كاظم"
    assert told[4] == "For: =HYPERLINK(1)"
    assert "سعاد جميل" in sheet.oddFooter.center.text
    assert {cell.data_type for row in sheet for cell in row} <= {"s", "n", "d"}


@pytest.mark.parametrize(("language", "is_rtl"), [("ar", True), ("ckb", True), ("en", False)])
def test_sheet_reads_from_the_side_of_her_language(
    client, enrolment, coordinator, language, is_rtl
):
    type(coordinator).objects.filter(pk=coordinator.pk).update(language=language)
    ask(client, enrolment, format="xlsx")

    book = openpyxl.load_workbook(io.BytesIO(body(take(client, Export.objects.get()))))

    assert bool(book.worksheets[0].sheet_view.rightToLeft) is is_rtl


def test_form_that_is_sent_twice_is_one_file(client, enrolment, coordinator):
    key = uuid7()

    places = [ask(client, enrolment, key=key)["Location"] for _ in range(2)]

    assert places == [Export.objects.get().get_absolute_url()] * 2


def test_key_of_somebody_else_opens_nothing(client, enrolment, coordinator):
    theirs = ExportFactory()

    answer = ask(client, enrolment, key=theirs.pk)

    assert answer.status_code == 200
    assert "Ask for this file once more." in answer.content.decode()
    assert Export.objects.count() == 1


def test_names_need_a_purpose(client, enrolment, coordinator):
    page = ask(client, enrolment, purpose=" ").content.decode()

    assert "Say what a file with names is for." in page
    assert Export.objects.count() == 0


@pytest.mark.parametrize("answers", [{"cohort": "x"}, {"format": "exe"}, {"key": "1"}])
def test_nonsense_is_told_above_the_form(client, enrolment, coordinator, answers):
    answer = ask(client, enrolment, **answers)

    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()


def test_cohort_elsewhere_cannot_be_chosen(client, enrolment, coordinator):
    answer = ask(client, enrolment, cohort=EnrolmentFactory().cohort_id)

    assert answer.status_code == 200
    assert Export.objects.count() == 0


def test_right_that_ended_meanwhile_gives_nothing_out(client, enrolment, coordinator):
    ask(client, enrolment)
    export = Export.objects.get()
    coordinator.grants.update(to_on=timezone.localdate())
    staff_again(coordinator, Role.MANDE)

    answer = take(client, export)

    assert answer.status_code == 403
    assert "You no longer have the right to all that is in this file" in answer.content.decode()
    assert "هناء" not in answer.content.decode()
    assert not Look.objects.filter(kind=Look.Kind.EXPORT).exists()
    assert Look.objects.get(kind=Look.Kind.DENIED).page == "accounts:file_take"
    assert Export.objects.get().downloads == 0


def staff_again(user, role, place=None):
    """Give somebody one more role, elsewhere."""
    other = place or EnrolmentFactory().project_site
    user.grants.create(
        role=role, project=other.project, site=other.site, from_on=timezone.localdate()
    )


def test_file_whose_time_is_over_is_not_given_out(client, enrolment, coordinator):
    ask(client, enrolment)
    past = timezone.now() - timedelta(hours=25)
    Export.objects.update(created_at=past, made_at=past, expires_at=past + timedelta(hours=24))

    answer = take(client, Export.objects.get())

    assert answer.status_code == 410
    assert "The time of this file is over." in answer.content.decode()


def test_file_of_a_colleague_is_not_found(client, enrolment, coordinator):
    theirs = ExportFactory(project_sites=[enrolment.project_site_id])

    assert client.get(theirs.get_absolute_url()).status_code == 404
    assert take(client, theirs).status_code == 404


def test_manager_sees_what_was_taken_at_her_places_and_no_other(client, enrolment):
    client.force_login(staff(Role.MANAGER, enrolment.project_site))
    ExportFactory(project_sites=[enrolment.project_site_id], about="Ours")
    ExportFactory(project_sites=[EnrolmentFactory().project_site_id], about="Theirs")

    own = client.get(reverse("accounts:file_list")).content.decode()
    everybody = client.get(reverse("accounts:file_list") + "?show=all").content.decode()

    assert ("Ours" in own, "Theirs" in own) == (False, False)
    assert ("Ours" in everybody, "Theirs" in everybody) == (True, False)
    assert PURPOSE in everybody


def test_coordinator_sees_her_own_alone_whatever_she_asks(client, enrolment, coordinator):
    ExportFactory(project_sites=[enrolment.project_site_id], about="Not hers")
    ask(client, enrolment)

    page = client.get(reverse("accounts:file_list") + "?show=all").content.decode()

    assert "Not hers" not in page
    assert page.count(" · ready · ") == 1


@pytest.mark.parametrize("number", [1, 12])
def test_number_of_queries_does_not_grow_with_the_files(
    client, enrolment, number, django_assert_num_queries
):
    client.force_login(staff(Role.MANAGER, enrolment.project_site))
    Installation.get()
    ExportFactory.create_batch(number, project_sites=[enrolment.project_site_id])

    with django_assert_num_queries(6):  # web session, user, scope, how many, files, demo
        page = client.get(reverse("accounts:file_list") + "?show=all")

    assert page.content.count(" · ready · ".encode()) == number


def test_file_in_the_register_is_on_record(client, enrolment, coordinator):
    ask(client, enrolment)

    change = Change.objects.get(table_name="accounts_export")

    assert (change.action, change.user_id) == ("insert", coordinator.pk)


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"purpose": ""}, "export_with_names_says_what_for"),
        ({"expires_at": timezone.now() - timedelta(days=1)}, "export_expires_after"),
        ({"expires_at": timezone.now() + timedelta(hours=30)}, "export_with_names_for_a_day"),
        ({"made_at": None}, "export_ready_says_since_when"),
    ],
)
def test_truths_of_the_register(changed, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        ExportFactory(**changed)


def test_coded_file_may_be_there_for_a_week():
    export = ExportFactory(
        sensitivity="coded", purpose="", expires_at=timezone.now() + timedelta(days=7)
    )

    assert Export.objects.get() == export
