"""Money for the way, from a roster over a list to sign to what is written down."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from tests.browser.conftest import sign_in
from tests.browser.test_today import look_at
from tests.factories import CohortFactory, EnrolmentFactory, HandoutFactory, SessionFactory, staff
from tests.trainings.marking import mark
from trainings.models import Handout

WOMEN = ("شيرين", "سيفيل", "هناء")


@pytest.fixture
def session():
    """A class of three, of whom two were there, and one has her kit."""
    cohort = CohortFactory(name="المجموعة 3")
    session = SessionFactory(cohort=cohort)
    for given, which in zip(WOMEN, ("present", "late", "absent"), strict=True):
        place = EnrolmentFactory(cohort=cohort, participant__given=given)
        mark(session, place, which)
    HandoutFactory(enrolment=cohort.enrolments.order_by("pk").first())
    return session


def chip(page, name, value):
    page.locator(f'label.chip:has(input[name="{name}"][value="{value}"])').click()


@pytest.mark.parametrize(("language", "phone"), [("ar", True), ("en", False)])
def test_money_for_the_way_is_signed_for_and_written_down(open_browser, session, language, phone):
    page = open_browser(phone=phone, language=language)
    sign_in(page, staff(Role.FIELD, session.project_site, language=language))

    page.goto(session.get_absolute_url())
    page.locator('main a[href*="/handouts/"]').click()
    chip(page, "item", "transport")
    page.locator("[name=amount]").fill("٣٠٠٠")
    look_at(page, "handouts", language, phone=phone)
    with page.expect_response(lambda answer: answer.url.endswith("/list/")) as paper:
        page.locator('button[formaction$="/list/"]').click()
    assert paper.value.headers["content-type"] == "application/pdf"
    page.go_back()
    chip(page, "item", "transport")
    page.locator("[name=amount]").fill("٣٠٠٠")
    page.locator("main button.btn-primary").click()
    look_at(page, "handouts-missing", language, phone=phone)
    chip(page, "confirmation", "thumb")
    page.locator("main button.btn-primary").click()
    look_at(page, "handouts-written", language, phone=phone)

    money = Handout.objects.filter(item="transport")
    assert set(money.values_list("enrolment__participant__given", "amount")) == {
        ("شيرين", 3000),
        ("سيفيل", 3000),
    }
    page.goto(reverse("trainings:enrolment_detail", args=[money.first().enrolment_id]))
    look_at(page, "handouts-of-her", language, phone=phone)
