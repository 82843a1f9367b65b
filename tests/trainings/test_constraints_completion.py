"""What must never be false of ratings, decisions, certificates and nominations."""

import pytest
from django.utils import timezone

from tests.factories import (
    CertificateFactory,
    CertificatePrintFactory,
    CohortFactory,
    CompletionFactory,
    CourseVersionFactory,
    EnrolmentFactory,
    NominationFactory,
    SkillFactory,
    SkillRatingFactory,
    UserFactory,
)
from tests.trainings.refused import refused_by

pytestmark = pytest.mark.django_db


def revoked():
    return {"revoked_at": timezone.now(), "revoked_by": UserFactory(), "revoked_because": "lost"}


# --- Skills ------------------------------------------------------------------


@pytest.mark.parametrize("level", [0, 3])
def test_level_from_0_to_3_is_kept(level):
    assert SkillRatingFactory(level=level).level == level


def test_level_above_3_is_refused():
    with refused_by("skill_rating_from_0_to_3"):
        SkillRatingFactory(level=4)


def test_skill_is_rated_once_a_stage():
    first = SkillRatingFactory(stage="mid")
    SkillRatingFactory(enrolment=first.enrolment, skill=first.skill, stage="end")

    with refused_by("skill_rating_once_per_stage"):
        SkillRatingFactory(enrolment=first.enrolment, skill=first.skill, stage="mid")


def test_two_skills_of_a_version_have_two_numbers():
    first = SkillFactory()
    SkillFactory(number=first.number)

    with refused_by("skill_number_once_per_version"):
        SkillFactory(version=first.version, number=first.number)


def test_checklist_of_a_published_version_is_frozen():
    skill = SkillFactory()
    skill.version.state = "published"
    skill.version.save()
    skill.name_ar = "غير ذلك"

    with refused_by("course_version_frozen"):
        skill.save()


def test_version_asks_for_a_level_that_exists():
    assert CourseVersionFactory(completion_skill_level=3).pk
    with refused_by("course_version_skill_level_exists"):
        CourseVersionFactory(completion_skill_level=4)


@pytest.mark.parametrize(
    ("factory", "truth"),
    [
        (SkillRatingFactory, "skill_rating_in_cohort_of_enrolment"),
        (CompletionFactory, "completion_in_cohort_of_enrolment"),
        (CertificateFactory, "certificate_in_cohort_of_enrolment"),
    ],
)
def test_what_hangs_on_a_place_is_in_its_cohort(factory, truth):
    with refused_by(truth):
        factory(cohort=CohortFactory())


# --- Decisions ---------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        {"proposed": "completed", "outcome": "not_completed"},
        {"proposed": "completed", "outcome": "completed", "reason": "other"},
    ],
)
def test_decision_says_why_where_it_differs_and_only_there(said):
    with refused_by("completion_says_why_it_differs"):
        CompletionFactory(**said)


def test_decision_that_differs_with_a_reason_is_kept():
    assert CompletionFactory(proposed="not_completed", outcome="completed", reason="caught_up").pk


# --- Certificates ------------------------------------------------------------


def test_one_certificate_of_a_place_is_valid():
    first = CertificateFactory()

    with refused_by("certificate_one_valid_per_enrolment"):
        CertificateFactory(enrolment=first.enrolment, kind="attendance")


def test_new_certificate_follows_a_revoked_one():
    first = CertificateFactory(**revoked())

    assert CertificateFactory(enrolment=first.enrolment).is_valid


@pytest.mark.parametrize("missing", ["revoked_at", "revoked_by", "revoked_because"])
def test_revoked_certificate_says_when_by_whom_and_why(missing):
    said = revoked() | {missing: "" if missing == "revoked_because" else None}

    with refused_by("certificate_revoked_says_why"):
        CertificateFactory(**said)


def test_numbers_rise_and_codes_are_long_and_different():
    first, second = CertificateFactory(), CertificateFactory()
    first.refresh_from_db()
    second.refresh_from_db()

    assert second.serial > first.serial
    assert second.number.startswith(f"{second.issued_on.year}-")
    assert first.code != second.code
    assert len(first.code) == 12
    assert first.spelled_code.replace("-", "") == first.code


def test_print_is_kept_with_its_certificate():
    made = CertificatePrintFactory()

    assert list(made.certificate.prints.all()) == [made]


# --- Nominations -------------------------------------------------------------


def test_woman_is_nominated_once_for_a_course():
    first = NominationFactory()

    with refused_by("nomination_once_per_course"):
        NominationFactory(enrolment_before=first.enrolment_before, course=first.course)


def test_who_declined_may_be_nominated_again():
    first = NominationFactory(state="declined", declined_because="later")

    assert NominationFactory(enrolment_before=first.enrolment_before, course=first.course).pk


@pytest.mark.parametrize(
    "said",
    [{"state": "declined"}, {"state": "offered", "declined_because": "time"}],
)
def test_declined_says_why_and_nothing_else_does(said):
    with refused_by("nomination_declined_says_why"):
        NominationFactory(**said)


def test_only_who_accepted_gets_a_place():
    before = EnrolmentFactory(state="completed")
    place = EnrolmentFactory(participant=before.participant)

    assert NominationFactory(enrolment_before=before, enrolment=place, state="accepted").pk
    with refused_by("nomination_enrolled_was_accepted"):
        NominationFactory(
            enrolment_before=EnrolmentFactory(participant=before.participant),
            enrolment=EnrolmentFactory(participant=before.participant),
            state="offered",
        )


def test_place_that_she_gets_is_her_own():
    with refused_by("nomination_of_who_holds_enrolment"):
        NominationFactory(enrolment=EnrolmentFactory(), state="accepted")


# --- Moved from one cohort to another ----------------------------------------


def test_place_follows_one_of_her_own():
    before = EnrolmentFactory(state="transferred")
    after = EnrolmentFactory(participant=before.participant, transferred_from=before)

    assert after.transferred_from == before
    with refused_by("enrolment_moved_from_her_own"):
        EnrolmentFactory(transferred_from=EnrolmentFactory())


def test_place_does_not_follow_itself():
    place = EnrolmentFactory()
    place.transferred_from = place

    with refused_by("enrolment_not_moved_from_itself"):
        place.save()
