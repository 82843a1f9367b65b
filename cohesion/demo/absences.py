"""Women of the story who were missed, and who asked about them."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from accounts.models import User
from cohesion.demo.marks import DemoPhone
from core.ids import uuid7
from participants.models import Consent, ConsentText
from trainings.events.values import Mark, MarkValue
from trainings.models import Call, Cohort, Enrolment, FollowUp, Session
from trainings.queries.contact import AT_HOME, BY_PEER, BY_PHONE
from trainings.queries.peers import peers_for
from trainings.services.follow_ups import Learned, ask_peer, note_call, note_friends_call

CHANCES = {BY_PHONE: 0.9, BY_PEER: 0.8, AT_HOME: 0.6}
WORDS = {
    BY_PHONE: "أوافق على أن تتصل بي العاملات في المركز.",
    BY_PEER: "أوافق على أن تتصل بي زميلة من المجموعة إذا غبت، وأن أتصل بزميلة إذا غابت.",
    AT_HOME: "أوافق على زيارتي في البيت بموعد نتفق عليه.",
}
REASONS = ("family_care",)


def agree_to_contact(cohort: Cohort, by: User, chance: Random) -> None:
    """Most of a class agreed to be called and to call each other."""
    texts = [
        ConsentText.objects.filter(purpose=purpose).order_by("-version").first()
        or ConsentText.objects.create(purpose=purpose, version=1, text_ar=words)
        for purpose, words in WORDS.items()
    ]
    Consent.objects.bulk_create(
        Consent(
            participant_id=person,
            text=text,
            decision=Consent.Decision.AGREED,
            how=Consent.How.SIGNED,
            witnessed_by=by,
        )
        for person in cohort.enrolments.order_by("pk").values_list("participant", flat=True)
        for text in texts
        if chance.random() < CHANCES[text.purpose]
    )


def let_some_be_missed(phone: DemoPhone, sessions: list[Session]) -> None:
    """Of three women one was absent once, one twice and one three times until now."""
    women = [line.enrolment_id for line in sessions[-1].roster()][6:9]
    for times, woman in enumerate(women, 1):
        there = sessions[-times - 1]
        phone.send(there, {woman: MarkValue(mark=Mark.PRESENT)})
        for session in sessions[-times:]:
            phone.send(session, {woman: MarkValue(mark=Mark.ABSENT, reasons=REASONS)})


def let_friends_call(cohort: Cohort, facilitator: User, today: date) -> None:
    """Earlier absences were asked about: by friends of their own accord, by one who was asked."""
    earlier = FollowUp.objects.filter(cohort=cohort, result=FollowUp.Result.RETURNED)
    for number, follow_up in enumerate(earlier.order_by("first_session__starts_at", "id")):
        Call.objects.create(
            id=uuid7(),
            follow_up=follow_up,
            enrolment_id=follow_up.enrolment_id,
            cohort_id=follow_up.cohort_id,
            project_site_id=follow_up.project_site_id,
            made_on=min(follow_up.first_session.on_day + timedelta(days=1 + number % 2), today),
            caller=Call.Caller.FRIENDS if number % 3 else Call.Caller.STAFF,
            outcome=Call.Outcome.REACHED,
            noted_by=facilitator,
        )
    waiting = list(FollowUp.objects.due_on(today).filter(cohort=cohort).order_by("absences", "id"))
    note_friends_call(call_id=uuid7(), follow_up=waiting[0], by=facilitator)
    with_peers = ((one, peers) for one in waiting[1:] if (peers := peers_for(one, today)))
    for follow_up, peers in with_peers:
        peer = Enrolment.objects.get(pk=peers[0].enrolment_id)
        ask_peer(follow_up=follow_up, peer=peer, by=facilitator)
        note_call(
            call_id=uuid7(),
            follow_up=follow_up,
            caller=Call.Caller.PEER,
            channel=Call.Channel.CALL,
            outcome=Call.Outcome.REACHED,
            learned=Learned(FollowUp.Result.WILL_RETURN),
            by=facilitator,
        )
        break
