"""Two siblings come in and go home; a collector is refused. On a carer's phone."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from accounts.roles import Role
from childcare.models import RefusedHandOver, Stay
from tests.browser.conftest import sign_in
from tests.browser.test_roster_marking import saved
from tests.browser.test_today import LOOKS, look_at
from tests.childcare.factories import (
    CarerFactory,
    ChildFactory,
    PickupAuthorisationFactory,
    ShiftFactory,
)
from tests.childcare.world import Playroom, bring_in, carer_at
from tests.factories import EnrolmentFactory, ParticipantFactory, RoomFactory, SessionFactory, staff

SECRET = "حكم من المحكمة"


@pytest.fixture
def room():
    """A class that began a while ago; Zainab has two children, one of them allergic to nuts."""
    session = SessionFactory(starts_at=timezone.now() - timedelta(minutes=20), hours=3, number=14)
    place = session.project_site
    RoomFactory(site=place.site, kind="playroom", area_m2=24)
    zainab = ParticipantFactory(given="زينب", father="كاظم", project_sites=[place.pk])
    enrolment = EnrolmentFactory(cohort=session.cohort, participant=zainab)
    children = [
        child_of(zainab, "مريم", 6, sex="f", medicine="بخاخ الربو بعد الظهر"),
        child_of(zainab, "يوسف", 3, sex="m", allergies="فول سوداني"),
    ]
    carer = carer_at(place)
    CarerFactory(project_site=place, name="نسرين هيوا")
    return Playroom(session, enrolment, children, carer)


def child_of(guardian, name, years, **more):
    born_on = date(timezone.localdate().year - years, 1, 1)
    return ChildFactory(guardian=guardian, name=name, born_on=born_on, **more)


def works(user, language):
    """The same person with her language."""
    user.language = language
    user.save(update_fields=["language"])
    return user


def open_hand_over(page):
    page.goto(reverse("childcare:playroom"))
    page.locator('a[href*="/playroom/tags/"].btn-lg').click()


@pytest.mark.parametrize(("language", "scripts"), [("ar", True), ("en", True), ("ar", False)])
def test_two_siblings_come_in_and_go_home_with_their_mother(open_browser, room, language, scripts):
    page = open_browser(language=language, scripts=scripts)
    sign_in(page, works(room.carer, language))

    # The playroom is where she lands; both adults say that they are in the room.
    page.wait_for_url("**/playroom/")
    for place in range(2):
        page.locator(".board-carer").nth(place).click()
    expect(page.locator('.board-carer[aria-pressed="true"]')).to_have_count(2)
    page.get_by_role("button", name="مريم").click()
    expect(page.locator(".tag")).to_have_text("1")
    expect(page.locator(".health-allergy")).to_have_count(1)
    if scripts:
        look_at(page, "playroom-inside", language, phone=True)

    open_hand_over(page)
    if scripts:
        look_at(page, "playroom-hand-over", language, phone=True)
    page.get_by_role("button", name="زينب كاظم").click()
    expect(page.locator(".alert-success")).to_contain_text("زينب كاظم")
    expect(page.locator(".family")).to_have_count(0)

    stays = Stay.objects.all()
    assert {stay.out_check for stay in stays} == {"mother"}
    assert {stay.tag.number for stay in stays} == {1}
    assert {stay.out_by for stay in stays} == {room.carer}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_refused_collector_leaves_alone_and_a_manager_decides(open_browser, room, language):
    bring_in(room)
    for child in room.children:
        PickupAuthorisationFactory(
            child=child, name="سعد جاسم", is_blocked=True, blocked_reason=SECRET
        )
    page = open_browser(language=language)
    sign_in(page, works(room.carer, language))
    open_hand_over(page)

    page.get_by_role("button", name="سعد جاسم").click()
    expect(page.locator(".messages .alert-error")).to_be_visible()
    assert SECRET not in page.content()
    look_at(page, "playroom-refused", language, phone=True)
    assert Stay.objects.inside().count() == 2
    assert {one.why for one in RefusedHandOver.objects.all()} == {"blocked"}

    manager = open_browser(language=language)
    sign_in(manager, staff(Role.MANAGER, room.place, language=language))
    manager.goto(reverse("childcare:playroom"))
    look_at(manager, "playroom-manager", language, phone=True)
    open_hand_over(manager)
    decision = manager.locator("details:has([value=release])")
    decision.locator("summary").click()
    for child in decision.locator("label.chip-big").all():
        child.click()
    decision.locator("[name=name]").fill("هدى كاظم")
    decision.locator("[name=reason]").fill("الأم في المستشفى وكلّمتني")
    look_at(manager, "playroom-release", language, phone=True)
    decision.locator(".btn-danger").click()
    expect(manager.locator(".alert-success")).to_contain_text("هدى كاظم")
    assert {stay.out_check for stay in Stay.objects.all()} == {"supervisor"}


@pytest.mark.parametrize("field", ["name", "code"])
def test_enter_in_a_field_hands_nobody_over(open_browser, room, field):
    bring_in(room)
    page = open_browser()
    sign_in(page, room.carer)
    open_hand_over(page)

    page.locator("main details summary").first.click()
    page.locator(f"main [name={field}]").fill("1234" if field == "code" else "غريب")
    page.locator(f"main [name={field}]").press("Enter")

    expect(page.locator(".messages .alert-error")).to_be_visible()
    assert Stay.objects.inside().count() == 2
    expect(page.locator(f"main [name={field}]")).to_have_value(
        "1234" if field == "code" else "غريب"
    )


def test_chip_on_the_roster_brings_children_in_and_keeps_the_session_open(open_browser, room):
    officer = open_browser()
    sign_in(officer, staff(Role.FIELD, room.place))
    roster = reverse("trainings:session_roster", args=[room.session.pk])
    officer.goto(roster)
    expect(officer.locator(".person-offer")).to_be_hidden()
    officer.locator(f'[data-row="{room.enrolment.pk}"] .mark-present').first.click()
    officer.locator(".person-offer").click()
    saved(officer)
    look_at(officer, "roster-children", "en", phone=True)
    assert Stay.objects.inside().count() == 2

    finish = reverse("trainings:session_finish", args=[room.session.pk])
    officer.goto(finish)
    look_at(officer, "finish-children-inside", "en", phone=True)
    officer.locator("main form button").first.click()
    expect(officer.get_by_text("is still in the playroom").first).to_be_visible()

    carer = open_browser()
    sign_in(carer, room.carer)
    open_hand_over(carer)
    carer.get_by_role("button", name="زينب كاظم").click()
    expect(carer.locator(".alert-success")).to_be_visible()
    officer.goto(finish)
    expect(officer.get_by_text("is still in the playroom")).to_have_count(0)


@pytest.mark.parametrize(("language", "phone"), LOOKS)
def test_pages_of_the_playroom_look_right(open_browser, room, language, phone):
    child = room.children[1]
    line = PickupAuthorisationFactory(
        child=child, name="هدى كاظم", relation="الخالة", phone="+9647000000001"
    )
    PickupAuthorisationFactory(child=child, name="سعد جاسم", is_blocked=True, blocked_reason=SECRET)
    other = EnrolmentFactory(
        cohort=room.session.cohort,
        participant=ParticipantFactory(
            given="شیرین", father="ئازاد", project_sites=[room.place.pk]
        ),
    )
    child_of(other.participant, "هێلین", 1, sex="f")
    stays = bring_in(room, [child])
    ShiftFactory(carer=CarerFactory(project_site=room.place, name="ريتا توما"))
    page = open_browser(language=language, phone=phone)
    sign_in(page, staff(Role.COORDINATOR, room.place, language=language))
    pages = {
        "board": reverse("childcare:playroom"),
        "family": reverse("childcare:family", args=[room.enrolment.pk]),
        "tag": reverse("childcare:tag_print", args=[stays[0].tag_id]),
        "hand-over": reverse("childcare:hand_over", args=[stays[0].tag_id]),
        "child": reverse("childcare:child_detail", args=[child.pk]),
        "child-change": reverse("childcare:child_change", args=[child.pk]),
        "child-add": reverse("childcare:child_add", args=[room.mother.pk]),
        "guardian": reverse("childcare:guardian_add", args=[child.pk]),
        "pickup-add": reverse("childcare:pickup_add", args=[child.pk]),
        "pickup-block": reverse("childcare:pickup_block", args=[child.pk]),
        "pickup-reveal": reverse("childcare:pickup_reveal", args=[line.pk]),
        "carers": reverse("childcare:carers"),
        "bands": reverse("childcare:bands"),
        "find": reverse("childcare:mother_find"),
        "today": reverse("trainings:today"),
        "person": reverse("participants:person_detail", args=[room.mother.pk]),
    }
    for name, url in pages.items():
        page.goto(url)
        look_at(page, f"playroom-{name}", language, phone=phone)
