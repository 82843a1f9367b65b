"""A field officer registers a woman, finds her again, and a coordinator decides who she is."""

import re

import pytest
from playwright.sync_api import expect

from accounts.roles import Role
from participants.models import DuplicateCandidate, Participant
from tests.browser.conftest import check_axe, sign_in
from tests.factories import (
    ConsentFactory,
    ConsentTextFactory,
    DuplicateCandidateFactory,
    ParticipantFactory,
    ProjectSiteFactory,
    staff,
)

SECONDS = 120
"""Everything about her in under two minutes."""

SECONDS_A_TAP, SECONDS_A_LETTER = 1.0, 0.35
"""A tap with the look for it, and a letter on the keyboard of a phone, both on the slow side.

Card, Moran and Newell (1980) give 0.28 s for a key to an average non-secretary typist and 1.1 s
for pointing; a tap on glass needs no mouse to reach for.
"""


@pytest.fixture
def place():
    return ProjectSiteFactory()


class Thumb:
    """Counts what an officer does on the page."""

    def __init__(self, page):
        self.page = page
        self.taps = self.letters = self.fields = 0

    def write(self, name, text):
        self.page.locator(f"[name={name}]").fill(text)
        self.taps += 1
        self.letters += len(text)
        self.fields += 1

    def tap(self, name, value):
        # The input lies under its chip; the chip is what is tapped.
        self.page.locator(f"label:has(input[name={name}][value='{value}'])").click()
        self.taps += 1
        self.fields += 1

    def choose(self, name, value):
        self.page.locator(f"[name={name}]").select_option(value)
        self.taps += 2
        self.fields += 1

    @property
    def seconds(self):
        return self.taps * SECONDS_A_TAP + self.letters * SECONDS_A_LETTER


def tell_everything(page, thumb):
    """All that the four parts ask, as a woman would be asked it."""
    for name, text in (
        ("given", "گوڵاڵە"),
        ("father", "کەریم"),
        ("grandfather", "ئازاد"),
        ("family", "زنگنە"),
        ("birth_year", "1991"),
        ("phone", "07701234567"),
        ("address", "حي القادسية"),
    ):
        thumb.write(name, text)
    for name, value in (
        ("sex", "f"),
        ("languages", "ckb"),
        ("languages", "ar"),
        ("literacy", "little"),
        ("phone_owner", "own"),
        ("safe_to_call", "yes"),
        ("best_time", "morning"),
        ("status", "idp"),
        ("source", "herself"),
        ("ethnicity", "kurd"),
        ("belief", "sunni"),
        ("how", "signed"),
    ):
        thumb.tap(name, value)
    for name, value in (("area", "IQG13Q04"), ("origin", "IQG16Q01"), ("shelter", "rented")):
        thumb.choose(name, value)
    page.locator(".people-functioning > summary").click()
    thumb.taps += 1
    for question in (
        "seeing",
        "hearing",
        "walking",
        "remembering",
        "self_care",
        "communicating",
    ):
        thumb.tap(f"wg_{question}", "1")
    for purpose in (
        "participation",
        "data_processing",
        "community_identity",
        "contact_by_phone",
        "contact_by_peer",
        "home_visit",
        "photo",
        "share_with_donor",
        "research",
    ):
        thumb.tap(f"consent_{purpose}", "agreed")


@pytest.mark.parametrize("scripts", [True, False])
def test_everything_about_her_takes_less_than_two_minutes(open_browser, place, scripts):
    page = open_browser(scripts=scripts)
    sign_in(page, staff(Role.FIELD, place, language="en"))
    page.goto("/people/add/")
    thumb = Thumb(page)

    tell_everything(page, thumb)
    if scripts:
        # Suggested as soon as her name is written.
        expect(page.locator("[name=latin_name]")).to_have_value("Gulala Karim Azad Zangana")
    page.get_by_role("button", name="Register her").click()
    thumb.taps += 1

    page.wait_for_url(re.compile(r"/people/[0-9a-f-]{36}/$"))
    person = Participant.objects.get()
    assert person.latin_name == "Gulala Karim Azad Zangana"
    assert person.consents.count() == 9
    assert (thumb.fields, thumb.taps) == (37, 42)
    assert thumb.seconds < SECONDS


def test_slow_answer_about_half_a_name_does_not_replace_the_whole(open_browser, place):
    page = open_browser()
    sign_in(page, staff(Role.FIELD, place, language="en"))
    page.goto("/people/add/")
    held = []

    def answer(route):
        if held:
            route.fulfill(json={"latin": "Gulala Karim"})
            held[0].fulfill(json={"latin": "Gulala"})
        else:
            held.append(route)

    page.route("**/people/latin/", answer)
    page.locator("[name=given]").fill("گوڵاڵە")
    with page.expect_response("**/people/latin/"), page.expect_request("**/people/latin/"):
        page.locator("[name=father]").fill("کەریم")
        page.locator("[name=father]").blur()
    page.wait_for_load_state("networkidle")

    expect(page.locator("[name=latin_name]")).to_have_value("Gulala Karim")


@pytest.mark.parametrize("scripts", [True, False])
def test_what_is_wrong_is_told_above_and_leads_to_its_field(open_browser, place, scripts):
    page = open_browser(scripts=scripts)
    sign_in(page, staff(Role.FIELD, place, language="en"))
    page.goto("/people/add/")
    page.locator("[name=father]").fill("کەریم")
    page.locator("[name=phone]").fill("123")
    page.get_by_role("button", name="Register her").click()

    summary = page.get_by_role("alert")
    assert summary.evaluate("element => element === document.activeElement")
    if scripts:
        check_axe(page)
    summary.get_by_role("link", name="Write her given name.").click()
    assert page.locator("[name=given]").evaluate("element => element === document.activeElement")
    assert page.locator("[name=father]").input_value() == "کەریم"
    assert page.locator("[name=phone]").input_value() == "123"


def test_woman_who_is_known_is_not_registered_twice(open_browser, place):
    known = ParticipantFactory(
        given="گوڵاڵە", father="کەریم", phone="+9647701234567", project_sites=[place.pk]
    )
    page = open_browser()
    sign_in(page, staff(Role.FIELD, place, language="en"))
    page.goto("/people/add/")
    page.locator("[name=given]").fill("Gulala")
    page.locator("[name=phone]").fill("٠٧٧٠ ١٢٣ ٤٥٦٧")
    page.get_by_role("button", name="Register her").click()

    card = page.get_by_role("group", name="گوڵاڵە کەریم")
    assert "same phone" in card.inner_text()
    check_axe(page)
    card.locator("label", has_text="The same woman").click()
    page.get_by_role("button", name="Register her").click()

    page.wait_for_url(f"**/people/{known.pk}/")
    assert Participant.objects.count() == 1


def test_coordinator_says_that_two_are_one_and_takes_it_back(open_browser, place):
    one, other = ParticipantFactory.create_batch(2, project_sites=[place.pk])
    DuplicateCandidateFactory(one=one, other=other)
    page = open_browser()
    sign_in(page, staff(Role.COORDINATOR, place, language="en"))
    page.goto("/people/")
    page.get_by_role("link", name=re.compile("1 pair may be one woman")).click()
    page.locator("main a.card").click()
    page.locator("label", has_text="One woman: the first record stands for her").click()
    page.get_by_role("button", name="Keep what I say").click()

    first = DuplicateCandidate.objects.get().one
    page.wait_for_url(f"**/people/{first.pk}/")
    assert Participant.objects.all().survivors().count() == 1
    check_axe(page)
    page.get_by_role("button", name=re.compile("They are two women after all")).click()

    page.get_by_text("They are two women again").wait_for()
    assert Participant.objects.all().survivors().count() == 2


def test_number_is_shown_when_it_is_asked_for(open_browser, place):
    person = ParticipantFactory(phone="+9647701234567", project_sites=[place.pk])
    ConsentFactory(participant=person, text=ConsentTextFactory(purpose="contact_by_phone"))
    page = open_browser()
    sign_in(page, staff(Role.FIELD, place, language="en"))
    page.goto(f"/people/{person.pk}/")
    assert page.get_by_text("0770 123 4567").count() == 0

    page.get_by_role("button", name="Show the number").click()

    assert page.get_by_role("link", name="0770 123 4567").get_attribute("href") == (
        "tel:+9647701234567"
    )


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("phone", [True, False])
def test_pages_about_people_are_accessible(open_browser, place, language, phone):
    person = ParticipantFactory(phone="+9647701234567", project_sites=[place.pk])
    other = ParticipantFactory(phone="+9647701234567", project_sites=[place.pk])
    pair = DuplicateCandidateFactory(one=person, other=other)
    page = open_browser(phone=phone, language=language)
    sign_in(page, staff(Role.COORDINATOR, place, language=language))

    parts = ("who", "reach", "status", "identity", "consents", "household")
    for path in (
        "/people/",
        "/people/add/",
        f"/people/{person.pk}/",
        *(f"/people/{person.pk}/{part}/" for part in parts),
        "/people/duplicates/",
        f"/people/duplicates/{pair.pk}/",
    ):
        page.goto(path)
        page.locator("main details").evaluate_all("all => all.forEach(one => (one.open = true))")
        check_axe(page)
        wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        assert not wide, path
