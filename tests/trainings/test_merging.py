"""Two records of one woman had a place each in one cohort: one place, one row, nothing lost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError
from django.utils import timezone

from accounts.roles import Role
from core import panels
from core.scoping import scope
from participants.services.duplicates import merge, undo_merge
from tests.factories import (
    CohortFactory,
    EnrolmentFactory,
    MergedPlaceFactory,
    SessionFactory,
    UserFactory,
    staff,
)
from tests.trainings.sync_world import log_of, phone_of, stored
from trainings.models import Attendance, AttendanceEvent, Disagreement, Enrolment, MergedPlace

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return CohortFactory()


@pytest.fixture
def sessions(cohort):
    """Four days, the last of them today."""
    today = timezone.localdate()
    return [SessionFactory(cohort=cohort, day=today - timedelta(days=ago)) for ago in (3, 2, 1, 0)]


@pytest.fixture
def places(cohort):
    """The place that stays and the one that does not."""
    return EnrolmentFactory.create_batch(2, cohort=cohort)


@pytest.fixture
def coordinator(cohort):
    return staff(Role.COORDINATOR, cohort.project_site)


@pytest.fixture
def officer(sessions):
    return phone_of(sessions[0])


def say(phone, session, place, mark, **details):
    """One mark, tapped on a phone."""
    phone.send(phone.mark(session, place, mark, **details))


def merged(places, coordinator):
    """Merge the women of two places, in the scope of who does it."""
    first, second = places
    with scope(coordinator):
        return merge(survivor=first.participant, other=second.participant, by=coordinator)


def undone(made, coordinator):
    with scope(coordinator):
        undo_merge(merge=made, by=coordinator)


def marks_of(place, sessions):
    return [
        Attendance.objects.filter(session=session, enrolment=place)
        .values_list("mark", flat=True)
        .first()
        for session in sessions
    ]


def test_second_place_counts_no_more(places, sessions, coordinator):
    merged(places, coordinator)

    first, second = Enrolment.objects.order_by("pk")
    assert (first.state, second.state) == ("enrolled", "merged")
    assert [line.enrolment_id for line in sessions[-1].roster()] == [first.pk]


def test_marks_are_copied_where_the_first_place_has_none(places, sessions, coordinator, officer):
    first, second = places
    say(officer, sessions[0], second, "late", minutes_late=10)
    say(officer, sessions[1], second, "absent", reasons=["illness"])
    say(officer, sessions[2], first, "present")

    merged(places, coordinator)

    assert marks_of(first, sessions) == ["late", "absent", "present", None]
    late, absent, _present = Attendance.objects.filter(enrolment=first).order_by("session")
    assert (late.minutes_late, late.how, absent.reasons) == (10, "merged", ["illness"])
    # What was said of the second place stays where it is.
    assert marks_of(second, sessions) == ["late", "absent", None, None]
    assert not Disagreement.objects.exists()


def test_marks_that_differ_open_a_disagreement(places, sessions, coordinator, officer):
    first, second = places
    say(officer, sessions[0], first, "present")
    say(officer, sessions[0], second, "absent")

    merged(places, coordinator)

    disagreement = Disagreement.objects.get()
    assert (disagreement.enrolment, disagreement.session) == (first, sessions[0])
    assert disagreement.against_event.mark == "present"
    assert disagreement.opened_by_event.mark == "absent"
    assert [event[:2] for event in log_of(sessions[0], first)] == [
        ("present", "applied"),
        ("absent", "conflict"),
    ]


def test_same_mark_is_left_alone(places, sessions, coordinator, officer):
    first = places[0]
    for place in places:
        say(officer, sessions[0], place, "present")

    merged(places, coordinator)

    assert stored(sessions[0], first) == ("present", 1)


def test_what_was_said_of_all_at_once_replaces_nothing_that_was_meant(
    places, sessions, coordinator, officer
):
    first, second = places
    say(officer, sessions[0], first, "absent")
    officer.send(officer.mark(sessions[0], second, "present", how="bulk"))

    merged(places, coordinator)

    assert marks_of(first, sessions)[0] == "absent"
    assert not Disagreement.objects.exists()


def test_undo_clears_what_was_copied_and_gives_the_place_back(
    places, sessions, coordinator, officer
):
    first, second = places
    say(officer, sessions[0], second, "late", minutes_late=10)
    say(officer, sessions[1], first, "present")
    say(officer, sessions[1], second, "absent")
    say(officer, sessions[2], first, "present")
    before = [marks_of(place, sessions) for place in places]
    events = set(AttendanceEvent.objects.values_list("pk", flat=True))

    made = merged(places, coordinator)
    undone(made, coordinator)

    assert [marks_of(place, sessions) for place in places] == before
    second.refresh_from_db()
    assert second.state == "enrolled"
    assert events < set(AttendanceEvent.objects.values_list("pk", flat=True))
    assert AttendanceEvent.objects.filter(undoes__isnull=False).count() == 2
    assert not Disagreement.objects.open().exists()
    assert MergedPlace.objects.get().undone_by == coordinator
    assert len(sessions[-1].roster()) == 2


def test_bulk_mark_that_gave_way_comes_back_as_one(places, sessions, coordinator, officer):
    first, second = places
    officer.send(officer.mark(sessions[0], first, "present", how="bulk"))
    say(officer, sessions[0], second, "absent")

    made = merged(places, coordinator)
    assert marks_of(first, sessions)[0] == "absent"
    undone(made, coordinator)

    row = Attendance.objects.get(enrolment=first)
    assert (row.mark, row.how) == ("present", "bulk")


def test_mark_that_was_changed_since_survives_the_undo(places, sessions, coordinator, officer):
    first, second = places
    say(officer, sessions[0], second, "absent")
    made = merged(places, coordinator)
    say(officer, sessions[0], first, "excused", base=9)

    undone(made, coordinator)

    assert marks_of(first, sessions)[0] == "excused"


def test_merge_again_after_an_undo_copies_again(places, sessions, coordinator, officer):
    first, second = places
    say(officer, sessions[0], second, "present")
    undone(merged(places, coordinator), coordinator)
    assert marks_of(first, sessions)[0] is None

    merged(places, coordinator)

    assert marks_of(first, sessions)[0] == "present"
    assert MergedPlace.objects.count() == 2


def test_log_still_leads_to_the_marks(places, sessions, coordinator, officer, capsys):
    first, second = places
    say(officer, sessions[0], first, "present")
    say(officer, sessions[0], second, "absent")
    say(officer, sessions[1], second, "late", minutes_late=5)
    made = merged(places, coordinator)
    call_command("rebuild_attendance", "--check")
    undone(made, coordinator)

    call_command("rebuild_attendance", "--check")


def test_dialogue_follows_the_copied_mark_of_its_day(places, sessions, coordinator, officer):
    first, second = places
    main = sessions[0]
    dialogue = SessionFactory(
        cohort=main.cohort,
        parent=main,
        starts_at=main.starts_at + timedelta(hours=1),
        ends_at=main.starts_at + timedelta(hours=1, minutes=45),
    )
    say(officer, main, second, "present")
    assert stored(dialogue, second) == ("present", 1)

    made = merged(places, coordinator)
    assert stored(dialogue, first)[0] == "present"
    undone(made, coordinator)

    assert stored(dialogue, first)[0] is None


def test_mark_that_still_comes_for_the_second_place_waits_for_a_manager(
    places, sessions, coordinator, officer
):
    merged(places, coordinator)

    answer = officer.send(officer.mark(sessions[-1], places[1], "present"))

    assert answer.outcomes == ["pending_review"]


@pytest.mark.parametrize(
    ("first", "second", "states"),
    [
        # A place of her own stays before one that waits.
        ({"state": "waitlisted"}, {}, ("merged", "enrolled")),
        # A place that ended before the other began is history, not a second one.
        (
            {"to_on": date(2026, 2, 1), "state": "withdrawn"},
            {"from_on": date(2026, 2, 1)},
            ("withdrawn", "enrolled"),
        ),
        (
            {"kind": "guest", "from_on": date(2026, 3, 1), "to_on": date(2026, 3, 2)},
            {},
            ("merged", "enrolled"),
        ),
    ],
)
def test_which_place_stays(cohort, coordinator, first, second, states):
    places = [EnrolmentFactory(cohort=cohort, **fields) for fields in (first, second)]

    made = merged(places, coordinator)

    after = [Enrolment.objects.get(pk=place.pk).state for place in places]
    assert tuple(after) == states
    undone(made, coordinator)
    assert [Enrolment.objects.get(pk=place.pk).state for place in places] == [
        place.state for place in places
    ]


def test_places_in_other_cohorts_stay(coordinator, places, cohort):
    elsewhere = EnrolmentFactory(
        cohort=CohortFactory(project_site=cohort.project_site), participant=places[1].participant
    )

    merged(places, coordinator)

    elsewhere.refresh_from_db()
    assert elsewhere.state == "enrolled"


def test_her_page_shows_the_places_of_all_her_records(coordinator, places, cohort):
    elsewhere = EnrolmentFactory(
        cohort=CohortFactory(project_site=cohort.project_site), participant=places[1].participant
    )
    merged(places, coordinator)
    survivor = places[0].participant

    [panel] = [
        shown
        for shown in panels.person.contexts(coordinator, survivor)
        if shown["template"] == "trainings/person_places.html"
    ]

    assert {place.pk for place in panel["places"]} == {
        *(place.pk for place in places),
        elsewhere.pk,
    }


def test_place_is_merged_once_until_that_is_undone():
    first = MergedPlaceFactory(undone_at=timezone.now(), undone_by=UserFactory())
    MergedPlaceFactory(into=first.into, enrolment=first.enrolment)

    with pytest.raises(IntegrityError, match="merged_place_once_until_undone"):
        MergedPlaceFactory(into=first.into, enrolment=first.enrolment)


def test_place_is_merged_into_another():
    place = EnrolmentFactory()

    with pytest.raises(IntegrityError, match="merged_place_of_two"):
        MergedPlaceFactory(into=place, enrolment=place)


def test_undo_of_a_place_says_whose_it_is():
    with pytest.raises(IntegrityError, match="merged_place_undone_by_somebody"):
        MergedPlaceFactory(undone_at=timezone.now())
