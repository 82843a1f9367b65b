"""A cohort is closed: proposals accepted, a few changed, and refused while something is missing."""

from datetime import timedelta

import pytest

from tests.factories import (
    CertificateFactory,
    CohortFactory,
    EnrolmentFactory,
    FollowUpFactory,
    ProjectSiteFactory,
    SessionFactory,
    UserFactory,
)
from tests.trainings.course_world import TODAY, course, held, woman_of
from tests.trainings.marking import mark
from trainings.models import Completion, Enrolment
from trainings.services.closing import Decision, close_cohort, propose
from trainings.services.enrolments import withdraw
from trainings.services.refusals import CannotChange
from trainings.services.transfers import transfer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def cohort():
    """Five sessions."""
    made = course(completion_percent=80)
    for ago in (9, 8, 7, 6, 5):
        held(made, ago)
    return made


def close(cohort, decisions=None):
    return close_cohort(cohort=cohort, decisions=decisions or {}, by=UserFactory())


def decided(place):
    place.refresh_from_db()
    return (place.completion.outcome, place.state)


def test_proposals_are_accepted_as_they_are(cohort):
    good, poor = woman_of(cohort, "ppplp"), woman_of(cohort, "ppaea")

    close(cohort)

    assert decided(good) == ("completed", "completed")
    assert decided(poor) == ("not_completed", "enrolled")


def test_what_the_rule_saw_is_kept_with_the_decision(cohort):
    good = woman_of(cohort, "ppplp")

    close(cohort)

    assert good.completion.conditions == [
        {"asked": "attendance", "is_met": True, "have": 5, "need": 80, "of": 5}
    ]


def test_some_are_decided_otherwise_with_a_reason(cohort):
    good, poor = woman_of(cohort, "ppplp"), woman_of(cohort, "ppaea")

    close(
        cohort,
        {
            poor.pk: Decision("completed", "caught_up"),
            good.pk: Decision("not_completed", "not_ready"),
        },
    )

    assert decided(poor) == ("completed", "completed")
    assert decided(good) == ("not_completed", "enrolled")
    assert poor.completion.proposed == "not_completed"


def test_deciding_otherwise_without_a_reason_is_refused_and_nothing_is_half_done(cohort):
    good, poor = woman_of(cohort, "ppplp"), woman_of(cohort, "ppaea")

    with pytest.raises(CannotChange, match="say why"):
        close(cohort, {poor.pk: Decision("completed")})

    assert not Completion.objects.exists()
    good.refresh_from_db()
    assert good.state == "enrolled"


def test_needless_reason_is_forgotten(cohort):
    good = woman_of(cohort, "ppppp")

    close(cohort, {good.pk: Decision("completed", "other")})

    assert good.completion.reason == ""


def test_session_that_is_not_recorded_is_named(cohort):
    woman_of(cohort, "pppp-")
    last = cohort.sessions.order_by("starts_at").last()

    with pytest.raises(CannotChange) as refusal:
        close(cohort)

    [sentence] = refusal.value.sentences
    assert f"session {last.number} on" in sentence
    assert str(cohort) in sentence


def test_dialogue_that_is_not_recorded_is_told_from_its_day(cohort):
    woman_of(cohort, "ppppp")
    last = cohort.sessions.order_by("starts_at").last()
    SessionFactory(
        cohort=cohort, parent=last, starts_at=last.starts_at, ends_at=last.ends_at, state="held"
    )

    with pytest.raises(CannotChange) as refusal:
        close(cohort)

    [sentence] = refusal.value.sentences
    assert "the dialogue in session" in sentence


def test_many_sessions_are_named_up_to_five(cohort):
    for days in range(4):
        SessionFactory(cohort=cohort, day=TODAY + timedelta(days=days))
    woman_of(cohort, "p----" + "----")

    with pytest.raises(CannotChange) as refusal:
        close(cohort)

    assert len(refusal.value.sentences) == 6
    assert refusal.value.sentences[-1] == "3 more sessions are not recorded."


def test_session_that_was_called_off_does_not_stand_in_the_way(cohort):
    off = SessionFactory(cohort=cohort, day=TODAY, state="cancelled", state_reason="power")
    woman = EnrolmentFactory(cohort=cohort)
    for session in cohort.sessions.exclude(pk=off.pk):
        mark(session, woman)

    close(cohort)

    assert decided(woman)[0] == "completed"


def test_who_left_moved_waits_or_is_a_guest_is_not_decided(cohort):
    woman_of(cohort, "ppppp")
    for state in ("withdrawn", "transferred"):
        EnrolmentFactory(cohort=cohort, state=state, to_on=TODAY - timedelta(days=9))
    EnrolmentFactory(cohort=cohort, state="waitlisted")
    EnrolmentFactory(cohort=cohort, kind="guest", from_on=TODAY, to_on=TODAY + timedelta(days=1))

    assert len(close(cohort)) == 1


def test_cohort_of_nobody_is_not_closed():
    with pytest.raises(CannotChange, match="Nobody"):
        close(CohortFactory())


def test_it_can_be_decided_again(cohort):
    poor = woman_of(cohort, "ppaea")
    close(cohort, {poor.pk: Decision("completed", "other")})

    close(cohort)

    assert decided(poor) == ("not_completed", "enrolled")
    assert Completion.objects.count() == 1


def test_who_holds_a_certificate_of_completion_keeps_her_decision(cohort):
    good = woman_of(cohort, "ppppp")
    close(cohort)
    CertificateFactory(enrolment=good)

    with pytest.raises(CannotChange, match="revoke it first"):
        close(cohort, {good.pk: Decision("not_completed", "other")})

    assert decided(good) == ("completed", "completed")


def test_nobody_is_asked_about_a_course_that_she_completed(cohort):
    good = woman_of(cohort, "ppppa")
    task = FollowUpFactory(enrolment=good, first_session=cohort.sessions.last())

    close(cohort)

    task.refresh_from_db()
    assert task.result == "place_ended"


@pytest.mark.parametrize("people", [1, 30])
def test_proposing_asks_the_same_number_of_queries(cohort, people, django_assert_num_queries):
    for _ in range(people):
        woman_of(cohort, "ppppp")
    cohort.refresh_from_db()

    with django_assert_num_queries(4):  # the version, the women, the scope, the records
        assert len(propose(cohort).proposals) == people


# --- Moving to another cohort ------------------------------------------------


@pytest.fixture
def other(cohort):
    return CohortFactory(
        version=cohort.version, project_site=ProjectSiteFactory(project=cohort.project_site.project)
    )


def move(place, cohort, from_on=TODAY):
    return transfer(enrolment=place, cohort=cohort, from_on=from_on, by=UserFactory())


def test_she_moves_and_what_she_did_before_counts(cohort, other):
    place = woman_of(cohort, "ppppp")

    moved = move(place, other)

    place.refresh_from_db()
    assert (place.state, place.to_on) == ("transferred", TODAY)
    assert (moved.state, moved.from_on, moved.transferred_from) == ("enrolled", TODAY, place)
    place.participant.refresh_from_db()
    assert other.project_site_id in place.participant.project_sites
    close(other)
    assert decided(moved) == ("completed", "completed")


def test_course_is_decided_where_she_is_now(cohort, other):
    place = woman_of(cohort, "ppppp")
    move(place, other)

    assert propose(cohort).proposals == ()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("another course", "same course"),
        ("the same cohort", "same course"),
        ("before she came", "starts"),
        ("before she was last there", "She was there"),
        ("full", "All places are taken"),
        ("after its end", "ends on"),
        ("ended", "ended already"),
    ],
)
def test_she_cannot_move(cohort, other, said, sentence):
    place = woman_of(cohort, "ppppp")
    to, day = other, TODAY
    if said == "another course":
        to = CohortFactory()
    elif said == "the same cohort":
        to = cohort
    elif said == "before she came":
        day = place.from_on
    elif said == "before she was last there":
        day = TODAY - timedelta(days=6)
    elif said == "full":
        cohort.version.capacity = 1
        cohort.version.save()
        EnrolmentFactory(cohort=other)
    elif said == "after its end":
        day = other.ends_on + timedelta(days=1)
    else:
        withdraw(enrolment=place, last_day=TODAY, leaving="work", by=UserFactory())

    with pytest.raises(CannotChange, match=sentence):
        move(place, to, day)

    assert Enrolment.objects.filter(participant=place.participant).count() == 1


def test_place_that_she_had_there_before_is_told_in_a_sentence(cohort, other):
    place = woman_of(cohort, "ppppp")
    EnrolmentFactory(cohort=other, participant=place.participant)

    with pytest.raises(CannotChange, match="She has a place in this cohort"):
        move(place, other)

    place.refresh_from_db()
    assert place.state == "enrolled"
