"""What happens in the demo, told in the order in which it happened."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from cohesion.demo.absences import agree_to_contact, let_friends_call, let_some_be_missed
from cohesion.demo.cohorts import Wanted, make_cohort
from cohesion.demo.end_of_course import tell_end_of_course
from cohesion.demo.handouts import hand_out
from cohesion.demo.lists import send_lists
from cohesion.demo.marks import DemoPhone, record_whole_session
from cohesion.demo.outreach import tell_outreach
from cohesion.demo.people import register_some_in_full
from cohesion.demo.places import Places, make_places
from cohesion.demo.places_in_classes import let_some_wait
from cohesion.demo.playroom import tell_playroom
from cohesion.demo.referrals import let_some_be_referred
from cohesion.demo.reports import tell_reports
from cohesion.demo.staff import make_staff
from core.models import Installation
from programmes.models import Site
from trainings.events.values import Mark, MarkValue
from trainings.models import Cohort, DialogueNote, PlannedExcuse, Session
from trainings.services.dialogue import note_dialogue
from trainings.services.session_state import finish_session, set_session_state

SEED = 7
WEEKLY = 5
"""Working days from one meeting of a weekly group to the next."""
TWO_WEEKS = timedelta(days=14)
WHOLE_COURSE = 99
"""More days than any course has: all of them were before."""


@transaction.atomic
def tell(password: str) -> list[str]:
    """Make the demo; answers the user names that sign in with the password."""
    Installation.objects.update_or_create(pk=1, defaults={"kind": Installation.Kind.DEMO})
    today = timezone.localdate()
    places = make_places(today)
    staff = make_staff(places, password, today)
    third, second, leadership, hawiga, other = make_cohorts(places, staff, today)
    finished, coming = make_before_and_after(places, staff, today)
    chance = Random(SEED)  # noqa: S311 -- the same story every time
    field, field2 = DemoPhone(staff["field"]), DemoPhone(staff["field2"])

    record_past(third, field, chance, today)
    # The last session of the second group waits to be recorded.
    record_past(second, field, chance, today, but_last=1)
    record_past(leadership, field, chance, today)
    record_past(hawiga, field2, chance, today)
    record_past(other, DemoPhone(staff["coordinator2"]), chance, today)
    hand_out(past(third, today), by=staff["field"])
    for cohort in (third, second, leadership):
        agree_to_contact(cohort, staff["coordinator"], chance)
    let_some_be_missed(field, past(third, today))
    let_friends_call(third, staff["facilitator"], today)
    note_dialogues(third, staff["facilitator"], today)
    let_some_be_referred(third, staff["facilitator"], focal_point=staff["protection"])
    let_somebody_be_excused(third, staff["coordinator"], today)
    let_two_disagree(third, DemoPhone(staff["coordinator"]), today)
    let_a_cancelled_session_be_marked(leadership, field, today)
    register_some_in_full(places.kirkuk, officer=staff["field"], today=today)
    send_lists(places.kirkuk, staff["field"])
    let_some_wait(third, second, by=staff["coordinator"], today=today)
    tell_outreach(leadership, staff, today)
    tell_playroom(third, staff, today)
    record_past(finished, field, chance, today)
    tell_end_of_course(finished, coming, staff, chance)
    tell_reports(places.kirkuk.project, staff, today)
    return sorted(staff)


def make_cohorts(places: Places, staff: dict[str, User], today: date) -> list[Cohort]:
    """Five cohorts at three places; the third sewing group meets about now."""
    third = Wanted(
        name="المجموعة 3",
        course="sewing",
        place=places.kirkuk,
        room=places.big_hall,
        people=25,
        held=13,
        begins=about_now(places.kirkuk.site),
        meets_today=True,
        lead=staff["facilitator"],
        by=staff["coordinator"],
        seed=3,
    )
    second = replace(
        third,
        name="المجموعة 2",
        room=places.second_room,
        people=14,
        held=21,
        begins=time(8),
        meets_today=False,
        seed=2,
    )
    leadership = replace(
        second,
        name="المجموعة 1",
        course="womens-leadership",
        held=5,
        begins=time(15),
        meets_today=True,
        seed=1,
        every=WEEKLY,
    )
    hawiga = replace(
        third,
        name="بيت المرأة 1",
        place=places.hawiga,
        room=places.hawiga_hall,
        people=18,
        held=8,
        begins=time(9),
        lead=staff["field2"],
        seed=4,
    )
    other = replace(
        second,
        name="المشغل 1",
        place=places.other_project,
        people=12,
        held=4,
        begins=time(11, 30),
        meets_today=True,
        lead=staff["coordinator2"],
        by=staff["coordinator2"],
        seed=5,
    )
    return [make_cohort(wanted, today) for wanted in (third, second, leadership, hawiga, other)]


def make_before_and_after(
    places: Places, staff: dict[str, User], today: date
) -> tuple[Cohort, Cohort]:
    """A sewing group that finished two weeks ago, and the next leadership group, still empty."""
    finished = Wanted(
        name="الدفعة الأولى",
        course="sewing",
        place=places.kirkuk,
        room=places.second_room,
        people=16,
        held=WHOLE_COURSE,
        begins=time(11),
        meets_today=False,
        lead=staff["facilitator"],
        by=staff["coordinator"],
        seed=6,
    )
    coming = replace(
        finished,
        name="القيادة 2",
        course="womens-leadership",
        people=0,
        held=0,
        begins=time(15),
        every=WEEKLY,
    )
    return make_cohort(finished, today - TWO_WEEKS), make_cohort(coming, today + TWO_WEEKS)


def about_now(site: Site) -> time:
    """A full hour by the clock of the site, so that a session of three hours goes on now."""
    hour = datetime.now(ZoneInfo(site.time_zone)).hour
    return time(min(max(hour - 1, 8), 17))


def past(cohort: Cohort, today: date) -> list[Session]:
    """The main sessions before today, the oldest first."""
    return list(cohort.sessions.main().filter(on_day__lt=today).select_related("cohort"))


def record_past(
    cohort: Cohort, phone: DemoPhone, chance: Random, today: date, *, but_last: int = 0
) -> None:
    """Record and finish the sessions before today, except the last ones."""
    sessions = past(cohort, today)
    for session in sessions[: len(sessions) - but_last]:
        record_whole_session(phone, session, chance)
        finish_session(session=session, by=phone.user)


def note_dialogues(cohort: Cohort, facilitator: User, today: date) -> None:
    """Note how the dialogues of the last two weeks went."""
    mood = DialogueNote.Mood
    moods = (mood.WELL, mood.TENSE, mood.WELL, mood.MIXED)
    recent = cohort.sessions.filter(
        parent__isnull=False, on_day__range=(today - timedelta(days=14), today - timedelta(days=1))
    )
    for number, session in enumerate(recent.select_related("module")):
        note_dialogue(
            session=session,
            module=session.module,
            other_topic="",
            languages=["ar", "ckb"],
            mood=moods[number % len(moods)],
            by=facilitator,
        )


def let_somebody_be_excused(cohort: Cohort, coordinator: User, today: date) -> None:
    """One woman said before that she travels today."""
    fifth = cohort.enrolments.order_by("participant__sort_key")[4]
    PlannedExcuse.objects.create(
        enrolment=fifth,
        from_on=today,
        to_on=today + timedelta(days=2),
        reason="travel",
        created_by=coordinator,
    )


def let_two_disagree(cohort: Cohort, phone: DemoPhone, today: date) -> None:
    """A second phone, offline at the time, says something else of one row."""
    session = past(cohort, today)[-1]
    line = session.roster()[0]
    other = Mark.ABSENT if line.mark != Mark.ABSENT else Mark.PRESENT
    phone.send(session, {line.enrolment_id: MarkValue(mark=other)})


def let_a_cancelled_session_be_marked(cohort: Cohort, phone: DemoPhone, today: date) -> None:
    """A session was cancelled, and one mark for it arrived late: a manager decides."""
    session = past(cohort, today)[-1]
    set_session_state(
        session=session,
        state=Session.State.CANCELLED,
        reason=Session.StateReason.POWER,
        by=phone.user,
    )
    line = session.roster()[1]
    other = Mark.ABSENT if line.mark != Mark.ABSENT else Mark.PRESENT
    phone.send(session, {line.enrolment_id: MarkValue(mark=other)})
