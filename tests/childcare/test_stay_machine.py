"""Whatever people do in whatever order: no stay reaches "out" without a check.

What must hold is worked out anew from a log that this test keeps itself. Faults were planted in
every rule to see that it finds them; so each step tries something, and the child is brought in
again whenever somebody comes for it.
"""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.roles import Role
from childcare.models import PickupAuthorisation, RefusedHandOver, Stay
from childcare.services.check_in import cancel_check_in
from childcare.services.hand_over import release
from childcare.services.pickup import take_back
from childcare.services.refusals import CannotChange, NotHandedOver
from core.text import fold
from tests.childcare.factories import ChildFactory, PickupAuthorisationFactory
from tests.childcare.world import bring_in, carer_at, collect, herself, playroom, somebody
from tests.factories import EnrolmentFactory, UserFactory, staff

TODAY = timezone.localdate()
NAMES = ("نوال", "سعاد")
MOTHER = "mother"
OTHER_MOTHER = "guardian of another child"
STRANGER = "غريب"
# From when and until when, not including, in days from today; half of them hold today.
SPANS = [(0, None), (-1, 1), (-1, 0), (1, None)]
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
# How old the page is from which somebody is handed over.
FLAWS = {
    "old page": 13 * HOUR,
    "page of tomorrow": -HOUR,
    "uncleared": MINUTE,
    "wrong code": MINUTE,
}


class Story:
    """One child, its list, and people who come for it."""

    def __init__(self):
        self.room = playroom(children=1)
        self.child = self.room.children[0]
        self.other = EnrolmentFactory(cohort=self.room.session.cohort).participant
        ChildFactory(guardian=self.other)
        self.uncleared = carer_at(self.room.place, code_signed_on=None)
        self.coordinator = staff(Role.COORDINATOR, self.room.place)
        self.refusals = 0
        self.left = 0
        self.last_left = None

    @property
    def inside(self):
        return list(Stay.objects.inside())

    # --- What the list says, read naively -------------------------------------

    def lines_about(self, who):
        name = fold(self.room.mother.full_name if who == MOTHER else who)
        standing = PickupAuthorisation.objects.filter(revoked_at=None)
        return [line for line in standing if line.folded_name == name]

    def is_blocked(self, who):
        return any(line.is_blocked for line in self.lines_about(who))

    def may_go(self, who):
        return not self.is_blocked(who) and (
            who == MOTHER
            or any(
                line.from_on <= TODAY and (line.to_on is None or line.to_on > TODAY)
                for line in self.lines_about(who)
            )
        )

    # --- What people do --------------------------------------------------------

    def list(self, name, span):
        from_on, to_on = (days if days is None else TODAY + timedelta(days=days) for days in span)
        PickupAuthorisationFactory(child=self.child, name=name, from_on=from_on, to_on=to_on)

    def block(self, who):
        name = self.room.mother.full_name if who == MOTHER else who
        PickupAuthorisationFactory(
            child=self.child, name=name, is_blocked=True, blocked_reason="confidential"
        )

    def take_back(self, place):
        lines = list(PickupAuthorisation.objects.filter(revoked_at=None))
        if lines:
            take_back(line=lines[place % len(lines)], by=UserFactory())

    def somebody_allowed(self, place):
        allowed = [who for who in (MOTHER, *NAMES) if self.may_go(who)]
        return allowed[place % len(allowed)] if allowed else None

    def come(self, who, flaw, code):
        """Somebody comes for the child, which is inside."""
        bring_in(self.room)
        self.hand_over(who, flaw, code, self.inside)

    def come_without_being_allowed(self, place, code):
        """Somebody comes whose lines do not hold, or who is blocked."""
        refused = [who for who in (MOTHER, *NAMES) if not self.may_go(who)]
        self.come(refused[place % len(refused)] if refused else STRANGER, "", code)

    def come_with_a_flaw(self, place, flaw):
        """Somebody comes who would get the child, if nothing else were wrong."""
        if who := self.somebody_allowed(place):
            self.come(who, flaw, False)

    def come_twice(self, place):
        """Somebody comes for a child, and once more when it has left."""
        if who := self.somebody_allowed(place):
            self.come(who, "", False)
            self.hand_over(who, "", False, [Stay.objects.get(pk=self.last_left)])

    def hand_over(self, who, flaw, code, stays):
        """What becomes of it is held against what the list says."""
        was_inside = stays[0].is_inside
        told = "no" if flaw == "wrong code" else stays[0].tag.code if code else None
        people = {MOTHER: self.room.mother, OTHER_MOTHER: self.other}
        try:
            collect(
                self.room,
                herself(people[who]) if who in people else somebody(who, told),
                stays=stays,
                by=self.uncleared if flaw == "uncleared" else self.room.carer,
                listed_at=timezone.now() - FLAWS.get(flaw, MINUTE),
            )
        except NotHandedOver:
            self.refusals += 1
            assert not was_inside or self.inside == stays
            return
        self.left += 1
        self.last_left = stays[0].pk
        assert was_inside
        assert self.may_go(who)
        # Of a guardian no code is asked.
        assert not flaw or (flaw, who) == ("wrong code", MOTHER)

    def release(self, user, reason):
        """A supervisor, or somebody who is none, lets the child go by decision."""
        bring_in(self.room)
        by = self.room.carer if user == "carer" else self.coordinator
        try:
            # A refusal is kept by a transaction of its own, which one around it would take along.
            release(
                stays=[stay.pk for stay in self.inside],
                name=NAMES[0],
                reason=reason,
                key=uuid4(),
                by=by,
            )
        except PermissionError:
            assert user == "carer"
        except IntegrityError:
            assert not reason
        except NotHandedOver:
            self.refusals += 1
        else:
            assert (user, reason) == ("coordinator", "Why")
            assert not self.is_blocked(NAMES[0])
            self.left += 1

    def release_to_who_is_blocked(self):
        self.block(NAMES[0])
        self.release("coordinator", "Why")

    def cancel(self, user, late):
        """Somebody says that the child was never inside."""
        bring_in(self.room)
        by = {"carer": self.room.carer, "uncleared": self.uncleared}.get(user, self.coordinator)
        ago = 10 * MINUTE if late else timedelta()
        Stay.objects.inside().update(in_at=timezone.now() - ago)
        try:
            cancel_check_in(stay=self.inside[0], by=by)
        except CannotChange:
            assert user != "carer" or late
        else:
            assert (user, late) == ("carer", False)

    def write_by_hand(self):
        """Somebody writes the departure into the database, without a check."""
        bring_in(self.room)
        with pytest.raises(IntegrityError), transaction.atomic():
            Stay.objects.inside().update(out_at=timezone.now(), out_by=self.room.carer)

    # --- What must hold --------------------------------------------------------

    def check(self):
        out = list(Stay.objects.exclude(out_at=None).select_related("collected_under"))
        assert len(out) == self.left
        for stay in out:
            assert stay.out_by_id is not None
            assert stay.cancelled_at is None
            if stay.out_check == "mother":
                assert stay.collected_by_id == self.room.mother.pk
            elif stay.out_check in ("listed", "code"):
                assert stay.collected_under.child_id == stay.child_id
                assert not stay.collected_under.is_blocked
            else:
                assert stay.out_check == "supervisor"
                assert stay.out_reason
                assert stay.out_by_id == self.coordinator.pk
        assert len(self.inside) <= 1
        assert RefusedHandOver.objects.count() == self.refusals


names, places, yes_or_no = st.sampled_from(NAMES), st.integers(0, 5), st.booleans()
STEPS = st.one_of(
    st.tuples(st.just("list"), names, st.sampled_from(SPANS)),
    st.tuples(st.just("block"), st.sampled_from([MOTHER, *NAMES])),
    st.tuples(st.just("take_back"), places),
    st.tuples(
        st.just("come"),
        st.sampled_from([*NAMES, MOTHER, OTHER_MOTHER, STRANGER]),
        st.just(""),
        yes_or_no,
    ),
    st.tuples(st.just("come_without_being_allowed"), places, yes_or_no),
    st.tuples(st.just("come_with_a_flaw"), places, st.sampled_from(sorted(FLAWS))),
    st.tuples(st.just("come_twice"), places),
    st.tuples(
        st.just("release"), st.sampled_from(["carer", "coordinator"]), st.sampled_from(["", "Why"])
    ),
    st.tuples(st.just("release_to_who_is_blocked")),
    st.tuples(st.just("cancel"), st.sampled_from(["carer", "uncleared", "coordinator"]), yes_or_no),
    st.tuples(st.just("write_by_hand")),
)


def tell(steps):
    """Do one thing after the other, and leave nothing behind."""
    with transaction.atomic():
        story = Story()
        for step, *said in steps:
            getattr(story, step)(*said)
            story.check()
        transaction.set_rollback(True)


def stories(examples):
    relaxed = settings(
        max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck)
    )
    return lambda test: relaxed(given(st.lists(STEPS, min_size=15, max_size=25))(test))


@pytest.mark.django_db
@stories(30)
def test_no_path_leads_out_without_a_check(steps):
    tell(steps)


@pytest.mark.long
@pytest.mark.django_db
@stories(200)
def test_no_path_leads_out_without_a_check_in_many_tries(steps):
    tell(steps)
