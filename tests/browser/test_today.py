"""Today and the pages around a roster, as they look and as axe sees them."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from accounts.roles import Role
from tests.browser.conftest import check_axe, sign_in
from tests.factories import (
    CohortFactory,
    EnrolmentFactory,
    ModuleFactory,
    ParticipantFactory,
    RoomFactory,
    SessionFactory,
    staff,
)
from trainings.models import DialogueNote

SHOTS = os.environ.get("SHOTS")
"""Where to keep pictures of the pages, for somebody to look at."""

LOOKS = [("ar", True), ("en", True), ("ar", False), ("en", False)]


def look_at(page, name, language, *, phone):
    """Have axe look, nothing stand over the edge, and keep a picture if asked."""
    check_axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if SHOTS:
        size = "phone" if phone else "desk"
        page.screenshot(path=Path(SHOTS) / f"{name}-{language}-{size}.png", full_page=True)


@pytest.fixture
def day():
    """A session that is on with a dialogue inside, one later, one not recorded two days ago."""
    cohort = CohortFactory(name="المجموعة 3")
    EnrolmentFactory.create_batch(8, cohort=cohort)
    now = timezone.now().replace(second=0, microsecond=0)
    room = RoomFactory(site=cohort.project_site.site, name_ar="القاعة الكبيرة", name_en="Big hall")
    session = SessionFactory(
        cohort=cohort,
        room=room,
        number=14,
        starts_at=now - timedelta(minutes=20),
        ends_at=now + timedelta(minutes=160),
    )
    module = ModuleFactory(
        version=cohort.version, kind="dialogue", topic_ar="الإصغاء", topic_en="Listening"
    )
    SessionFactory(
        cohort=cohort,
        parent=session,
        module=module,
        number=14,
        starts_at=now - timedelta(minutes=10),
        ends_at=now + timedelta(minutes=35),
    )
    SessionFactory(cohort=cohort, number=13, day=session.on_day - timedelta(days=2))
    return session


def officer_of(session, language):
    return staff(Role.FIELD, session.project_site, language=language)


@pytest.mark.parametrize(("language", "phone"), LOOKS)
def test_pages_around_a_session_look_right(open_browser, day, language, phone):
    ParticipantFactory(given="زينب", project_sites=[day.project_site_id])
    dialogue = day.children.get()
    page = open_browser(language=language, phone=phone)
    sign_in(page, officer_of(day, language))

    page.goto("/today/")
    expect(page.locator("article")).to_have_count(2)
    look_at(page, "today", language, phone=phone)
    for name in ("state", "finish", "staff", "person_add"):
        page.goto(reverse(f"trainings:session_{name}", args=[day.pk]))
        look_at(page, f"session-{name}", language, phone=phone)
    page.locator("[name=words]").fill("زينب")
    page.locator("form[role=search] button").click()
    expect(page.locator("#found")).to_be_visible()
    look_at(page, "session-found", language, phone=phone)
    page.goto(reverse("trainings:dialogue_note", args=[dialogue.pk]))
    look_at(page, "dialogue", language, phone=phone)


@pytest.mark.parametrize("scripts", [True, False])
def test_tense_dialogue_is_noted_in_four_taps_and_a_referral_in_two(open_browser, day, scripts):
    dialogue = day.children.get()
    page = open_browser(scripts=scripts)
    sign_in(page, officer_of(day, "en"))
    page.goto(reverse("trainings:dialogue_note", args=[dialogue.pk]))

    page.get_by_role("radio", name="Listening").check()
    page.get_by_role("checkbox", name="العربية").check()
    page.get_by_role("radio", name="tense").check()
    page.get_by_role("button", name="Save the note").click()

    page.get_by_role("radio", name="talking to somebody trained").check()
    page.get_by_role("button", name="Referral made").click()

    expect(page.get_by_text("1 referral is noted")).to_be_visible()
    assert DialogueNote.objects.get().mood == "tense"
    if scripts:
        look_at(page, "dialogue-tense", "en", phone=True)


def test_session_is_postponed_and_made_up_for_without_scripts(open_browser, day):
    page = open_browser(scripts=False)
    sign_in(page, officer_of(day, "en"))
    page.goto(reverse("trainings:session_state", args=[day.pk]))

    page.get_by_role("radio", name="No power or water").check()
    page.get_by_role("button", name="Postpone to another day").click()
    page.get_by_label("From").fill("9")
    page.get_by_label("Until").fill("12:00")
    page.get_by_role("button", name="Plan this session").click()

    made = day.makeups.get()
    page.wait_for_url(f"**{made.get_absolute_url()}")
    assert made.children.count() == 1


def test_makeup_page_looks_right_in_arabic(open_browser, day):
    page = open_browser(language="ar")
    sign_in(page, officer_of(day, "ar"))
    page.goto(reverse("trainings:session_makeup", args=[day.pk]))

    look_at(page, "session-makeup", "ar", phone=True)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_walk_in_is_written_down_with_four_fields(open_browser, day, language):
    page = open_browser(language=language)
    sign_in(page, officer_of(day, language))
    page.goto(reverse("trainings:session_person_add", args=[day.pk]))

    page.locator("[name=given]").fill("هناء")
    page.locator("[name=father]").fill("كاظم")
    page.locator("[name=agreed]").check()
    page.locator("form:has([name=given]) button").click()

    page.wait_for_url(f"**{day.get_absolute_url()}")
    assert [line.name for line in day.roster() if line.is_guest] == ["هناء كاظم"]
