"""Places: asked for, waited for, given within the target, ended with a reason, given again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Look
from accounts.roles import Role
from core.scoping import scope
from participants.details import Decision
from participants.services.consents import decide
from participants.services.duplicates import merge
from tests.factories import CohortFactory, EnrolmentFactory, PlaceStepFactory, staff
from tests.trainings.enrolling_world import DAY, class_for, in_class, one_who_waits, woman
from tests.trainings.refused import refused_by
from trainings.models import CommunityAnswer, Enrolment, PlaceStep
from trainings.services.accepting import accept
from trainings.services.enrolments import apply, enrol, waitlist, withdraw
from trainings.services.refusals import CannotChange
from trainings.services.seats import AgainstTarget
from trainings.services.several import enrol_several
from trainings.services.transfers import transfer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def by():
    return staff(Role.COORDINATOR)


def steps_of(place):
    return [(step.state, step.leaving, step.reason) for step in place.steps.all()]


def test_she_asks_waits_and_gets_a_place_and_every_step_is_kept(by):
    cohort = class_for(10)
    place = apply(cohort=cohort, participant=woman(cohort, "idp"), on_day=DAY, by=by)
    assert place.state == "applied"

    waitlist(enrolment=place, by=by)
    place = accept(enrolment=place, from_on=DAY, by=by)

    assert (place.state, place.from_on) == ("enrolled", DAY)
    assert [state for state, *_why in steps_of(place)] == ["applied", "waitlisted", "enrolled"]
    assert {step.by for step in place.steps.all()} == {by}


def test_who_asks_has_to_have_agreed(by):
    cohort = class_for(10)

    with pytest.raises(CannotChange, match="not agreed"):
        apply(cohort=cohort, participant=woman(cohort, agreed=False), on_day=DAY, by=by)


def test_who_took_back_her_consent_meanwhile_gets_no_place(by):
    place = one_who_waits(class_for(10))
    said = [Decision("participation", "withdrawn", "signed")]
    decide(person=place.participant, decisions=said, by=by)

    with pytest.raises(CannotChange, match="does not agree any more"):
        accept(enrolment=place, from_on=DAY, by=by)


def test_full_class_puts_her_on_the_waiting_list(by):
    cohort = class_for(2)
    in_class(cohort, 2)

    place = enrol(cohort=cohort, participant=woman(cohort, "idp"), from_on=DAY, by=by)

    assert place.state == "waitlisted"


def test_places_that_are_kept_for_the_other_side_are_not_given_without_a_reason(by):
    cohort = class_for(10)
    in_class(cohort, 6, "host")

    waits = enrol(cohort=cohort, participant=woman(cohort, "host"), from_on=DAY, by=by)
    other = enrol(cohort=cohort, participant=woman(cohort, "idp"), from_on=DAY, by=by)
    assert (waits.state, other.state) == ("waitlisted", "enrolled")
    with pytest.raises(AgainstTarget):
        accept(enrolment=waits, from_on=DAY, by=by)
    place = accept(enrolment=waits, from_on=DAY, by=by, reason="أختها في الصف")

    assert place.state == "enrolled"
    assert steps_of(place)[-1] == ("enrolled", "", "أختها في الصف")


def test_full_class_stays_full_whatever_the_reason(by):
    cohort = class_for(1)
    in_class(cohort, 1)
    place = one_who_waits(cohort)

    with pytest.raises(CannotChange, match="All places are taken"):
        accept(enrolment=place, from_on=DAY, by=by, reason="urgent")


def test_end_of_a_place_says_why(by):
    place = EnrolmentFactory()

    withdraw(enrolment=place, last_day=DAY, leaving="work", by=by)

    assert steps_of(place) == [("withdrawn", "work", "")]


def test_end_without_a_reason_is_refused_by_the_database():
    with refused_by("place_step_says_why_she_left"):
        PlaceStepFactory(state="withdrawn", leaving="")

    assert PlaceStepFactory(state="withdrawn", leaving="unsaid").pk


def test_who_has_completed_keeps_her_place(by):
    place = EnrolmentFactory(state="completed")

    with pytest.raises(CannotChange, match="has completed"):
        withdraw(enrolment=place, last_day=DAY, leaving="other", by=by)


def test_she_comes_again_after_her_place_ended_and_not_before(by):
    cohort = class_for(10)
    her = woman(cohort)
    first = enrol(cohort=cohort, participant=her, from_on=DAY, by=by)
    withdraw(enrolment=first, last_day=DAY + timedelta(days=4), leaving="health", by=by)

    with pytest.raises(CannotChange, match="has a place in this cohort"):
        enrol(cohort=cohort, participant=her, from_on=DAY + timedelta(days=4), by=by)
    again = enrol(cohort=cohort, participant=her, from_on=DAY + timedelta(days=5), by=by)

    assert (again.state, again.pk != first.pk) == ("enrolled", True)


def test_nobody_begins_after_the_last_day(by):
    cohort = class_for(10)

    with pytest.raises(CannotChange, match="ends on"):
        enrol(cohort=cohort, participant=woman(cohort), from_on=date(2028, 1, 1), by=by)


def test_woman_with_two_records_has_one_place(by):
    cohort = class_for(10)
    one, other = woman(cohort), woman(cohort)
    enrol(cohort=cohort, participant=one, from_on=DAY, by=by)
    with scope(service="test"):
        merge(survivor=other, other=one, by=by)
    other.refresh_from_db()

    with pytest.raises(CannotChange, match="has a place in this cohort"):
        enrol(cohort=cohort, participant=other, from_on=DAY, by=by)


def test_transfer_keeps_both_places_and_what_became_of_them(by):
    cohort = class_for(10)
    there = CohortFactory(project_site=cohort.project_site, version=cohort.version)
    before = enrol(cohort=cohort, participant=woman(cohort), from_on=DAY, by=by)

    after = transfer(enrolment=before, cohort=there, from_on=DAY + timedelta(days=7), by=by)

    before.refresh_from_db()
    assert (before.state, before.to_on, after.transferred_from) == (
        "transferred",
        after.from_on,
        before,
    )
    assert [one[0] for one in steps_of(before)] == ["enrolled", "transferred"]
    assert [one[0] for one in steps_of(after)] == ["enrolled"]


def test_transfer_against_the_target_needs_a_reason(by):
    cohort = class_for(10)
    there = CohortFactory(project_site=cohort.project_site, version=cohort.version)
    in_class(there, 6, "host")
    [before] = in_class(cohort, 1, "host")
    week = DAY + timedelta(days=7)

    with pytest.raises(AgainstTarget):
        transfer(enrolment=before, cohort=there, from_on=week, by=by)
    after = transfer(enrolment=before, cohort=there, from_on=week, by=by, reason="قريب من بيتها")

    assert steps_of(after) == [("enrolled", "", "قريب من بيتها")]


def test_several_are_enrolled_each_by_the_rules_for_one(by):
    cohort = class_for(10)
    in_class(cohort, 5, "host")
    hosts = [woman(cohort, "host") for _ in range(2)]
    displaced, silent = woman(cohort, "idp"), woman(cohort, "idp", agreed=False)

    outcome = enrol_several(cohort=cohort, people=[*hosts, displaced, silent], from_on=DAY, by=by)

    assert [place.participant for place in outcome.enrolled] == [hosts[0], displaced]
    assert [place.participant for place in outcome.waiting] == [hosts[1]]
    assert [person for person, _why in outcome.refused] == [silent]


def test_several_who_ask_for_a_place_have_none_yet(by):
    cohort = class_for(10)
    people = [woman(cohort) for _ in range(3)]

    outcome = enrol_several(cohort=cohort, people=people, from_on=DAY, by=by, only_apply=True)

    assert {place.state for place in outcome.waiting} == {"applied"}
    assert outcome.enrolled == []


def test_refused_change_keeps_no_step(by):
    place = one_who_waits(class_for(1))
    in_class(place.cohort, 1)

    with pytest.raises(CannotChange), transaction.atomic():
        accept(enrolment=place, from_on=DAY, by=by)

    assert not PlaceStep.objects.exists()


def test_what_is_told_of_communities_is_asked_once_before_a_place_is_given(by):
    cohort = class_for(25, communities=60)
    in_class(cohort, 10, ethnicity="kurd")
    place = one_who_waits(cohort, ethnicity="kurd")

    with pytest.raises(AgainstTarget, match="communities"):
        accept(enrolment=place, from_on=DAY, by=by)

    assert CommunityAnswer.objects.get().enrolment == place
    assert Look.objects.filter(kind="reveal", participant_id=place.participant_id).count() == 1
    assert accept(enrolment=place, from_on=DAY, by=by, reason="وحيدة").state == "enrolled"


def test_two_steps_of_a_place_are_told_in_order(by):
    place = one_who_waits(class_for(5))
    with pytest.raises(IntegrityError), transaction.atomic():
        PlaceStepFactory(enrolment=place, state="withdrawn", leaving="")

    accept(enrolment=place, from_on=DAY, by=by)
    withdraw(enrolment=Enrolment.objects.get(pk=place.pk), last_day=DAY, leaving="moved", by=by)

    assert [state for state, *_why in steps_of(place)] == ["enrolled", "withdrawn"]
