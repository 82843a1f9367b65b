"""What is asked about the playroom, and that a single child never shows."""

from datetime import timedelta

import pytest
from django.utils import timezone

from dashboards.indicators.counts import count
from dashboards.indicators.registry import registered
from dashboards.indicators.shown import protect_counts
from dashboards.indicators.units import Period
from tests.childcare.factories import ChildFactory, StayFactory
from tests.childcare.world import playroom
from tests.factories import EnrolmentFactory, SessionFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
CODES = [
    "playroom_children",
    "playroom_stays",
    "playroom_hours",
    "playroom_mothers",
    "playroom_attendance",
    "playroom_above_ratio",
]


@pytest.fixture
def room():
    return playroom(children=0)


def came(room, number, **child):
    """Children of as many mothers, inside since this session began."""
    for _ in range(number):
        enrolment = EnrolmentFactory(cohort=room.session.cohort)
        little = ChildFactory(guardian=enrolment.participant, **child)
        StayFactory(enrolment=enrolment, child=little, in_at=room.session.starts_at)


def shown(room, code):
    question = registered()[code]
    period = Period([room.place.pk], TODAY - timedelta(days=6), TODAY)
    return protect_counts(question, count(question.ask(period), question.kind, question.sides))


def by(tables, side):
    [table] = [one for one in tables if one["column_side"] == side]
    cells = dict(zip(table["columns"], table["cells"][0], strict=True))
    return {code: cell["amount"] for code, cell in cells.items()}


def test_every_question_is_registered():
    assert [code for code in registered() if code.startswith("playroom_")] == CODES


@pytest.mark.parametrize("code", CODES)
def test_no_child_at_all_is_no_error(room, code):
    assert shown(room, code)


def test_children_are_told_by_age_and_by_sex(room):
    came(room, 12, sex="f", born_on=TODAY - timedelta(days=365 * 4))
    came(room, 11, sex="m", born_on=TODAY - timedelta(days=365 * 8))

    tables = shown(room, "playroom_children")

    assert tables[0]["total"]["amount"] == 23
    assert (by(tables, "child_sex")["f"], by(tables, "child_sex")["m"]) == (12, 11)
    assert (by(tables, "child_age")["3-5"], by(tables, "child_age")["6+"]) == (12, 11)


@pytest.mark.parametrize("code", ["playroom_children", "playroom_stays", "playroom_hours"])
def test_few_children_are_hidden_and_cannot_be_worked_out(room, code):
    came(room, 20, sex="f")
    came(room, 2, sex="m")

    told = by(shown(room, code), "child_sex")

    # The boys, and the girls beside them: the total minus one would give away the other.
    assert (told["f"], told["m"]) == (None, None)


def test_stay_of_one_child_alone_is_hidden_altogether(room):
    came(room, 1)

    assert shown(room, "playroom_stays")[0]["total"]["hidden"]


def test_sessions_above_ratio_are_shares_of_sessions_with_children(room):
    type(room.session).objects.filter(pk=room.session.pk).update(state="held")
    SessionFactory(cohort=room.session.cohort, day=TODAY - timedelta(days=1), state="held")
    came(room, 9)

    [table] = shown(room, "playroom_above_ratio")

    assert (table["total"]["amount"], table["total"]["base"]) == (1, 1)


def test_mothers_who_use_it_are_a_share_of_women_with_a_child_on_record(room):
    came(room, 12)
    for _ in range(8):
        ChildFactory(guardian=EnrolmentFactory(cohort=room.session.cohort).participant)

    total = shown(room, "playroom_mothers")[0]["total"]

    assert (total["amount"], total["base"], total["percent"]) == (12, 20, 60)
