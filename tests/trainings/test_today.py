"""Today: what is on, what comes, what was, and what is still to record."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from tests.factories import EnrolmentFactory, SessionFactory, SessionStaffFactory, staff
from tests.trainings.marking import mark
from tests.trainings.sync_world import phone_of
from trainings.models import Disagreement
from trainings.panels import disagreements
from trainings.queries.today import cards_of, todays_cards, unrecorded, with_counts
from trainings.services.waiting import settle_disagreement

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
NOW = timezone.now()
TWO_DAYS_AGO = TODAY - timedelta(days=2)


def open_today(client, user):
    client.force_login(user)
    return client.get(reverse("trainings:today"))


def session_of(day=TODAY, women=1, **fields):
    """A session with so many women expected."""
    session = SessionFactory(day=day, **fields)
    EnrolmentFactory.create_batch(women, cohort=session.cohort)
    return session


@pytest.mark.parametrize(
    ("minutes", "place"),
    [
        (-31, "later"),
        (-30, "now"),
        (0, "now"),
        (179, "now"),
        (180, "earlier"),
    ],
)
def test_session_stands_where_the_clock_puts_it(minutes, place):
    session = session_of()
    officer = staff(Role.FIELD, session.project_site)

    today = todays_cards(officer, session.starts_at + timedelta(minutes=minutes))

    assert [card.session for card in getattr(today, place)] == [session]
    assert len(today.cards) == 1


def test_card_counts_the_expected_the_marked_and_the_dialogue_inside():
    session = session_of(women=2)
    mark(session, session.cohort.enrolments.first())
    SessionFactory(
        cohort=session.cohort,
        parent=session,
        starts_at=session.starts_at + timedelta(minutes=90),
        ends_at=session.starts_at + timedelta(minutes=135),
    )
    officer = staff(Role.FIELD, session.project_site)

    [card] = todays_cards(officer, NOW).cards

    assert (card.expected, card.marked) == (2, 1)
    assert [dialogue.minutes for dialogue in card.dialogues] == [45]


def test_unrecorded_sessions_of_other_days_are_told_with_their_age():
    session = session_of(TWO_DAYS_AGO)
    recorded = session_of(TWO_DAYS_AGO, cohort__project_site=session.project_site)
    mark(recorded, recorded.cohort.enrolments.get())
    session_of(
        TWO_DAYS_AGO,
        cohort__project_site=session.project_site,
        state="cancelled",
        state_reason="power",
    )
    officer = staff(Role.FIELD, session.project_site)

    [card] = cards_of(with_counts(unrecorded(officer)), officer)

    assert (card.session, card.age) == (session, 2)


def test_locked_session_is_not_asked_for_any_more():
    session = session_of(TWO_DAYS_AGO)
    project = session.project_site.project
    project.locked_until = TWO_DAYS_AGO
    project.save()

    assert not unrecorded(staff(Role.FIELD, session.project_site)).exists()


@pytest.mark.parametrize(("days", "is_asked"), [(14, True), (15, False)])
def test_facilitator_is_asked_for_fourteen_days(days, is_asked):
    session = session_of(TODAY - timedelta(days=days))
    facilitator = staff(Role.FACILITATOR, session.project_site)
    SessionStaffFactory(session=session, user=facilitator)

    assert unrecorded(facilitator).exists() is is_asked


def test_field_officer_is_asked_however_long_ago(client):
    session = session_of(TODAY - timedelta(days=100))
    officer = staff(Role.FIELD, session.project_site)

    page = open_today(client, officer).content.decode()

    assert "100 days ago" in page
    assert session.get_absolute_url() in page


def test_biggest_button_opens_the_session_that_is_on(client, monkeypatch):
    session = session_of()
    officer = staff(Role.FIELD, session.project_site)
    monkeypatch.setattr(timezone, "now", lambda: session.starts_at + timedelta(minutes=5))

    page = open_today(client, officer).content.decode()

    assert page.count("Record attendance") == 1


def test_session_of_another_place_is_not_told(client):
    session = session_of()
    stranger = staff(Role.FIELD, SessionFactory().project_site)

    page = open_today(client, stranger).content.decode()

    assert str(session.cohort) not in page


def test_empty_day_names_the_next_session(client):
    session = session_of(TODAY + timedelta(days=3))

    page = open_today(client, staff(Role.FIELD, session.project_site)).content.decode()

    assert "No session today" in page
    assert session.get_absolute_url() in page


@pytest.mark.parametrize("role", [Role.DONOR, Role.MANDE, Role.CATALOGUE, Role.CHILDCARE])
def test_who_sees_no_sessions_has_no_today(client, role):
    assert open_today(client, staff(role)).status_code == 403


@pytest.mark.parametrize("page", ["x", "0", "-1", "99999999999999999999"])
def test_strange_page_number_shows_a_page(client, page):
    session = session_of(TWO_DAYS_AGO)
    client.force_login(staff(Role.FIELD, session.project_site))

    assert client.get(reverse("trainings:today"), {"page": page}).status_code == 200


@pytest.mark.parametrize("count", [1, 9])
def test_query_count_does_not_grow_with_sessions(client, django_assert_max_num_queries, count):
    first = session_of()
    place = first.project_site
    for hour in range(count):
        session_of(cohort__project_site=place, hour=hour)
        session_of(TWO_DAYS_AGO, cohort__project_site=place, hour=hour)
    client.force_login(staff(Role.FIELD, place))
    client.get(reverse("trainings:today"))

    # Web session, user, scope; sessions, dialogues; their number, those due, dialogues. Then
    # what the panels ask while nothing is to show: playroom, visits, disagreements, follow-ups.
    with django_assert_max_num_queries(8 + 4):
        client.get(reverse("trainings:today"))


def disagreement_on(session, marks=("absent", "present")):
    """Two phones that saw the same woman differently, and whose they are."""
    woman = EnrolmentFactory(cohort=session.cohort)
    phones = [phone_of(session) for _mark in marks]
    for phone, said in zip(phones, marks, strict=True):
        phone.send(phone.mark(session, woman, said))
    return woman, [phone.user for phone in phones]


def panel_of(client, user):
    (found,) = [
        panel
        for panel in open_today(client, user).context["panels"]
        if panel["template"] == "trainings/today_disagreements.html"
    ] or [None]
    return found


def test_disagreement_concerns_its_two_authors_and_who_decides(client):
    session = session_of()
    woman, authors = disagreement_on(session)
    manager = staff(Role.MANAGER, session.project_site)
    others = [
        staff(Role.FIELD, session.project_site),
        staff(Role.FIELD, SessionFactory().project_site),
        staff(Role.MANAGER, SessionFactory().project_site),
    ]

    for person in (*authors, manager):
        ((disagreement, voices, is_hers),) = panel_of(client, person)["lines"]
        assert disagreement.enrolment == woman
        assert [voice.mark for voice in voices] == ["absent", "present"]
        assert is_hers == (person == manager)
    for person in others:
        assert panel_of(client, person) is None


def test_settled_disagreement_leaves_today(client):
    session = session_of()
    _woman, (author, _other) = disagreement_on(session)
    manager = staff(Role.MANAGER, session.project_site)
    settle_disagreement(
        disagreement=Disagreement.objects.get(), mark="absent", base_version=2, by=manager
    )

    assert panel_of(client, author) is None
    assert panel_of(client, manager) is None


def test_whoever_spoke_before_the_disagreement_is_left_out_of_it(client):
    session = session_of()
    woman, _authors = disagreement_on(session)
    first = phone_of(session)
    settle_disagreement(
        disagreement=Disagreement.objects.get(),
        mark="absent",
        base_version=2,
        by=staff(Role.MANAGER, session.project_site),
    )
    first.send(first.mark(session, woman, "late", base=3))
    second = phone_of(session)
    second.send(second.mark(session, woman, "present", base=3))

    assert panel_of(client, _authors[0]) is None
    assert panel_of(client, second.user) is not None


@pytest.mark.parametrize("number", [1, 5, 6])
def test_panel_of_disagreements_asks_two_queries(number, django_assert_num_queries):
    session = session_of()
    for _ in range(number):
        disagreement_on(session)
    manager = staff(Role.MANAGER, session.project_site)
    _ = manager.scope

    with django_assert_num_queries(2):
        panel = disagreements(manager, TODAY)

    assert (len(panel["lines"]), panel["has_more"]) == (min(number, 5), number > 5)
