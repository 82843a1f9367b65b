"""The list of a class: who is in it, and who is not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from core.scoping import scope
from tests.factories import (
    CohortFactory,
    ConsentFactory,
    ConsentTextFactory,
    EnrolmentFactory,
    SessionFactory,
    staff,
)
from tests.trainings.marking import mark
from trainings.forms.files import ClassListForm
from trainings.queries.class_list import class_lines, members_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return CohortFactory()


def lines(cohort):
    user = staff(Role.COORDINATOR, cohort.project_site)
    with scope(user):
        return class_lines(members_of(cohort, user))


def test_line_tells_name_place_and_how_often_she_was_there(cohort):
    one = EnrolmentFactory(
        cohort=cohort,
        participant__given="هناء",
        participant__born_on=date(1990, 5, 5),
        participant__born_precision="day",
    )
    for value in ("present", "late", "absent"):
        mark(SessionFactory(cohort=cohort, state="held", hour=9), one, value)

    (line,) = lines(cohort)

    assert (line.name, line.birth_year, line.there, line.marked) == (
        one.participant.full_name,
        1990,
        2,
        3,
    )
    assert line.code == one.participant.code_text


def test_guests_and_those_who_wait_are_not_in_it(cohort):
    EnrolmentFactory(cohort=cohort, state="waitlisted")
    EnrolmentFactory(
        cohort=cohort,
        kind="guest",
        from_on=timezone.localdate(),
        to_on=timezone.localdate() + timedelta(days=1),
    )

    assert lines(cohort) == []


def test_woman_whose_data_is_not_to_be_used_is_not_in_it(cohort):
    one, other = EnrolmentFactory.create_batch(2, cohort=cohort)
    text = ConsentTextFactory(purpose="data_processing")
    ConsentFactory(participant=one.participant, text=text, decision="withdrawn")
    ConsentFactory(participant=other.participant, text=text, decision="agreed")

    assert [line.code for line in lines(cohort)] == [other.participant.code_text]


@pytest.mark.parametrize("role", [Role.FIELD, Role.FACILITATOR, Role.MANDE, Role.DONOR])
def test_other_roles_can_choose_no_cohort(cohort, role):
    user = staff(role, cohort.project_site)

    with scope(user):
        assert ClassListForm(user=user).cohorts == {}
