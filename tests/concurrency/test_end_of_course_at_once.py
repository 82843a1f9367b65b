"""Two people who close a cohort, give certificates and places at the same moment."""

from core.scoping import scope
from tests.concurrency.together import at_once
from tests.factories import (
    CohortFactory,
    ConsentFactory,
    ConsentTextFactory,
    CourseVersionFactory,
    UserFactory,
)
from tests.trainings.course_world import course, held, woman_of
from trainings.models import Certificate, Completion, Enrolment, Nomination
from trainings.services.certificates import give_certificates
from trainings.services.closing import close_cohort
from trainings.services.nominations import give_next_place, nominate, take_step
from trainings.services.refusals import CannotChange

TAPS = 6


def as_service(action):
    """What an action answers, or that it was refused, in the scope of a service."""

    def act():
        try:
            with scope(service="test"):
                return action()
        except CannotChange as refusal:
            return refusal

    return act


def class_of(people=3):
    """A cohort of one session at which everybody was there."""
    cohort = course(completion_percent=80)
    held(cohort, 9)
    return cohort, [woman_of(cohort, "p") for _ in range(people)]


def leadership_after(cohort, capacity):
    version = CourseVersionFactory(
        state="published", prerequisite=cohort.version.course, capacity=capacity
    )
    return CohortFactory(version=version, project_site=cohort.project_site)


def test_closed_many_times_at_once_everybody_is_decided_once_and_certified_once(committed):
    cohort, women = class_of()
    by = UserFactory()
    places = [woman.pk for woman in women]

    at_once(
        *(as_service(lambda: close_cohort(cohort=cohort, decisions={}, by=by)),) * TAPS,
    )
    at_once(
        *(as_service(lambda: give_certificates(cohort=cohort, enrolments=places, by=by)),) * TAPS,
    )

    assert Completion.objects.filter(outcome="completed").count() == len(women)
    assert sorted(Certificate.objects.values_list("enrolment", flat=True)) == sorted(places)


def test_nominated_many_times_at_once_she_is_nominated_once(committed):
    cohort, women = class_of()
    by = UserFactory()
    close_cohort(cohort=cohort, decisions={}, by=by)
    next_course = leadership_after(cohort, capacity=9).version.course
    places = [woman.pk for woman in women]

    at_once(
        *(
            as_service(
                lambda: nominate(cohort=cohort, course=next_course, enrolments=places, by=by)
            ),
        )
        * TAPS,
    )

    assert Nomination.objects.count() == len(women)


def test_last_place_of_the_next_course_goes_to_one_and_the_others_wait(committed):
    cohort, women = class_of()
    by = UserFactory()
    close_cohort(cohort=cohort, decisions={}, by=by)
    for purpose in ("participation", "data_processing"):
        text = ConsentTextFactory(purpose=purpose)
        for woman in women:
            ConsentFactory(participant=woman.participant, text=text)
    target = leadership_after(cohort, capacity=1)
    nominations = nominate(
        cohort=cohort,
        course=target.version.course,
        enrolments=[woman.pk for woman in women],
        by=by,
    )
    for nomination in nominations:
        for state in ("offered", "accepted"):
            take_step(nomination=nomination, state=state, by=by)

    def give(nomination):
        return as_service(
            lambda: give_next_place(
                nomination=nomination, cohort=target, from_on=target.starts_on, by=by
            )
        )

    # Each of them twice, as by a double tap.
    at_once(*(give(nomination) for nomination in nominations * 2))

    states = Enrolment.objects.filter(cohort=target).values_list("state", flat=True)
    assert sorted(states) == ["enrolled", "waitlisted", "waitlisted"]
