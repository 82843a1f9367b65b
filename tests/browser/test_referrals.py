"""From a tense dialogue to the focal point, who takes up what was referred."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts.roles import Role
from tests.browser.conftest import sign_in
from tests.browser.test_today import LOOKS, look_at
from tests.factories import ReferralFactory, SessionFactory, UserFactory, staff


@pytest.fixture
def referral():
    """One that waits, beside one that a colleague took up."""
    session = SessionFactory(cohort__name="المجموعة 3", number=14)
    waiting = ReferralFactory(session=session, kind="support", made_by__full_name="ريزان عمر")
    by = UserFactory(full_name="نادية حازم")
    ReferralFactory(session=session, kind="legal", taken_up_at=waiting.made_at, taken_up_by=by)
    return waiting


@pytest.mark.parametrize("scripts", [True, False])
def test_focal_point_takes_up_what_waits_and_puts_it_back(open_browser, referral, scripts):
    page = open_browser(scripts=scripts)
    sign_in(page, staff(Role.PROTECTION, referral.project_site))
    page.wait_for_url("**" + reverse("trainings:referral_list"))
    expect(page.get_by_text("1 waits to be taken up")).to_be_visible()

    page.get_by_role("button", name="I have taken it up").click()
    expect(page.get_by_text("Noted that you have taken it up.")).to_be_visible()
    expect(page.get_by_text("0 wait to be taken up")).to_be_visible()

    page.get_by_role("button", name="Not taken up after all").click()
    expect(page.get_by_text("1 waits to be taken up")).to_be_visible()


@pytest.mark.parametrize(("language", "phone"), LOOKS)
def test_list_of_referrals_looks_right(open_browser, referral, language, phone):
    page = open_browser(language=language, phone=phone)
    sign_in(page, staff(Role.PROTECTION, referral.project_site, language=language))

    expect(page.locator("article")).to_have_count(2)
    look_at(page, "referrals", language, phone=phone)


def test_empty_list_looks_right_in_arabic(open_browser):
    page = open_browser(language="ar")
    sign_in(page, staff(Role.PROTECTION, SessionFactory().project_site, language="ar"))

    expect(page.locator(".empty")).to_be_visible()
    look_at(page, "referrals-empty", "ar", phone=True)
