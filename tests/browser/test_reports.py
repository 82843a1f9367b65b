"""From targets to a signed report, and what a donor reads of it."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from accounts.roles import Role
from dashboards.queries.project import Quarter
from dashboards.services.indicators import seed_indicators
from dashboards.services.reports import freeze_report
from tests.browser.conftest import check_axe, sign_in
from tests.browser.test_today import LOOKS, look_at
from tests.factories import (
    CohortFactory,
    DisplacementEpisodeFactory,
    EnrolmentFactory,
    ProjectFactory,
    ProjectSiteFactory,
    SessionFactory,
    SiteFactory,
    staff,
)
from tests.trainings.marking import mark


@pytest.fixture
def quarter():
    """The last one, which is over."""
    return Quarter.of(Quarter.of(timezone.localdate()).first - timedelta(days=1))


@pytest.fixture
def place(quarter):
    """A project locked for that quarter, with a class of thirty that met three times in it."""
    place = ProjectSiteFactory(
        project=ProjectFactory(
            name="جسور",
            starts_on=quarter.first,
            ends_on=quarter.last + timedelta(days=400),
            locked_until=quarter.last,
        ),
        site=SiteFactory(name_ar="مركز كركوك للتدريب", name_en="Kirkuk training centre"),
    )
    begins: date = quarter.first + timedelta(days=7)
    cohort = CohortFactory(
        project_site=place, starts_on=begins, ends_on=begins + timedelta(days=30)
    )
    women = EnrolmentFactory.create_batch(30, cohort=cohort, from_on=begins)
    for at, one in enumerate(women):
        DisplacementEpisodeFactory(
            participant=one.participant,
            status=("idp", "host")[at % 2] if at > 2 else "idp_returnee",
            from_on=begins,
        )
    for number in range(3):
        session = SessionFactory(
            cohort=cohort, number=number + 1, day=begins + timedelta(days=number), state="held"
        )
        for at, one in enumerate(women):
            mark(session, one, "absent" if (at + number) % 4 == 0 else "present")
    return place


def test_a_manager_promises_freezes_and_signs_and_a_donor_reads(open_browser, place):
    desk = open_browser(phone=False)
    sign_in(desk, staff(Role.MANAGER, place, language="en"))
    desk.goto(reverse("dashboards:indicator_list", args=[place.project_id]))
    desk.get_by_role("button", name="Begin with the usual indicators").click()
    desk.get_by_role("link", name="Write targets").click()
    desk.get_by_label("Women enrolled in courses").fill("٤٠")
    desk.get_by_role("button", name="Save the targets").click()
    expect(desk.get_by_role("row", name="Women enrolled in courses").first).to_contain_text("40")
    desk.get_by_role("link", name="Reports").first.click()
    desk.get_by_role("link", name="Freeze a report").click()
    desk.get_by_label("What the numbers do not tell").fill("The hall was repaired.")
    desk.get_by_role("button", name="Freeze the report").click()
    expect(desk.get_by_text("Not signed yet: donors do not see it.")).to_be_visible()

    phone = open_browser()
    sign_in(phone, staff(Role.DONOR, place, language="en"))
    expect(phone.get_by_text("No report is signed yet.")).to_be_visible()
    desk.get_by_role("button", name="Sign the report").click()
    expect(desk.get_by_text("The report is signed.")).to_be_visible()
    phone.reload()
    phone.get_by_role("link", name="Report 1").click()

    expect(phone.get_by_role("row", name="Women enrolled in courses").first).to_contain_text("30")
    expect(phone.get_by_text("The hall was repaired.")).to_be_visible()
    expect(phone.get_by_text("hidden", exact=True).first).to_be_visible()
    with phone.expect_download() as download:
        phone.get_by_role("button", name="As a spreadsheet").click()
    assert re.search(r"-1 \S+\.xlsx$", download.value.suggested_filename)
    check_axe(phone)


@pytest.mark.parametrize(("language", "phone"), LOOKS)
def test_pages_look_right(open_browser, place, language, phone):
    manager = staff(Role.MANAGER, place, language=language)
    project = place.project
    seed_indicators(project)
    report = freeze_report(
        project=project,
        quarter=Quarter.of(project.starts_on),
        narrative="تأخر الانطلاق أسبوعين.",
        by=manager,
    )
    page = open_browser(language=language, phone=phone)
    sign_in(page, manager)

    for name, one in (
        ("indicator_list", project),
        ("targets", project),
        ("report_freeze", project),
        ("indicator_edit", project.indicators.first()),
        ("report", report),
        ("report_changes", report),
    ):
        page.goto(reverse(f"dashboards:{name}", args=[one.pk]))
        look_at(page, name, language, phone=phone)
    page.goto(reverse("dashboards:report_list"))
    look_at(page, "report_list", language, phone=phone)
