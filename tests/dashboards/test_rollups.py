"""Counts beside the marks: kept by triggers, whatever happens, equal to what the marks say."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import F
from django.utils import timezone

from dashboards.models import CohortCount, SessionCount, WeekCount
from dashboards.queries.weeks import week_of
from dashboards.services.rollups import check_counts, rebuild_counts
from participants.models import DisplacementEpisode, Participant
from tests.dashboards.history import FIRST, History
from tests.factories import (
    CohortFactory,
    DisplacementEpisodeFactory,
    EnrolmentFactory,
    SessionFactory,
)
from tests.trainings.marking import mark
from trainings.models import Attendance, Enrolment, Session

pytestmark = pytest.mark.django_db


def told():
    """(hers, marked, there, kept, minutes) of all sessions together, by status."""
    found = defaultdict(lambda: [0] * 5)
    for one in SessionCount.objects.all():
        for at, name in enumerate(("hers", "marked", "there", "kept", "minutes")):
            found[one.status][at] += getattr(one, name)
    return dict(found)


def right():
    """Nothing differs; answers how many counts there are."""
    found = check_counts()
    assert (found.wrong_sessions, found.wrong_weeks, found.wrong_cohorts) == (0, 0, 0)
    return found.sessions


@pytest.mark.parametrize("seed", [11, 12, 13])
def test_counts_agree_with_another_count_after_a_random_history(seed):
    history = History(seed)
    last = FIRST + timedelta(days=history.days)

    counted, minutes = history.marks(FIRST, last), history.minutes(FIRST, last)
    expected = defaultdict(lambda: [0] * 5)
    for (_person, status), (there, kept, marked, hers) in counted.items():
        for at, number in enumerate((hers, marked, there, kept)):
            expected[status][at] += number
    for (_person, status), (number, _planned) in minutes.items():
        expected[status][4] += number
    mine = SessionCount.objects.filter(project_site__in=history.places)
    assert right() > len(mine) > 0
    found = defaultdict(lambda: [0] * 5)
    for one in mine:
        for at, name in enumerate(("hers", "marked", "there", "kept", "minutes")):
            found[one.status][at] += getattr(one, name)
    assert {key: value for key, value in found.items() if any(value)} == {
        key: value for key, value in expected.items() if any(value)
    }


def change_anything(history):
    """One change of those that happen, by chance; answers what it was."""
    chance = history.random
    day = FIRST + timedelta(days=chance.randint(0, history.days))
    session = chance.choice(list(Session.objects.main()))
    place = chance.choice(list(Enrolment.objects.all()))
    what = chance.choice("mark clear state move leave come back status merge part late".split())
    if what == "mark":
        Attendance.objects.filter(session=session).update(
            mark=chance.choice(["present", "excused", "absent"]),
            minutes_late=None,
            left_early_minutes=None,
        )
    elif what == "clear":
        Attendance.objects.filter(session=session).update(
            mark=None, minutes_late=None, left_early_minutes=None
        )
    elif what == "late":
        Attendance.objects.filter(session=session, mark="late").update(minutes_late=33)
    elif what == "state":
        state = chance.choice(["held", "cancelled", "planned"])
        off = state == "cancelled"
        for one in [session, *session.children.all()]:
            one.state, one.state_reason = state, "power" if off else ""
            one.save()
    elif what == "move":
        for one in [session, *session.children.all()]:
            one.starts_at += timedelta(days=3)
            one.ends_at += timedelta(days=3)
            one.save()
    elif what == "leave" and place.kind == "member" and place.from_on < day:
        Enrolment.objects.filter(pk=place.pk).update(to_on=day, state="withdrawn")
    elif what == "back" and place.kind == "member":
        Enrolment.objects.filter(pk=place.pk).update(to_on=None, state="enrolled")
    elif what == "come":
        history.enrolment(session.cohort, history.woman(session.project_site))
    elif what == "status":
        episodes = DisplacementEpisode.objects.filter(participant=place.participant)
        episodes.update(status=chance.choice(["host", "idp", "unknown"]))
    elif what == "merge":
        other = chance.choice(list(Participant.objects.exclude(pk=place.participant_id)))
        if other.canonical_id == other.pk and not Participant.objects.filter(
            canonical=other
        ).exclude(pk=other.pk):
            survivor = place.participant.canonical_id
            if survivor != other.pk:
                Participant.objects.filter(pk=other.pk).update(
                    canonical=survivor, merged_at=timezone.now()
                )
    elif what == "part":
        Participant.objects.exclude(merged_at=None).update(canonical_id=F("pk"), merged_at=None)
    return what


@pytest.mark.parametrize("seed", [21, 22])
def test_counts_stay_right_whatever_is_changed_afterwards(seed):
    history = History(seed, days=8)

    for _ in range(25):
        what = change_anything(history)
        found = check_counts()
        assert (found.wrong_sessions, found.wrong_weeks, found.wrong_cohorts) == (0, 0, 0), what


@pytest.fixture
def cohort():
    return CohortFactory(starts_on=FIRST, ends_on=FIRST + timedelta(days=30))


def woman_of(cohort, status):
    place = EnrolmentFactory(cohort=cohort, from_on=FIRST)
    if status:
        DisplacementEpisodeFactory(
            participant=place.participant, status=status, from_on=FIRST - timedelta(days=9)
        )
    return place


def test_a_mark_is_counted_in_its_transaction(cohort):
    session = SessionFactory(cohort=cohort, day=FIRST, state="held")
    places = [woman_of(cohort, "idp"), woman_of(cohort, "idp"), woman_of(cohort, None)]

    mark(session, places[0], "present")
    mark(session, places[2], "excused")

    assert told() == {"idp": [2, 1, 1, 1, 0], "unknown": [1, 1, 0, 1, 0]}
    week = WeekCount.objects.get(status="idp")
    assert (week.week, week.sessions, week.marked) == (week_of(FIRST), 1, 1)


def test_a_week_of_two_quarters_is_counted_in_each_by_its_days():
    cohort = CohortFactory(starts_on=date(2026, 3, 1), ends_on=date(2026, 5, 1))
    place = EnrolmentFactory(cohort=cohort, from_on=date(2026, 3, 1))
    # A Tuesday, the Wednesday after it, and the Sunday of the next week.
    for day in (date(2026, 3, 31), date(2026, 4, 1), date(2026, 4, 5)):
        mark(SessionFactory(cohort=cohort, day=day, state="held"), place)

    weeks = WeekCount.objects.order_by("week").values_list("week", "sessions", "marked")
    quarters = CohortCount.objects.order_by("quarter").values_list("quarter", "marked")

    assert list(weeks) == [
        (date(2026, 3, 29), 1, 1),
        (date(2026, 4, 1), 1, 1),
        (date(2026, 4, 5), 1, 1),
    ]
    assert list(quarters) == [(date(2026, 1, 1), 1), (date(2026, 4, 1), 2)]
    assert check_counts().wrong == 0
    rebuild_counts()
    assert list(weeks.all()) == list(weeks)
    assert list(quarters.all()) == list(quarters)


def test_who_said_nothing_at_a_session_does_not_make_it_one_with_marks(cohort):
    for day in range(3):
        session = SessionFactory(cohort=cohort, day=FIRST + timedelta(days=day), state="held")
        if day == 1:
            mark(session, woman_of(cohort, "host"), "absent")

    week = WeekCount.objects.get(status="host")
    assert (week.sessions, week.hers, week.marked, week.there) == (1, 3, 1, 0)


def test_another_status_moves_her_to_another_row(cohort):
    place = woman_of(cohort, "idp")
    mark(SessionFactory(cohort=cohort, day=FIRST, state="held"), place)

    DisplacementEpisode.objects.filter(participant=place.participant).update(status="host")

    assert told() == {"host": [1, 1, 1, 1, 0]}
    assert right() == 1


def test_a_session_that_is_deleted_counts_no_more(cohort):
    woman_of(cohort, "idp")
    session = SessionFactory(cohort=cohort, day=FIRST, state="held")
    assert right() == 1

    session.delete()

    assert right() == 0


def test_the_command_finds_and_mends_what_is_wrong(cohort):
    mark(SessionFactory(cohort=cohort, day=FIRST, state="held"), woman_of(cohort, "idp"))
    SessionCount.objects.update(marked=7)
    WeekCount.objects.filter(status="idp").update(there=9)
    CohortCount.objects.update(sessions=9)
    out = StringIO()

    with pytest.raises(SystemExit):
        call_command("rebuild_rollups", "--check", stdout=out)
    call_command("rebuild_rollups", stdout=out)
    call_command("rebuild_rollups", "--check", stdout=out)

    assert out.getvalue().splitlines() == [
        "1 counts of sessions, 1 of weeks and 1 of cohorts compared: 1, 1 and 1 differ.",
        "1 counts of sessions, 1 of weeks and 1 of cohorts compared: 1, 1 and 1 differed and "
        "were made anew.",
        "1 counts of sessions, 1 of weeks and 1 of cohorts compared: 0, 0 and 0 differ.",
    ]


def test_counting_a_session_looks_up_no_other_mark_of_its_women(cohort):
    """One look-up each by session and woman, whatever the server believes about the tables."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc, proconfig FROM pg_proc WHERE proname = 'dashboards_counted'")
        source, settings = cursor.fetchone()
        for setting in settings:
            cursor.execute("SELECT set_config(%s, %s, true)", setting.split("=", 1))
        cursor.execute(f"PREPARE counting (uuid[]) AS {source.replace('wanted', '$1')}")
        cursor.execute("EXPLAIN (COSTS OFF) EXECUTE counting ('{}')")
        plan = "\n".join(line for (line,) in cursor.fetchall())
        cursor.execute("DEALLOCATE counting")

    # By one index, straight or by way of a bitmap: that depends on how large the table is just now.
    of_marks = plan.partition("on trainings_attendance")[2].split("\n")
    looked_up = next(line.strip() for line in of_marks if "Index Cond" in line)
    assert looked_up == "Index Cond: ((session_id = s.id) AND (enrolment_id = e.id))", plan
