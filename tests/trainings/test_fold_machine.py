"""Several phones mark, undo, retry, reorder and mishear; the rules hold after every step."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.trainings.attendance_promises import keeps_its_promises
from tests.trainings.attendance_world import ROWS, STRANGERS_ROW, WOMEN, Hand, Phone, Server
from trainings.events.fold import fold
from trainings.events.replay import Replayed, replay
from trainings.events.values import How, Mark, MarkValue, Outcome, Standing

PRESENT = MarkValue(mark=Mark.PRESENT)
CLEARED = MarkValue(mark=Mark.CLEARED)
VALUES = [
    PRESENT,
    CLEARED,
    MarkValue(mark=Mark.LATE, minutes_late=10),
    MarkValue(mark=Mark.LATE, minutes_late=80, left_early_minutes=20),
    MarkValue(mark=Mark.EXCUSED, reasons=("travel",)),
    MarkValue(mark=Mark.ABSENT),
    MarkValue(mark=Mark.ABSENT, reasons=("ill",)),
]

hands = st.integers(0, 3)
keys = st.sampled_from(ROWS)
values = st.sampled_from(VALUES)
clocks = st.datetimes(datetime(1970, 1, 1), datetime(2099, 1, 1), timezones=st.just(UTC))
places = st.integers(0, 40)
some_places = st.lists(places, min_size=1, max_size=8)


class AttendanceMachine(RuleBasedStateMachine):
    """Three phones and two authors; both use the second phone."""

    @initialize()
    def begin(self):
        mine, shared, hers = Phone("A's phone"), Phone("shared phone"), Phone("B's phone")
        self.server = Server()
        self.hands = [Hand("A", mine), Hand("A", shared), Hand("B", shared), Hand("B", hers)]
        self.acknowledged = set()
        self.dumps = []

    # What people do

    @rule(hand=hands, key=keys, value=values, how=st.sampled_from(["tapped", "paper"]), at=clocks)
    def tap(self, hand, key, value, how, at):
        self.hands[hand].make(key, value, at, how=How(how))

    @rule(hand=hands, session=st.sampled_from([key[0] for key in ROWS]), at=clocks)
    def mark_the_remaining_present(self, hand, session, at):
        for woman in WOMEN:
            self.hands[hand].make((session, woman), PRESENT, at, how=How.BULK)

    @rule(
        hand=hands, place=places, value=values, how=st.sampled_from(["tapped", "bulk"]), at=clocks
    )
    def undo_something(self, hand, place, value, how, at):
        """Undo an event of her own: an undo too, and mostly by clearing."""
        mine = self.hands[hand]
        if mine.made:
            undone = mine.made[-1 - place % min(4, len(mine.made))]
            back = CLEARED if place % 3 else value
            mine.make(undone.row_key, back, at, how=How(how), undoes=undone.id)

    @rule(hand=hands, value=values, at=clocks, is_informed=st.booleans())
    def settle(self, hand, value, at, is_informed):
        if is_informed:
            self.open_the_page(hand)
        for key in ROWS:
            disagreement = self.server.row(key).open_disagreement
            if disagreement is not None:
                made = self.hands[hand].make(key, value, at, settles=disagreement)
                self.deliver(self.hands[hand], [made], heard=is_informed)

    @rule(hand=hands, at=clocks)
    def mark_a_stranger(self, hand, at):
        if all(made.row_key != STRANGERS_ROW for made in self.hands[hand].queue):
            self.hands[hand].make(STRANGERS_ROW, PRESENT, at)

    @rule(hand=hands)
    def open_the_page(self, hand):
        self.hands[hand].received.update({key: self.server.row(key).version for key in ROWS})

    # What the network does

    @rule(hand=hands, heard=st.booleans(), size=st.integers(1, 5))
    def send_the_queue(self, hand, heard, size):
        waiting = list(self.hands[hand].queue)
        for start in range(0, len(waiting), size):
            self.deliver(self.hands[hand], waiting[start : start + size], heard)

    @rule(hand=hands, key=keys, standing=st.sampled_from(Standing))
    def send_while_something_is_in_the_way(self, hand, key, standing):
        self.stand(key, standing)
        self.deliver(self.hands[hand], list(self.hands[hand].queue), heard=True)
        self.stand(key, Standing.OPEN)

    @rule(hand=hands, heard=st.booleans(), some=some_places)
    def send_anything_in_any_order(self, hand, heard, some):
        """Send old and new events, some twice, some left out."""
        made = self.hands[hand].made
        if made:
            self.deliver(self.hands[hand], [made[place % len(made)] for place in some], heard)

    @rule(hand=hands, other=hands, place=places, value=st.none() | values)
    def reuse_an_id(self, hand, other, place, value):
        known = [made for made in self.hands[hand].made if made.id in self.server.state.known]
        if known:
            forged = known[place % len(known)]
            forged = replace(forged, value=value or forged.value, source=self.hands[other].source)
            folded = fold([forged], self.server.state)

            same = (forged.value, forged.source.author) in {
                (made.value, made.source.author) for made in known if made.id == forged.id
            }
            assert folded.decisions[0].outcome == (Outcome.DUPLICATE if same else Outcome.REJECTED)
            assert folded.state == self.server.state

    @precondition(lambda self: self.dumps)
    @rule(age=st.integers(0, 5))
    def restore_a_dump(self, age):
        """Phones that see another restore_id offer again what was acknowledged."""
        age = min(age, len(self.dumps) - 1)
        self.dumps = self.dumps[: len(self.dumps) - age]
        dump, length = self.dumps[-1]
        self.server.state = replace(dump, standings=self.server.state.standings)
        self.server.log = self.server.log[:length]
        known = self.server.state.known
        self.acknowledged &= set(known)
        for hand in self.hands:
            hand.offer_again(known)

    # What holds in each delivery

    def stand(self, key, standing):
        standings = {**self.server.state.standings, key: standing}
        self.server.state = replace(self.server.state, standings=standings)

    def deliver(self, hand, events, heard):
        before = self.server.state
        self.dumps.append((before, len(self.server.log)))
        decisions = self.server.take(events)

        one_by_one = before
        for place in sorted(range(len(events)), key=lambda place: events[place].seq):
            folded = fold([events[place]], one_by_one)
            assert folded.decisions[0] == decisions[place], "a batch is its events in turn"
            keeps_its_promises(events[place], one_by_one, folded)
            one_by_one = folded.state
        assert one_by_one == self.server.state

        skewed = [
            replace(made, client_time=made.client_time + timedelta(days=(-1) ** turn * 400 * turn))
            for turn, made in enumerate(events)
        ]
        assert fold(skewed, before).decisions == decisions, "clocks change nothing"
        assert fold(skewed, before).state == self.server.state

        if heard:
            hand.hear(events, decisions)
            self.acknowledged |= {
                made.id
                for made, decision in zip(events, decisions, strict=True)
                if decision.outcome != Outcome.REJECTED
            }

    # What holds at any time

    @invariant()
    def log_leads_to_the_rows_without_gaps(self):
        for key in ROWS:
            expected = Replayed(row=self.server.row(key), gaps=())
            assert replay(self.server.log_of(key)) == expected

    @invariant()
    def log_tells_the_highest_seq_of_each_source(self):
        highest = {}
        for line in self.server.log:
            turn = (line.event.source, *line.event.row_key)
            if line.event.how is not How.FOLLOWS:
                highest[turn] = max(line.event.seq, highest.get(turn, 0))
        assert self.server.state.highest_seq == highest

    @invariant()
    def nothing_acknowledged_is_lost_and_nothing_is_logged_twice(self):
        logged = [line.event.id for line in self.server.log]
        assert len(logged) == len(set(logged))
        assert self.acknowledged <= set(logged)

    def teardown(self):
        """Let every phone get through at last: each event is then in the log."""
        for hand in self.hands:
            self.deliver(hand, list(hand.queue), heard=True)
            assert {made.row_key for made in hand.queue} <= {STRANGERS_ROW}
        made = {made.id for hand in self.hands for made in hand.made}
        queued = {made.id for hand in self.hands for made in hand.queue}
        logged = {line.event.id for line in self.server.log}
        assert made - logged == queued
        self.log_leads_to_the_rows_without_gaps()
        self.nothing_acknowledged_is_lost_and_nothing_is_logged_twice()


TestAttendanceMachine = AttendanceMachine.TestCase
TestAttendanceMachine.settings = settings(max_examples=300, stateful_step_count=40, deadline=None)
