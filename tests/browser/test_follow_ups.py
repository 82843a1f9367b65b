"""From an absence over a friend's call to her return, on a phone."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from accounts.roles import Role
from tests.browser.conftest import sign_in
from tests.browser.test_roster_marking import saved
from tests.browser.test_today import LOOKS, look_at
from tests.factories import CohortFactory, SessionFactory, staff
from tests.trainings.follow_up_world import HER_PHONE, agree, member_of
from trainings.models import Call, FollowUp
from trainings.queries.contact import AT_HOME, BY_PEER, BY_PHONE

# Whatever day it is, the next working day after this one has come.
DAYS_AGO = 4


@pytest.fixture
def sewing():
    """A class of two friends, who met some days ago and meet again today."""
    cohort = CohortFactory(name="المجموعة 3")
    today = timezone.localdate()
    earlier = SessionFactory(cohort=cohort, day=today - timedelta(days=DAYS_AGO), number=13)
    now = SessionFactory(cohort=cohort, number=14, starts_at=timezone.now() - timedelta(minutes=10))
    ways = (BY_PHONE, BY_PEER, AT_HOME)
    her = member_of(cohort, *ways, given="هناء", father="كاظم", phone=HER_PHONE)
    friend = member_of(cohort, *ways, given="شیرین", father="ئازاد")
    return earlier, now, her, friend


def officer_of(session, language="en"):
    return staff(Role.FIELD, session.project_site, language=language)


def mark_in_browser(page, session, place, which):
    page.goto(reverse("trainings:session_roster", args=[session.pk]))
    page.locator(f'[data-row="{place.pk}"] .marks:not(.marks-inside) .mark-{which}').click()
    saved(page)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_absence_leads_to_a_call_of_a_friend_and_she_comes_back(open_browser, sewing, language):
    earlier, now, her, friend = sewing
    page = open_browser(language=language)
    sign_in(page, officer_of(earlier, language))
    mark_in_browser(page, earlier, her, "absent")

    # Two taps from Today.
    page.goto("/today/")
    look_at(page, "today-missed", language, phone=True)
    page.get_by_role("link", name="هناء كاظم").click()
    page.get_by_role("button", name="شیرین ئازاد").click()
    page.wait_for_url("**/peer/")
    assert page.locator(f'a[href="tel:{HER_PHONE}"]').is_visible()
    look_at(page, "peer-card", language, phone=True)
    page.locator("label.chip:has([value=will_return])").click()
    page.locator("main button.btn-primary[type=submit]").click()
    page.wait_for_url("**/follow-ups/")
    look_at(page, "follow-ups-closed", language, phone=True)

    call = Call.objects.get()
    assert (call.caller, call.peer, call.outcome) == ("peer", friend, "reached")
    assert FollowUp.objects.get().result == "will_return"

    mark_in_browser(page, now, her, "present")
    page.goto(reverse("trainings:follow_up_list"))
    expect(page.locator("article")).to_have_count(0)


@pytest.mark.parametrize("scripts", [True, False])
def test_friends_had_called_already_and_her_return_closes_it(open_browser, sewing, scripts):
    earlier, now, her, _friend = sewing
    page = open_browser()
    sign_in(page, officer_of(earlier))
    mark_in_browser(page, earlier, her, "absent")
    other = open_browser(scripts=scripts)
    sign_in(other, officer_of(earlier))

    other.goto(reverse("trainings:follow_up_list"))
    other.get_by_role("link", name="هناء كاظم").click()
    other.get_by_role("button", name="Her friends had already called").click()
    expect(other.get_by_text("Noted: her friends had already called.")).to_be_visible()
    expect(other.get_by_text("Tried already, again later")).to_be_visible()
    mark_in_browser(page, now, her, "late")

    follow_up = FollowUp.objects.get()
    assert (follow_up.result, follow_up.closed_by) == ("returned", None)


@pytest.mark.parametrize(("language", "phone"), LOOKS)
def test_pages_look_right(open_browser, sewing, language, phone):
    earlier, _now, her, _friend = sewing
    page = open_browser(language=language, phone=phone)
    sign_in(page, officer_of(earlier, language))
    mark_in_browser(page, earlier, her, "absent")
    FollowUp.objects.update(absences=3)

    page.goto(reverse("trainings:follow_up_list"))
    look_at(page, "follow-ups", language, phone=phone)
    page.get_by_role("link", name="هناء كاظم").click()
    page.locator("label.chip:has([value=needs_support])").click()
    page.locator("summary").last.click()
    look_at(page, "follow-up", language, phone=phone)


def test_call_without_an_answer_tapped_says_so(open_browser, sewing):
    earlier, _now, her, _friend = sewing
    page = open_browser(scripts=False)
    sign_in(page, officer_of(earlier))
    agree(her.participant, BY_PEER, decision="withdrawn")
    follow_up_of(earlier, her)

    page.goto(reverse("trainings:follow_up_list"))
    page.get_by_role("link", name="هناء كاظم").click()
    expect(page.get_by_text("She has not agreed that another participant")).to_be_visible()
    page.get_by_role("button", name="Save what came of it").click()

    expect(page.get_by_text("Tap what came of it first.")).to_be_visible()
    assert not Call.objects.exists()


def follow_up_of(session, place):
    FollowUp.objects.create(
        enrolment=place,
        cohort=place.cohort,
        project_site=place.project_site,
        first_session=session,
        last_session=session,
        absences=1,
        opened_at=timezone.now(),
        due_on=timezone.localdate(),
    )
