"""Several phones mark, undo, retry, reorder and mishear; the rules hold after every step."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.trainings.attendance_world import ROWS, STRANGERS_ROW, WOMEN, Hand, Phone, Server
from trainings.events.fold import fold
from trainings.events.replay import Replayed, replay
from trainings.events.values import How, Mark, MarkValue, Outcome, Row, Standing

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
        self.dump = None

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
            undone = mine.made[place % len(mine.made)]
            back = CLEARED if place % 3 else value
            mine.make(undone.row_key, back, at, how=How(how), undoes=undone.id)

    @rule(hand=hands, value=values, at=clocks, is_informed=st.booleans())
    def settle(self, hand, value, at, is_informed):
        if is_informed:
            self.open_the_page(hand)
        for key in ROWS:
            disagreement = self.server.row(key).open_disagreement
            if disagreement is not None:
                self.hands[hand].make(key, value, at, settles=disagreement)

    @rule(hand=hands, at=clocks)
    def mark_a_stranger(self, hand, at):
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

    @rule(hand=hands, other=hands, place=places, value=values)
    def reuse_an_id(self, hand, other, place, value):
        known = [made for made in self.hands[hand].made if made.id in self.server.state.known]
        if known:
            forged = known[place % len(known)]
            forged = replace(forged, value=value, source=self.hands[other].source)
            folded = fold([forged], self.server.state)

            same = (forged.value, forged.source.author) in {
                (made.value, made.source.author) for made in known if made.id == forged.id
            }
            assert folded.decisions[0].outcome == (Outcome.DUPLICATE if same else Outcome.REJECTED)
            assert folded.state == self.server.state

    @rule()
    def make_a_dump(self):
        self.dump = (self.server.state, list(self.server.log))

    @precondition(lambda self: self.dump is not None)
    @rule()
    def restore_the_dump(self):
        """Phones that see another restore_id offer again what was acknowledged."""
        self.server.state, self.server.log = self.dump[0], list(self.dump[1])
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
        decisions = self.server.take(events)

        one_by_one = before
        for place in sorted(range(len(events)), key=lambda place: events[place].seq):
            folded = fold([events[place]], one_by_one)
            assert folded.decisions[0] == decisions[place], "a batch is its events in turn"
            self.check(events[place], one_by_one, folded)
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

    def check(self, made, state, folded):
        (decision,) = folded.decisions
        row = state.rows.get(made.row_key, Row())
        if made.id in state.known:
            assert (decision.outcome, decision.row) == (Outcome.DUPLICATE, row)
            assert (folded.log, folded.state) == ((), state)
            return
        standing = state.standings.get(made.row_key, Standing.NEVER)
        if standing is Standing.NEVER:
            assert (decision.outcome, decision.row) == (Outcome.REJECTED, Row())
            assert (folded.log, folded.state) == ((), state)
            return

        assert folded.log[0].event is made, "what is not rejected is logged"
        assert decision.outcome not in {Outcome.REJECTED, Outcome.DUPLICATE}
        self.check_conflict(made, row, decision)
        if decision.outcome in {Outcome.APPLIED, Outcome.CONFLICT, Outcome.NOOP}:
            assert decision.row.value == made.leaves, "what is answered is what was said"
        elif decision.outcome is Outcome.SUPERSEDED and made.is_firm and not made.clears:
            newer = state.highest_seq.get((made.source, *made.row_key), 0) > made.seq
            assert newer or made.undoes, "an explicit mark yields to its own source alone"
        else:
            assert decision.outcome is Outcome.SUPERSEDED or standing is not Standing.OPEN
        for key in ROWS:
            self.check_row(key, state, folded)

    def check_conflict(self, made, row, decision):
        stands_against = row.has_explicit_mark and row.winner_source != made.source
        overlooked = made.base_version < row.version and made.value.mark != row.value.mark
        says_a_mark = made.is_firm and not made.clears and made.undoes is None
        if decision.outcome is Outcome.CONFLICT:
            assert (stands_against, overlooked, says_a_mark) == (True, True, True)
            assert decision.row.open_disagreement is not None
        if decision.outcome is Outcome.APPLIED and made.undoes is None:
            assert not (stands_against and overlooked)

    def check_row(self, key, state, folded):
        before, after = state.rows.get(key, Row()), folded.state.rows.get(key, Row())
        lines = [line for line in folded.log if line.event.row_key == key]
        winners = [line for line in lines if line.decision.applied_version is not None]
        if not winners:
            assert after == before
            assert key not in folded.changed
            return
        (line,) = winners
        assert after.version == before.version + 1 == line.decision.applied_version
        assert (after.winner, after.value) == (line.event.id, line.event.leaves)
        assert folded.changed[key] == line.decision.row == after
        assert line.event.is_firm or not before.has_explicit_mark, "soft never replaces explicit"
        if before.open_disagreement != after.open_disagreement:
            opened = before.open_disagreement is None
            assert (line.decision.outcome is Outcome.CONFLICT) == opened
            assert opened or line.event.settles == before.open_disagreement

    # What holds at any time

    @invariant()
    def log_leads_to_the_rows_without_gaps(self):
        for key in ROWS:
            expected = Replayed(row=self.server.row(key), gaps=())
            assert replay(self.server.log_of(key)) == expected

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
