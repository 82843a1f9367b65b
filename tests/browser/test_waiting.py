"""A manager decides what waits, as she sees it and as axe does."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from accounts.roles import Role
from tests.browser.conftest import sign_in
from tests.browser.test_today import LOOKS, look_at
from tests.factories import EnrolmentFactory, ParticipantFactory, SessionFactory, staff
from tests.trainings.sync_world import phone_of, stored
from trainings.models import Disagreement, Review


@pytest.fixture
def waiting():
    """Two of one class: one marked differently by two people, one marked after the lock."""
    session = SessionFactory(number=14, cohort__name="المجموعة 3")
    place = session.project_site_id
    women = [
        EnrolmentFactory(
            cohort=session.cohort,
            participant=ParticipantFactory(given=given, father=father, project_sites=[place]),
        )
        for given, father in (("زينب", "كاظم"), ("نرمين", "عبد الله"))
    ]
    hana, tara = phone_of(session), phone_of(session)
    hana.send(hana.mark(session, women[0], "absent", reasons=["illness"]))
    tara.send(tara.mark(session, women[0], "present"))
    project = session.project_site.project
    project.locked_until = timezone.localdate()
    project.save()
    tara.send(tara.mark(session, women[1], "late", minutes_late=20))
    return session, women


def manager_of(session, language="en"):
    return staff(Role.MANAGER, session.project_site, language=language)


@pytest.mark.parametrize(("language", "phone"), LOOKS)
def test_page_looks_right(open_browser, waiting, language, phone):
    session, _women = waiting
    page = open_browser(language=language, phone=phone)
    sign_in(page, manager_of(session, language))

    page.goto(reverse("trainings:waiting"))

    expect(page.locator("section.card")).to_have_count(2)
    look_at(page, "waiting", language, phone=phone)


@pytest.mark.parametrize(("language", "phone"), LOOKS)
def test_today_tells_of_a_disagreement(open_browser, waiting, language, phone):
    session, _women = waiting
    page = open_browser(language=language, phone=phone)
    sign_in(page, manager_of(session, language))

    page.goto(reverse("trainings:today"))
    look_at(page, "today-disagreement", language, phone=phone)
    page.get_by_role("link", name="زينب كاظم").click()

    expect(page.get_by_role("region", name="زينب كاظم")).to_be_in_viewport()


@pytest.mark.parametrize(("language", "phone"), LOOKS)
def test_everything_of_a_session_is_accepted_at_once(open_browser, waiting, language, phone):
    session, (disputed, late) = waiting
    tara = phone_of(session)
    tara.send(tara.mark(session, disputed, "excused", base=2))
    page = open_browser(language=language, phone=phone)
    sign_in(page, manager_of(session, language))
    page.goto(reverse("trainings:waiting"))
    look_at(page, "waiting-at-once", language, phone=phone)

    page.get_by_role("button", name=re.compile("record all 2 marks|العلامتين وسجّليهما")).click()

    expect(page.locator(".alert-success")).to_be_visible()
    assert stored(session, late) == ("late", 1)
    assert stored(session, disputed)[0] == "excused"
    assert not Review.objects.open().exists()


@pytest.mark.parametrize("scripts", [True, False])
def test_disagreement_is_settled_and_a_late_mark_accepted(open_browser, waiting, scripts):
    session, (disputed, late) = waiting
    page = open_browser(scripts=scripts)
    sign_in(page, manager_of(session))
    page.goto(reverse("trainings:waiting"))

    page.get_by_role("region", name="زينب كاظم").get_by_role("button", name="absent").click()
    expect(page.get_by_text("Decided. The mark that you chose stands now.")).to_be_visible()
    page.get_by_role("region", name="نرمين").get_by_role("button", name="Accept").click()

    expect(page.get_by_text("Nothing waits")).to_be_visible()
    assert stored(session, disputed) == ("absent", 3)
    assert stored(session, late) == ("late", 1)
    assert Disagreement.objects.get().settled_by_event.reasons == ["illness"]


def test_declining_without_a_reason_asks_for_one(open_browser, waiting):
    session, (_disputed, late) = waiting
    page = open_browser()
    sign_in(page, manager_of(session))
    page.goto(reverse("trainings:waiting"))
    card = page.get_by_role("region", name="نرمين")

    card.get_by_role("button", name="Decline").click()
    expect(page.get_by_text("Say why you decline")).to_be_visible()
    card.get_by_role("textbox").fill("She was not there.")
    card.get_by_role("button", name="Decline").click()

    expect(page.get_by_text("Declined, and kept.")).to_be_visible()
    assert Review.objects.get().reason == "She was not there."
    assert stored(session, late) is None


def test_period_is_opened_and_locked_again(open_browser, waiting):
    session, _women = waiting
    page = open_browser()
    sign_in(page, manager_of(session))
    page.goto(reverse("trainings:waiting"))
    project = session.project_site.project

    page.get_by_label("Project").select_option(label=project.name)
    page.get_by_label("Locked up to").fill("٠١/٠٢/٢٠٢٦")
    page.get_by_role("button", name="Save the lock").click()

    expect(page.get_by_text("locked up to and with 1 February")).to_be_visible()


def test_enter_in_a_reason_decides_nothing(open_browser, waiting):
    session, _women = waiting
    page = open_browser(language="en", phone=True)
    sign_in(page, manager_of(session))
    page.goto(reverse("trainings:waiting"))

    for reason in page.locator("input[name=reason]").all():
        reason.fill("Zainab was ill.")
        reason.press("Enter")

    expect(page.locator("section.card")).to_have_count(2)
    assert Disagreement.objects.open().count() == Review.objects.open().count() == 1
