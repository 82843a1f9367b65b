"""From the last session over certificates to the leadership course, as a coordinator goes."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts.roles import Role
from tests.browser.classes import NAMES
from tests.browser.conftest import sign_in
from tests.browser.test_today import LOOKS, look_at
from tests.factories import (
    CohortFactory,
    ConsentFactory,
    ConsentTextFactory,
    CourseVersionFactory,
    ParticipantFactory,
    SkillFactory,
    staff,
)
from tests.trainings.course_world import course, held, woman_of
from tests.trainings.marking import mark
from trainings.models import Certificate, Completion, Nomination

MARKS = ("ppppp", "ppplp", "ppepp", "ppaaa", "pppa-")
"""Two who were always there, one excused once, one who stayed away, one not recorded once."""


@pytest.fixture
def sewing():
    """Five sessions of a class whose rule asks for 80 percent, the last not recorded in full."""
    cohort = course(completion_percent=80)
    cohort.name = "المجموعة 2"
    cohort.save()
    for days_ago in (9, 8, 7, 6, 5):
        held(cohort, days_ago)
    for number, marks in enumerate(MARKS):
        given, *rest = NAMES[number].split(" ", 1)
        person = ParticipantFactory(
            given=given, father=" ".join(rest), project_sites=[cohort.project_site_id]
        )
        woman_of(cohort, marks, participant=person)
        for purpose in ("participation", "data_processing"):
            text = ConsentTextFactory(purpose=purpose)
            ConsentFactory(participant=person, text=text)
    for number, (name_ar, name_en) in enumerate(
        (("أخذ القياسات", "Taking measurements"), ("خياطة سحّاب", "Sewing in a zip")), 1
    ):
        SkillFactory(version=cohort.version, number=number, name_ar=name_ar, name_en=name_en)
    return cohort


@pytest.fixture
def leadership(sewing):
    """A cohort of the course that builds on sewing."""
    version = CourseVersionFactory(
        state="published",
        prerequisite=sewing.version.course,
        course__title_ar="القيادة النسائية",
        course__title_en="Women's leadership",
    )
    return CohortFactory(version=version, project_site=sewing.project_site, name="القيادة 1")


def coordinator(cohort, language):
    return staff(Role.COORDINATOR, cohort.project_site, language=language)


def record_what_is_missing(cohort):
    last = cohort.sessions.latest("starts_at")
    mark(last, cohort.enrolments.exclude(attendances__session=last).get(), "present")


@pytest.mark.parametrize(("language", "phone"), [("ar", True), ("en", False)])
def test_cohort_is_closed_certified_and_its_women_go_on(
    open_browser, sewing, leadership, language, phone
):
    page = open_browser(language=language, phone=phone)
    sign_in(page, coordinator(sewing, language))

    # A session is not recorded in full: the table stands there, and names it.
    close = reverse("trainings:cohort_close", args=[sewing.pk])
    page.goto(close)
    expect(page.locator(".alert-warning li")).to_have_count(1)
    expect(page.locator("main button[type=submit]")).to_have_count(0)
    look_at(page, "close-unrecorded", language, phone=phone)

    record_what_is_missing(sewing)
    page.goto(close)
    look_at(page, "close", language, phone=phone)
    # One is decided otherwise than proposed, and not without a reason.
    away = sewing.enrolments.get(participant__given="زينب")
    page.locator(f"[name=outcome_{away.pk}]").select_option("completed")
    page.locator("main form .btn-primary").click()
    expect(page.get_by_role("alert")).to_be_visible()
    look_at(page, "close-without-reason", language, phone=phone)
    page.locator(f"[name=reason_{away.pk}]").select_option("caught_up")
    page.locator("main form .btn-primary").click()

    page.wait_for_url("**/certificates/")
    assert Completion.objects.filter(outcome="completed").count() == 5
    look_at(page, "certificates-none", language, phone=phone)
    page.locator("main form .btn-primary").click()
    expect(page.locator("[name=certificate]")).to_have_count(5)
    assert Certificate.objects.filter(kind="completion").count() == 5
    look_at(page, "certificates", language, phone=phone)

    page.goto(reverse("trainings:cohort_next", args=[sewing.pk]))
    look_at(page, "next-eligible", language, phone=phone)
    for given in ("شيرين", "أمينة", "زينب"):
        page.get_by_label(re.compile(given)).check()
    page.locator("[value=nominate]").last.click()
    for _ in range(3):
        page.locator("[value=offered]").first.click()
    page.locator("[value=accepted]").first.click()
    page.locator("[value=accepted]").first.click()
    page.locator("summary").last.click()
    page.locator("[name=because]").last.select_option("children")
    look_at(page, "next-declines", language, phone=phone)
    page.locator("[value=declined]").last.click()
    page.locator("[value=enrol]").first.click()
    look_at(page, "next", language, phone=phone)

    told = Nomination.objects.order_by("state", "declined_because")
    assert [(one.state, one.declined_because) for one in told] == [
        ("accepted", ""),
        ("declined", "children"),
        ("offered", ""),
    ]
    assert leadership.enrolments.count() == 1


@pytest.mark.parametrize("language", ["ar", "en"])
def test_stranger_checks_a_certificate_by_its_code(open_browser, sewing, language):
    woman = sewing.enrolments.get(participant__given="أمينة")
    certificate = Certificate.objects.create(
        enrolment=woman,
        cohort=sewing,
        project_site=sewing.project_site,
        kind="completion",
        issued_on="2026-11-28",
        issued_by=coordinator(sewing, language),
    )
    page = open_browser(language=language)

    page.goto(reverse("trainings:certificate_check"))
    look_at(page, "check", language, phone=True)
    page.locator("[name=code]").fill(certificate.spelled_code.lower())
    page.locator("main button[type=submit]").click()

    page.wait_for_url(f"**/{certificate.code}/")
    expect(page.locator("main dl")).to_be_visible()
    assert "أمينة" not in page.content()
    look_at(page, "checked", language, phone=True)


@pytest.mark.parametrize(("language", "phone"), LOOKS)
def test_skills_of_a_class_are_written_in_one_grid(open_browser, sewing, language, phone):
    page = open_browser(language=language, phone=phone)
    sign_in(page, staff(Role.FIELD, sewing.project_site, language=language))

    page.goto(reverse("trainings:cohort_skills", args=[sewing.pk]))
    for number, level in enumerate(("٣", "2", "1")):
        page.locator(".skill-level").nth(number).fill(level)
    page.locator("main form .btn-primary").click()

    expect(page.locator(".skill-level").first).to_have_value("3")
    look_at(page, "skills", language, phone=phone)
