"""The list of visits and the page of one, from setting off until everybody is back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Look
from accounts.roles import Role
from outreach.models import Garment, HouseholdInNeed, Visit
from outreach.queries.visitors import graduates_for
from tests.outreach.factories import (
    GarmentFactory,
    MeasurementSetFactory,
    RoundGraduateFactory,
    VisitFactory,
    set_off,
)
from tests.outreach.page_world import messages_of, page, send_off, sign_in, step, told, volunteer_of
from tests.outreach.round_world import household_of, open_round, plan

pytestmark = pytest.mark.django_db
LIST = page("visit_list")
ADDRESS, PHONE = "خلف المدرسة القديمة", "+9647701112223"


@pytest.fixture
def round_():
    return open_round()


@pytest.fixture
def visit(round_):
    household = household_of(round_, address=ADDRESS, phone=PHONE, safe_to_call=True)
    return plan(round_, household)


# --- The list ----------------------------------------------------------------


def test_list_leads_with_who_should_be_back(client, round_, visit):
    late = set_off(plan(round_, household_of(round_, "host"), side="displaced"))
    Visit.objects.filter(pk=late.pk).update(left_base_at=timezone.now() - timedelta(hours=5))
    volunteer_of(client, round_)

    response = client.get(LIST)

    assert response.context["underway"].overdue == [late]
    assert response.context["today"] == [visit]
    assert told(response).index("Should be back by now") < told(response).index("Planned for today")


def test_volunteer_finds_visits_in_her_menu_and_lands_there(client, round_):
    volunteer_of(client, round_)

    response = client.get("/", follow=True)

    assert response.redirect_chain == [(LIST, 302)]
    assert next(entry.label for entry in response.context["navigation"]) == "Visits"


def test_volunteer_without_a_round_is_told_why_nothing_is_there(client, round_, visit):
    sign_in(client, Role.OUTREACH, round_.project_site)

    response = client.get(LIST)

    assert "once your coordinator has opened a round" in told(response)
    assert client.get(page("visit_detail", visit.pk)).status_code == 404


def test_manager_finds_what_she_is_asked(client, round_):
    asked = plan(round_, household_of(round_, "host"), ask=True)
    sign_in(client, Role.MANAGER, round_.project_site)

    assert list(client.get(LIST).context["asked"]) == [asked]


# --- Who is overdue ----------------------------------------------------------


def test_who_is_not_back_leads_on_today_and_is_named_to_managers_where_they_begin(
    client, round_, visit
):
    set_off(visit, minutes_ago=300)

    for role in (Role.FIELD, Role.MANAGER):
        sign_in(client, role, round_.project_site)
        said = told(client.get("/today/"))
        assert said.index("Not back from a visit") < said.index("No session today"), role
    assert "1 team is not back: call them now" in told(client.get("/", follow=True))


def test_nobody_elsewhere_hears_of_it(client, visit):
    set_off(visit, minutes_ago=300)
    sign_in(client, Role.FIELD, VisitFactory().project_site)

    assert "Not back from a visit" not in told(client.get("/today/"))


def test_nothing_is_shown_once_they_are_back(client, round_, visit):
    set_off(visit, minutes_ago=300)
    sign_in(client, Role.FIELD, round_.project_site)
    step(client, visit, "back")

    assert "Not back from a visit" not in told(client.get("/today/"))


# --- The way -----------------------------------------------------------------


def test_visit_goes_its_way(client, round_, visit):
    user = volunteer_of(client, round_)

    send_off(client, visit)
    for name in ("arrive", "leave", "back"):
        assert step(client, visit, name).status_code == 302
    client.post(
        page("visit_outcome", visit.pk),
        {"outcome": "done", "women": "٢", "girls": "1", "wants_return": "yes"},
    )

    visit.refresh_from_db()
    assert (visit.outcome, visit.outcome_by) == ("done", user)
    assert (visit.met_women, visit.met_girls, visit.wants_return) == (2, 1, True)
    assert visit.left_base_at <= visit.arrived_at <= visit.left_at <= visit.back_at


def test_who_taps_twice_is_told_the_same(client, round_, visit):
    volunteer_of(client, round_)

    assert [send_off(client, visit).status_code for _ in range(2)] == [302, 302]
    first = Visit.objects.get().left_base_at
    assert visit.visitors.count() == 2
    assert [step(client, visit, "arrive").status_code for _ in range(2)] == [302, 302]
    assert Visit.objects.get().left_base_at == first


def test_women_of_the_team_are_offered_first(round_, visit):
    for given in ("اا", "ىى"):
        RoundGraduateFactory(
            round=round_, side=visit.team.side, enrolment__participant__given=given
        )

    offered = [woman.team_id == visit.team_id for woman in graduates_for(visit)]

    assert offered == [True, True, False, False]


def test_one_woman_alone_is_held_back_in_words(client, round_, visit):
    volunteer_of(client, round_)
    alone = visit.team.graduates.first()

    response = client.post(page("visit_set_off", visit.pk), {"graduates": [alone.pk]})

    assert "Nobody sets off alone: at least two go." in told(response)
    assert Visit.objects.get().left_base_at is None


def test_moment_may_be_told_later(client, round_, visit):
    volunteer_of(client, round_)
    earlier = timezone.localtime() - timedelta(minutes=40)

    send_off(client, visit, at=f"{earlier:%H:%M}")

    assert timezone.localtime(Visit.objects.get().left_base_at).minute == earlier.minute


def test_step_that_is_no_step_is_refused_in_words(client, round_, visit):
    volunteer_of(client, round_)

    assert messages_of(client, page("visit_step", visit.pk), {"step": "fly"}) == [
        "This page is out of date. Load it again and tap once more."
    ]


def test_unsafe_visit_closes_the_address_and_asks_to_tell_a_manager(client, round_, visit):
    volunteer_of(client, round_)
    send_off(client, visit)

    said = messages_of(client, page("visit_outcome", visit.pk), {"outcome": "unsafe"})

    assert "Tell your manager" in said[-1]
    assert HouseholdInNeed.objects.get().unsafe_at is not None


# --- The address -------------------------------------------------------------


@pytest.mark.parametrize(("days", "is_shown"), [(0, True), (7, True), (8, False)])
def test_address_is_hidden_from_volunteers_a_week_after(client, round_, visit, days, is_shown):
    Visit.objects.update(on_day=timezone.localdate() - timedelta(days=days))
    volunteer_of(client, round_)

    response = client.get(page("visit_detail", visit.pk))

    assert (ADDRESS in told(response)) is is_shown
    assert ("0770 111 2223" in told(response)) is is_shown
    assert Look.objects.filter(page="outreach:visit_detail").exists() is is_shown


def test_staff_read_the_address_later_too(client, round_, visit):
    Visit.objects.update(on_day=timezone.localdate() - timedelta(days=30))
    sign_in(client, Role.COORDINATOR, round_.project_site)

    assert ADDRESS in told(client.get(page("visit_detail", visit.pk)))


def test_phone_that_is_not_safe_is_never_shown(client, round_, visit):
    HouseholdInNeed.objects.update(safe_to_call=False)
    volunteer_of(client, round_)

    response = client.get(page("visit_detail", visit.pk))

    assert "not safe to call" in told(response)
    assert PHONE not in response.content.decode()


def test_list_and_rounds_tell_no_address(client, round_, visit):
    volunteer_of(client, round_)

    for url in (LIST, page("round_detail", round_.pk), page("board", round_.pk)):
        assert ADDRESS not in client.get(url).content.decode(), url


# --- Allowed by a manager ----------------------------------------------------


def test_manager_allows_with_a_reason_and_nobody_without(client, round_):
    visit = plan(round_, household_of(round_, "host"), ask=True)
    by = sign_in(client, Role.MANAGER, round_.project_site)
    allow = page("visit_allow", visit.pk)

    assert "This field is required." in told(client.post(allow, {"reason": " "}))
    client.post(allow, {"reason": "Nobody else speaks their language."})

    visit.refresh_from_db()
    assert (visit.exception_by, visit.exception_reason) == (
        by,
        "Nobody else speaks their language.",
    )


def test_nobody_sets_off_before_a_manager_allowed_it(client, round_):
    visit = plan(round_, household_of(round_, "host"), ask=True)
    volunteer_of(client, round_)

    assert "Nobody sets off before that is settled." in told(
        client.get(page("visit_detail", visit.pk))
    )
    assert "A manager has to allow this visit first." in told(send_off(client, visit))


# --- Handing over ------------------------------------------------------------


@pytest.fixture
def dress(visit):
    member = visit.household.members.first()
    made = timezone.now()
    by = visit.created_by
    return GarmentFactory(
        round=visit.round,
        member=member,
        state="checked",
        cut_at=made,
        cut_by=by,
        cut_from=MeasurementSetFactory(member=member),
        sewn_at=made,
        sewn_by=by,
        checked_at=made,
        checked_by=by,
    )


def test_garment_is_handed_over_once_though_tapped_twice(client, round_, visit, dress):
    set_off(visit)
    volunteer_of(client, round_)
    step(client, visit, "arrive")
    form = {"garments": [dress.pk], "received_by": "الأم", "acknowledgement": "thumb"}

    for _ in range(2):
        said = messages_of(client, page("visit_deliver", visit.pk), form)
        assert said[-1] == "1 garment is handed over."
    first = Garment.objects.get()
    assert (first.state, first.delivered_visit, first.received_by) == ("delivered", visit, "الأم")


def test_nothing_is_handed_over_to_nobody(client, round_, visit, dress):
    set_off(visit)
    volunteer_of(client, round_)
    step(client, visit, "arrive")

    response = client.post(page("visit_deliver", visit.pk), {"garments": [dress.pk]})

    assert response.context["deliver"].errors.keys() == {"received_by", "acknowledgement"}
    assert Garment.objects.get().state == "checked"


def test_garment_of_another_household_is_not_offered(client, round_, visit, dress):
    set_off(visit)
    volunteer_of(client, round_)
    step(client, visit, "arrive")
    strange = GarmentFactory(round=round_)
    form = {"garments": [strange.pk], "received_by": "x", "acknowledgement": "thumb"}

    response = client.post(page("visit_deliver", visit.pk), form)

    assert response.context["deliver"].errors.keys() == {"garments"}
