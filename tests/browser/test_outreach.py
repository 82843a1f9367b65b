"""A round of visits from its plan to a garment in somebody's hand, on a phone and at a desk."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from accounts.roles import Role
from outreach.models import Garment, HouseholdInNeed, Round, Visit
from tests.browser.conftest import sign_in
from tests.browser.test_today import LOOKS, look_at
from tests.factories import CohortFactory, DisplacementEpisodeFactory, EnrolmentFactory, staff
from tests.outreach.factories import KIRKUK, RoundVolunteerFactory, set_off
from tests.outreach.round_world import household_of, open_round, plan

WOMEN = (("شيرين", "host"), ("سيفيل", "host"), ("هناء", "idp"), ("رنا", "idp"))
HOME = "خلف المدرسة القديمة، الباب الأزرق"


@pytest.fixture
def cohort():
    """Four graduates, two of each side."""
    cohort = CohortFactory(name="المجموعة 3")
    for given, status in WOMEN:
        place = EnrolmentFactory(cohort=cohort, participant__given=given)
        DisplacementEpisodeFactory(participant=place.participant, status=status)
    return cohort


def press(page, name, value=""):
    """The button of a form that sends a name, whatever it says in her language."""
    wanted = f'[value="{value}"]' if value else ""
    page.locator(f'main button[name="{name}"]{wanted}').first.click()


def tick(page, name, value):
    """A chip."""
    page.locator(f'label.chip:has(input[name="{name}"][value="{value}"])').first.click()


def save(page):
    """The button that the whole page is about."""
    page.locator("main button.btn-primary").locator("visible=true").last.click()


def write_down(page, language, phone):
    """A volunteer writes down a family that she heard of, and what its head agreed to."""
    page.locator(f'a[href="{reverse("outreach:household_add")}"]').click()
    page.locator("[name=area]").select_option(KIRKUK)
    page.locator("[name=neighbourhood]").fill("رحيم آوه")
    page.locator("[name=address]").fill(HOME)
    tick(page, "basis", "no_income")
    tick(page, "found_by", "graduate")
    for purpose in ("visit", "measure"):
        tick(page, "agreed", purpose)
    look_at(page, "household-add", language, phone=phone)
    save(page)
    page.locator("[name=label]").fill("البنت الكبرى")
    tick(page, "sex", "f")
    tick(page, "age_band", "6-11")
    page.locator("[name=status]").select_option("host")
    tick(page, "wants", "dress")
    look_at(page, "household-line", language, phone=phone)
    save(page)
    expect(page.get_by_role("heading", name="البنت الكبرى")).to_be_visible()
    look_at(page, "household", language, phone=phone)


def plan_round(page, cohort, volunteer, language, phone):
    """A coordinator plans a round: women, teams, households, visits."""
    page.goto(reverse("outreach:round_add"))
    today = timezone.localdate()
    page.locator("[name=cohort]").select_option(str(cohort.pk))
    page.locator("[name=name]").fill("جولة الخريف")
    page.locator("[name=starts_on]").fill(f"{today:%d/%m/%Y}")
    page.locator("[name=ends_on]").fill(f"{today + timedelta(days=13):%d/%m/%Y}")
    look_at(page, "round-add", language, phone=phone)
    save(page)
    press(page, "step", "propose")
    page.locator("[name=volunteer]").select_option(str(volunteer.pk))
    press(page, "step", "volunteer")
    look_at(page, "round-people", language, phone=phone)
    round_ = Round.objects.get()
    page.locator(f'a[href="{reverse("outreach:round_households", args=[round_.pk])}"]').click()
    page.locator("[name=chosen]").check()
    look_at(page, "round-households", language, phone=phone)
    save(page)
    page.locator(f'a[href="{reverse("outreach:round_plan", args=[round_.pk])}"]').click()
    look_at(page, "round-plan", language, phone=phone)
    press(page, "propose")
    page.goto(reverse("outreach:round_detail", args=[round_.pk]))
    press(page, "open")
    look_at(page, "round", language, phone=phone)
    return round_


def go_there(page, visit):
    """They set off, both of them, and arrive."""
    page.goto(reverse("outreach:visit_list"))
    page.locator(f'a[href="{visit.get_absolute_url()}"]').click()
    for woman in page.locator("label.chip:has([name=graduates])").all()[:2]:
        woman.click()
    save_first(page, "set-off")
    press(page, "step", "arrive")


def save_first(page, form):
    """The main button of one form of several."""
    page.locator(f'form[action$="{form}/"] button.btn-primary').click()


def come_home(page):
    """They leave, and are back."""
    press(page, "step", "leave")
    press(page, "step", "back")


def measure(page, language, phone):
    """The measures that a dress needs, one of them mistyped first."""
    page.locator('a[href$="/measure/"]').click()
    sizes = {
        "height": "١٢٨",
        "chest": "666",
        "waist": "60",
        "hip": "70",
        "shoulder": "32",
        "sleeve": "44",
        "back_length": "31,5",
    }
    for name, size in sizes.items():
        page.locator(f"[name={name}]").fill(size)
    save(page)
    look_at(page, "measure-mistyped", language, phone=phone)
    page.locator("[name=chest]").fill("66")
    save(page)


def sew(page, round_, language, phone):
    """What was measured is ordered, cut, sewn and checked on the board."""
    page.goto(reverse("outreach:board", args=[round_.pk]))
    page.locator('form[action$="/order/"] button').first.click()
    look_at(page, "board-ordered", language, phone=phone)
    for step in ("cut", "sewn", "checked"):
        if step == "sewn":
            page.locator("[name=sewn_by]").select_option(index=1)
        press(page, "to", step)
    look_at(page, "board-checked", language, phone=phone)


def plan_by_hand(page, round_):
    """The same team shall bring it."""
    page.goto(reverse("outreach:round_plan", args=[round_.pk]))
    page.locator("[name=household]").select_option(index=1)
    page.locator("[name=team]").select_option(str(Visit.objects.get().team_id))
    tick(page, "purpose", "deliver")
    page.locator("main form:has([name=visit_id]) button").click()
    return Visit.objects.get(outcome="")


def hand_over(page, language, phone):
    """Somebody takes it and confirms with her thumb."""
    tick(page, "garments", Garment.objects.get().pk)
    page.locator("[name=received_by]").fill("الأم")
    tick(page, "acknowledgement", "thumb")
    look_at(page, "visit-deliver", language, phone=phone)
    save_first(page, "deliver")


def say_it_is_done(page):
    """What came of it, with whom they met."""
    tick(page, "outcome", "done")
    page.locator("[name=women]").fill("1")
    page.locator("[name=girls]").fill("٢")
    tick(page, "wants_return", "yes")
    save_first(page, "outcome")


@pytest.mark.parametrize(("language", "phone"), [("ar", True), ("en", False)])
def test_round_from_its_plan_to_a_garment_in_a_hand(open_browser, cohort, language, phone):
    coordinator, volunteer = (
        staff(role, cohort.project_site, language=language)
        for role in (Role.COORDINATOR, Role.OUTREACH)
    )
    hers = open_browser(phone=phone, language=language)
    office = open_browser(phone=phone, language=language)
    sign_in(hers, volunteer)
    sign_in(office, coordinator)
    look_at(hers, "visits-empty", language, phone=phone)

    write_down(hers, language, phone)
    round_ = plan_round(office, cohort, volunteer, language, phone)
    first = Visit.objects.get()
    assert (first.result, first.team.side) == ("cross", "displaced")

    go_there(hers, first)
    look_at(hers, "visit-there", language, phone=phone)
    measure(hers, language, phone)
    say_it_is_done(hers)
    come_home(hers)
    look_at(hers, "visit-done", language, phone=phone)
    sew(hers, round_, language, phone)
    second = plan_by_hand(office, round_)
    go_there(hers, second)
    hand_over(hers, language, phone)
    say_it_is_done(hers)
    come_home(hers)
    office.goto(reverse("outreach:board", args=[round_.pk]))
    look_at(office, "board-delivered", language, phone=phone)
    office.goto(reverse("outreach:round_detail", args=[round_.pk]))
    look_at(office, "round-done", language, phone=phone)

    garment = Garment.objects.get()
    assert (garment.state, garment.delivered_visit) == ("delivered", second)
    assert not Visit.objects.exclude(outcome="done", back_at__isnull=False).exists()


@pytest.fixture
def busy():
    """A round with visits overdue, on their way, asked for, and planned."""
    round_ = open_round()
    host, displaced = (round_.teams.get(side=side) for side in ("host", "displaced"))
    set_off(plan(round_, household_of(round_, "idp"), "host"), minutes_ago=300)
    Visit.objects.filter(team=host).update(on_day=timezone.localdate())
    set_off(plan(round_, household_of(round_, "host"), "displaced"), minutes_ago=20)
    plan(round_, household_of(round_, "host", urgency=3, address=HOME), "host", ask=True)
    plan(round_, household_of(round_, "host", "idp"), "displaced")
    household_of(round_, "unknown")
    assert displaced.visits.count() == 2
    return round_


@pytest.mark.parametrize(("language", "phone"), LOOKS)
def test_pages_of_a_busy_day_look_right(open_browser, busy, language, phone):
    page = open_browser(phone=phone, language=language)
    sign_in(page, staff(Role.MANAGER, busy.project_site, language=language))

    page.goto(reverse("trainings:today"))
    look_at(page, "today-overdue", language, phone=phone)
    page.goto(reverse("outreach:visit_list"))
    look_at(page, "visits", language, phone=phone)
    late = Visit.objects.order_by("left_base_at").first()
    page.goto(late.get_absolute_url())
    look_at(page, "visit-overdue", language, phone=phone)
    page.goto(Visit.objects.get(result="same").get_absolute_url())
    look_at(page, "visit-asked", language, phone=phone)
    page.locator("[name=reason]").fill("لا تتحدث لغتها امرأة أخرى")
    page.locator('form[action$="/allow/"] button').click()
    look_at(page, "visit-allowed", language, phone=phone)
    for name in ("household_list", "round_list"):
        page.goto(reverse(f"outreach:{name}"))
        look_at(page, name, language, phone=phone)
    page.goto(reverse("outreach:round_detail", args=[busy.pk]))
    look_at(page, "round-busy", language, phone=phone)
    unknown = HouseholdInNeed.objects.order_by("-number").first()
    page.goto(reverse("outreach:household_detail", args=[unknown.pk]))
    look_at(page, "household-unknown", language, phone=phone)


def test_address_is_gone_for_a_volunteer_after_a_week(open_browser, busy):
    her = staff(Role.OUTREACH, busy.project_site, language="ar")
    RoundVolunteerFactory(round=busy, user=her)
    visit = Visit.objects.get(result="same")
    page = open_browser(language="ar")
    sign_in(page, her)

    page.goto(visit.get_absolute_url())
    expect(page.get_by_text(HOME)).to_be_visible()
    Visit.objects.update(on_day=timezone.localdate() - timedelta(days=8))
    page.reload()
    expect(page.get_by_text(HOME)).to_have_count(0)
    look_at(page, "visit-hidden", "ar", phone=True)
