"""Whatever people do in whatever order: no stay reaches "out" without a check.

What must hold is worked out anew from a log that this test keeps itself.
"""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

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
DAYS = st.sampled_from([TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=1)])
NAMES = ("نوال", "سعاد")
MOTHER = "mother"
AUNTS_CHILD = "guardian of another child"
STRANGER = "غريب"
# What is wrong about a hand-over besides who comes; mostly nothing, so that one wrong thing at a
# time has to be seen by the rule that is about it.
FLAWS = ("", "", "", "uncleared", "old page", "page of tomorrow", "wrong code")


class StayMachine(RuleBasedStateMachine):
    """One child, its list, and people who come for it."""

    def __init__(self):
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.room = playroom(children=1)
        self.child = self.room.children[0]
        self.stranger = EnrolmentFactory(cohort=self.room.session.cohort).participant
        ChildFactory(guardian=self.stranger)
        self.uncleared = carer_at(self.room.place, code_signed_on=None)
        self.coordinator = staff(Role.COORDINATOR, self.room.place)
        self.refusals = 0
        self.left = 0

    def teardown(self):
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    @property
    def inside(self):
        return list(Stay.objects.inside())

    @initialize()
    def begin(self):
        bring_in(self.room)

    @rule()
    def bring(self):
        bring_in(self.room)

    @rule(name=st.sampled_from(NAMES), from_on=DAYS, days=st.none() | st.integers(1, 2))
    def list(self, name, from_on, days):
        to_on = days and from_on + timedelta(days=days)
        PickupAuthorisationFactory(child=self.child, name=name, from_on=from_on, to_on=to_on)

    @rule(name=st.sampled_from([*NAMES, MOTHER]))
    def block(self, name):
        who = self.room.mother.full_name if name == MOTHER else name
        PickupAuthorisationFactory(
            child=self.child, name=who, is_blocked=True, blocked_reason="confidential"
        )

    @rule(place=st.integers(0, 5))
    def take_back(self, place):
        lines = list(PickupAuthorisation.objects.all())
        if lines:
            take_back(line=lines[place % len(lines)], by=UserFactory())

    def may_go(self, who):
        """What the list says of somebody, read naively."""
        name = self.room.mother.full_name if who == MOTHER else who
        lines = [
            line
            for line in PickupAuthorisation.objects.filter(revoked_at=None)
            if line.folded_name == fold(name)
        ]
        if any(line.is_blocked for line in lines):
            return False
        return who == MOTHER or any(
            line.from_on <= TODAY and (line.to_on is None or line.to_on > TODAY) for line in lines
        )

    def asks(self, who, code):
        """Somebody at the door, as the page would name her."""
        if who == MOTHER:
            return herself(self.room.mother)
        if who == AUNTS_CHILD:
            return herself(self.stranger)
        return somebody(who, code)

    def come(self, who, flaw, code, stays):
        """Somebody comes; what becomes of it is held against what the list says."""
        was_inside = stays[0].is_inside
        told = {"": code and stays[0].tag.code, "wrong code": "no"}.get(flaw)
        age = {"old page": timedelta(hours=13), "page of tomorrow": -timedelta(hours=1)}
        try:
            collect(
                self.room,
                self.asks(who, told),
                stays=stays,
                by=self.uncleared if flaw == "uncleared" else self.room.carer,
                listed_at=timezone.now() - age.get(flaw, timedelta(minutes=1)),
            )
        except NotHandedOver:
            self.refusals += 1
            assert not was_inside or self.inside == stays
            return
        self.left += 1
        assert was_inside
        assert self.may_go(who)
        assert not flaw or (flaw == "wrong code" and who == MOTHER)

    @precondition(lambda self: self.inside)
    @rule(
        who=st.sampled_from([*NAMES, MOTHER, MOTHER, AUNTS_CHILD, STRANGER]),
        flaw=st.sampled_from(FLAWS),
        code=st.booleans(),
    )
    def collect(self, who, flaw, code):
        self.come(who, flaw, code, self.inside)

    @rule(who=st.sampled_from([*NAMES, MOTHER]))
    def collect_again(self, who):
        gone = Stay.objects.that_happened().exclude(out_at=None).order_by("-out_at").first()
        if gone is not None:
            self.come(who, "", False, [gone])

    @precondition(lambda self: self.inside)
    @rule(user=st.sampled_from(["carer", "coordinator"]), reason=st.sampled_from(["", "Why"]))
    def release(self, user, reason):
        by = self.room.carer if user == "carer" else self.coordinator
        try:
            # A refusal is kept by a transaction of its own, which one around it would take along.
            release(
                stays=[stay.pk for stay in self.inside],
                name="نوال",
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
            self.left += 1

    @precondition(lambda self: self.inside)
    @rule(user=st.sampled_from(["carer", "uncleared", "coordinator"]), late=st.booleans())
    def cancel(self, user, late):
        by = {"carer": self.room.carer, "uncleared": self.uncleared}.get(user, self.coordinator)
        ago = timedelta(minutes=10) if late else timedelta()
        Stay.objects.inside().update(in_at=timezone.now() - ago)
        try:
            cancel_check_in(stay=self.inside[0], by=by)
        except CannotChange:
            assert user != "carer" or late
        else:
            assert (user, late) == ("carer", False)

    @rule()
    def reach_for_the_database(self):
        """Somebody writes the departure by hand, without a check."""
        for stay in self.inside:
            with pytest.raises(IntegrityError), transaction.atomic():
                Stay.objects.filter(pk=stay.pk).update(
                    out_at=timezone.now(), out_by=self.room.carer
                )

    @invariant()
    def every_departure_has_its_check(self):
        out = list(Stay.objects.exclude(out_at=None))
        assert len(out) == self.left
        for stay in out:
            assert stay.out_by is not None
            assert stay.cancelled_at is None
            if stay.out_check == "mother":
                assert stay.collected_by == self.room.mother
            elif stay.out_check in ("listed", "code"):
                assert stay.collected_under.child_id == stay.child_id
                assert not stay.collected_under.is_blocked
            else:
                assert stay.out_check == "supervisor"
                assert stay.out_reason
                assert stay.out_by == self.coordinator

    @invariant()
    def child_is_in_one_place_and_refusals_are_kept(self):
        assert len(self.inside) <= 1
        assert RefusedHandOver.objects.count() == self.refusals


@pytest.mark.django_db
def test_no_path_leads_out_without_a_check():
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(
        StayMachine,
        settings=settings(
            max_examples=30,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.long
@pytest.mark.django_db
def test_no_path_leads_out_without_a_check_in_many_tries():
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(
        StayMachine,
        settings=settings(
            max_examples=150,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
