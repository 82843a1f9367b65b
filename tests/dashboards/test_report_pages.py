"""Pages of reports: for whom they are, and the same numbers as in their files."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from django.utils.translation import override

from accounts.roles import Role
from core.scoping import scope
from dashboards.models import ReportSnapshot
from dashboards.papers import log_frame_of
from dashboards.services.indicators import seed_indicators
from dashboards.services.reports import sign_report
from tests.counting import exactly
from tests.dashboards.classes import a_class
from tests.dashboards.factories import ReportSnapshotFactory
from tests.dashboards.reporting import (
    a_project,
    cells_of,
    freeze,
    numbers_hidden_and_shown,
    signed_report,
    take_report,
    text_of,
    total,
)
from tests.factories import ProjectSiteFactory, staff
from tests.pdf_text import pdf_text
from trainings.models import Attendance

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return a_project()


@pytest.fixture
def signed(project, place, manager):
    return signed_report(project, place, manager)


def get(client, user, name, *args):
    client.force_login(user)
    return client.get(reverse(f"dashboards:{name}", args=args))


def test_donor_begins_on_her_reports_and_reads_one(client, donor, signed):
    client.force_login(donor)

    listed = client.get("/", follow=True)
    page = text_of(client.get(signed.get_absolute_url()))

    assert listed.redirect_chain[-1][0] == reverse("dashboards:report_list")
    assert signed.get_absolute_url() in text_of(listed)
    for words in ("Rain came early.", "132 of 231", "60.5", "not measured yet", "5 November 2025"):
        assert words in page, words
    assert "Sign the report" not in page
    main = page.split("<main")[1].split("</main")[0]
    assert set(re.findall(r'<form method="post" action="([^"]+)"', main)) == {
        reverse("dashboards:report_file", args=[signed.pk])
    }


def test_donor_sees_no_report_that_is_not_signed_and_none_of_another_project(
    client, donor, project
):
    draft = ReportSnapshotFactory(project=project)
    stranger = ReportSnapshotFactory(signed_at=draft.frozen_at, signed_by=staff(Role.MANAGER, None))

    page = text_of(get(client, donor, "report_list"))

    assert draft.get_absolute_url() not in page
    assert stranger.get_absolute_url() not in page
    for one in (draft, stranger):
        assert get(client, donor, "report", one.pk).status_code == 404
        assert take_report(client, donor, one, "xlsx").status_code == 404


def test_donor_opens_no_numbers_that_go_on(client, donor, project):
    for name in ("project", "indicator_list"):
        assert get(client, donor, name, project.pk).status_code == 403


def test_a_hidden_number_is_nowhere(client, donor, signed, manager):
    with scope(service="test"):
        hidden, shown = numbers_hidden_and_shown(signed)
    # Days of a month and small numbers stand on every page; larger ones have no business there.
    secrets = {number for number in hidden - shown if number > 31}
    _sheet, lines = cells_of(take_report(client, donor, signed, "xlsx"))
    told = {
        "page": text_of(get(client, donor, "report", signed.pk)).split("<main")[1],
        "changes": text_of(get(client, manager, "report_changes", signed.pk)).split("<main")[1],
        "spreadsheet": " ".join(str(cell) for line in lines for cell in line),
        "paper": pdf_text(take_report(client, donor, signed, "pdf").content),
    }

    assert secrets >= {44, 187}
    assert "132 of 231" in told["page"]
    assert "132 of 231" in told["paper"]
    found = [
        (number, where)
        for number in secrets
        for where, text in told.items()
        if re.search(rf"(?<![\w-]){number}(?![\w-])", text)
    ]
    assert found == []


def test_many_absences_of_two_women_are_in_no_report(client, donor, project, place, manager):
    cohort = a_class(place, idp=9, host=9, sessions=7)
    for one in list(cohort.enrolments.all())[:2]:
        sessions = cohort.sessions.order_by("number")[:3]
        Attendance.objects.filter(enrolment=one, session__in=sessions).update(mark="absent")
    seed_indicators(project)
    report = freeze(project, manager)
    sign_report(report=report, by=manager)

    page = text_of(get(client, donor, "report", report.pk))
    sheet = str(cells_of(take_report(client, donor, report, "xlsx"))[1])
    paper = pdf_text(take_report(client, donor, report, "pdf").content)

    # 120 of 126 marks say she was there; the 6 others are those of two women.
    assert total(report, "attendance")["hidden"]
    assert total(report, "commitment")["hidden"]
    for told in (page, sheet, paper):
        assert not re.search(r"\b(120|126)\b", told)
        assert "18" in told


@pytest.mark.parametrize("role", [Role.MANAGER, Role.MANDE])
def test_corrections_of_all_sites_are_told_to_nobody_of_one_of_them(
    client, project, place, signed, role
):
    ProjectSiteFactory(project=project)
    user = staff(role, place, language="en")

    assert get(client, user, "report", signed.pk).status_code == 200
    assert get(client, user, "report_changes", signed.pk).status_code == 403


def test_a_narrative_runs_in_the_direction_of_its_own_language(signed):
    signed.narrative = "بدأت المجموعات.\nThe hall was repaired.\n2026"

    with override("en"):
        english = log_frame_of(signed)["narrative"]
    with override("ar"):
        arabic = log_frame_of(signed)["narrative"]

    assert [one["dir"] for one in english] == ["rtl", "ltr", "ltr"]
    assert [one["dir"] for one in arabic] == ["rtl", "ltr", "rtl"]


def test_narrative_is_text_and_never_markup(client, donor, project, manager):
    seed_indicators(project)
    evil = '<script>alert(1)</script>\n#read("/etc/passwd")\n=1+1'
    report = freeze(project, manager, narrative=evil)
    sign_report(report=report, by=manager)

    page = text_of(get(client, donor, "report", report.pk))
    paper = pdf_text(take_report(client, donor, report, "pdf").content)

    assert "<script>alert" not in page
    assert "#read(" in paper.replace("\n", "")


def test_manager_freezes_signs_and_compares(client, manager, project, place):
    a_class(place, idp=12, host=12, missed=2)
    seed_indicators(project)
    client.force_login(manager)
    address = reverse("dashboards:report_freeze", args=[project.pk])

    answer = client.post(address, {"period": "2026-1", "narrative": "Rain.\u202e"}, follow=True)
    report = ReportSnapshot.objects.get()
    sign = reverse("dashboards:report_sign", args=[report.pk])
    told = [text_of(client.post(sign, follow=True)) for _ in range(2)]

    assert report.narrative == "Rain."
    assert "The report is frozen" in text_of(answer)
    assert "The report is signed" in told[0]
    assert "signed already" in told[1]
    assert "Nothing to tell" in text_of(get(client, manager, "report_changes", report.pk))


@pytest.mark.parametrize("period", ["", "2026-4", "2024-1", "x" * 9000, "\x00"])
def test_a_period_that_is_not_closed_is_refused_in_a_sentence(client, manager, project, period):
    seed_indicators(project)
    client.force_login(manager)

    answer = client.post(reverse("dashboards:report_freeze", args=[project.pk]), {"period": period})

    assert answer.status_code == 200
    assert "There is a problem" in text_of(answer)
    assert not ReportSnapshot.objects.exists()


def marks(cohort, women, value):
    """Correct the marks of some women."""
    for one in list(cohort.enrolments.all())[:women]:
        Attendance.objects.filter(enrolment=one).update(mark=value)


def test_corrections_of_enough_women_are_told_and_the_report_stays(client, manager, project, place):
    cohort = a_class(place, idp=12, host=12, missed=2)
    seed_indicators(project)
    report = freeze(project, manager)
    marks(cohort, 8, "absent")

    page = text_of(get(client, manager, "report_changes", report.pk))

    assert "48 of 72" in page
    assert "32 of 72" in page
    report.refresh_from_db()
    assert total(report, "attendance")["amount"] == 48


def test_corrections_of_a_few_women_wait_for_the_next_report(client, manager, project, place):
    cohort = a_class(place, idp=12, host=12, missed=2)
    seed_indicators(project)
    report = freeze(project, manager)
    marks(cohort, 4, "absent")

    assert "Nothing to tell" in text_of(get(client, manager, "report_changes", report.pk))


def test_a_class_that_was_written_down_later_is_told(client, manager, project, place):
    a_class(place, idp=12, host=12)
    seed_indicators(project)
    report = freeze(project, manager)
    a_class(place, idp=9, host=10, name="B")

    page = text_of(get(client, manager, "report_changes", report.pk))

    assert "<td>24</td><td><strong>43</strong></td>" in page


@pytest.mark.parametrize("size", [1, 6])
def test_queries_of_a_report_do_not_grow(client, donor, project, place, manager, size):
    for number in range(size):
        a_class(place, idp=6, host=6, sessions=1, name=f"A{number}")
    seed_indicators(project)
    report = freeze(project, manager)
    sign_report(report=report, by=manager)
    client.force_login(donor)
    client.get(report.get_absolute_url())

    # Session, user, scope; the report, and the sites of the project for who may compare.
    with exactly(5):
        client.get(report.get_absolute_url())


@pytest.mark.parametrize("size", [1, 12])
def test_queries_of_the_list_do_not_grow(client, donor, project, size):
    by = staff(Role.MANAGER, None)
    for _ in range(size):
        report = ReportSnapshotFactory(project=project, signed_by=by, signed_at="2026-10-05T08:00Z")
    client.force_login(donor)
    client.get(reverse("dashboards:report_list"))

    # Session, user, scope; projects, reports.
    with exactly(5):
        page = client.get(reverse("dashboards:report_list")).content.decode()

    assert page.count("signed on 5 October 2026") == size
    assert report.get_absolute_url() in page
