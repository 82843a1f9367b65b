"""The mother's last session of the day is not finished while her child is inside."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.childcare.world import bring_in, collect, herself, playroom
from tests.factories import CohortFactory, EnrolmentFactory, SessionFactory, staff
from trainings.registries import roster_extras
from trainings.services.refusals import CannotChange
from trainings.services.session_state import finish_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    room = playroom(children=1)
    bring_in(room)
    return room


def reasons(session):
    return roster_extras.why_not_finish(session)


def later_session(room, **fields):
    """Another session of hers on the same day, which ends later, whatever the hour is now."""
    cohort = CohortFactory(project_site=room.place)
    EnrolmentFactory(cohort=cohort, participant=room.mother)
    return SessionFactory(
        cohort=cohort,
        starts_at=room.session.starts_at,
        ends_at=room.session.ends_at + timedelta(hours=1),
        **fields,
    )


def test_it_says_which_child_and_whose(room):
    child, mother = room.children[0].name, room.mother.full_name

    assert reasons(room.session) == [
        f"\u2068{child}\u2069, child of \u2068{mother}\u2069, is still in the playroom."
    ]
    with pytest.raises(CannotChange):
        finish_session(session=room.session, by=room.carer)


def test_it_is_finished_once_the_child_was_collected(room):
    collect(room, herself(room.mother))

    assert finish_session(session=room.session, by=room.carer) == 1


def test_child_of_another_mother_does_not_matter(room):
    other = playroom(children=1, place=room.place)

    assert reasons(other.session) == []


def test_earlier_session_of_her_day_may_be_finished(room):
    later = later_session(room)

    assert reasons(room.session) == []
    assert len(reasons(later)) == 1


@pytest.mark.parametrize(
    "fields", [{"state": "cancelled", "state_reason": "power"}, {"finished": True}], ids=str
)
def test_session_that_is_off_or_over_does_not_come_later(room, fields):
    finished = fields.pop("finished", False)
    later = later_session(room, **fields)
    if finished:
        type(later).objects.filter(pk=later.pk).update(
            finished_at=timezone.now(), finished_by=room.carer
        )

    assert len(reasons(room.session)) == 1


def test_dialogue_inside_the_day_is_never_her_last(room):
    dialogue = SessionFactory(
        cohort=room.session.cohort,
        parent=room.session,
        starts_at=room.session.starts_at,
        ends_at=room.session.ends_at,
    )

    assert reasons(dialogue) == []
    assert len(reasons(room.session)) == 1


def test_page_says_who_is_inside_and_does_not_finish(client, room):
    client.force_login(staff("field", room.place))

    page = client.post(
        reverse("trainings:session_finish", args=[room.session.pk]), follow=True
    ).content.decode()

    assert room.children[0].name in page
    room.session.refresh_from_db()
    assert room.session.finished_at is None
