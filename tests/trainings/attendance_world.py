"""A server and a few phones in memory, with everything that gets lost between them."""

from collections import defaultdict

from tests.trainings.event_builders import SESSION, event, named, source
from trainings.events.fold import State, fold
from trainings.events.follow import ChildSession
from trainings.events.replay import Logged
from trainings.events.values import Row, Standing

DIALOGUE = ChildSession(
    id=named("dialogue"), starts_after_minutes=60, minutes=45, ends_before_minutes=135
)
WOMEN = [named("Hana"), named("Shirin")]
ROWS = [(session, woman) for woman in WOMEN for session in (SESSION, DIALOGUE.id)]
STRANGERS_ROW = (SESSION, named("stranger"))


class Server:
    """The rows and the log, changed by nothing but whole batches."""

    def __init__(self):
        self.state = State(
            standings=dict.fromkeys(ROWS, Standing.OPEN), children={SESSION: (DIALOGUE,)}
        )
        self.log = []

    def take(self, events):
        folded = fold(events, self.state)
        self.state = folded.state
        self.log += folded.log
        return folded.decisions

    def row(self, key):
        return self.state.rows.get(key, Row())

    def log_of(self, key):
        return [
            Logged(line.event, line.decision.outcome, line.decision.applied_version)
            for line in self.log
            if line.event.row_key == key
        ]


class Phone:
    """A device; all who use it share one count."""

    def __init__(self, name):
        self.name = name
        self.seq = 0

    def next_seq(self):
        self.seq += 1
        return self.seq


class Hand:
    """One author on one phone: what she made, what is still queued, what she was told."""

    def __init__(self, author, phone):
        self.author = author
        self.phone = phone
        self.source = source(author, phone.name)
        self.made = []
        self.queue = []
        self.received = defaultdict(int)

    def make(self, key, value, clock, **said):
        seq = self.phone.next_seq()
        made = event(
            f"{self.phone.name} {seq}",
            by=self.author,
            device=self.phone.name,
            base=self.received[key],
            seq=seq,
            session=key[0],
            enrolment=key[1],
            value=value,
            client_time=clock,
            **said,
        )
        self.made.append(made)
        self.queue.append(made)
        return made

    def hear(self, events, decisions):
        """Drop what the server holds, and remember the versions that it told."""
        for made, decision in zip(events, decisions, strict=True):
            if decision.error == "unknown_enrolment":
                continue
            self.queue = [kept for kept in self.queue if kept.id != made.id]
            self.received[made.row_key] = decision.row.version

    def offer_again(self, known):
        """Queue once more what a restored server has forgotten."""
        self.queue = [made for made in self.made if made in self.queue or made.id not in known]
