"""The playroom of the story: families, who may collect, who must not, and children inside now."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta
from typing import NamedTuple

from django.utils import timezone

from accounts.models import User
from childcare.models import Carer, Child, DayTag, Shift, Stay
from childcare.models.stay import Check
from childcare.rules import Collector
from childcare.services.carers import Papers, add_carer, enter_room
from childcare.services.check_in import check_in
from childcare.services.children import About, add_child
from childcare.services.hand_over import Asked, hand_over
from childcare.services.pickup import Person, allow, block
from childcare.services.refusals import NotHandedOver
from core.ids import uuid7
from core.text import fold
from participants.models import Participant
from trainings.models import Attendance, Cohort, Enrolment, Session

A_YEAR = 365.25
BEFORE, AFTER = timedelta(minutes=10), timedelta(minutes=5)


class Little(NamedTuple):
    """An invented child."""

    name: str
    sex: str
    years: float
    allergies: str = ""
    medicine: str = ""
    notes: str = ""


FAMILIES: tuple[tuple[Little, ...], ...] = (
    (
        Little("مريم", "f", 6.3, medicine="بخاخ الربو إذا ضاق نفسها"),
        Little("يوسف", "m", 3.4, allergies="فول سوداني"),
    ),
    (
        Little("دانە", "f", 4.6, notes="تتكلم الكردية؛ يهدّئها الرسم"),
        Little("دارا", "m", 4.6, allergies="حليب البقر"),
    ),
    (Little("ريان", "m", 1.2, notes="ينام عند العاشرة"),),
    (Little("سارة", "f", 2.5), Little("علي", "m", 8.1), Little("نور", "f", 5.2)),
    (Little("آيلا", "f", 3.8),),
)
"""Twins in the second, each with what must be known of it alone."""


def tell_playroom(cohort: Cohort, staff: dict[str, User], today: date) -> None:
    """Tell the playroom beside a class: the weeks before, and this hour."""
    carers = _cleared(cohort, staff, today)
    women = list(
        cohort.enrolments.select_related("participant", "project_site__site").order_by(
            "participant__sort_key", "pk"
        )[: len(FAMILIES)]
    )
    families = [
        (woman, [_write_down(child, woman.participant, staff["field"], today) for child in little])
        for woman, little in zip(women, FAMILIES, strict=True)
    ]
    _say_who_collects(families[0], staff, today)
    for session in cohort.sessions.main().filter(state=Session.State.HELD, on_day__lt=today):
        _look_back(session, families, carers, by=staff["childcare"])
    for carer in carers:
        enter_room(carer=carer)
    for woman, children in families[:3]:
        check_in(
            enrolment=woman,
            children=[child.pk for child in children],
            key=uuid7(),
            by=staff["childcare"],
        )
    _refuse_somebody(families[0], by=staff["childcare"])


def _cleared(cohort: Cohort, staff: dict[str, User], today: date) -> list[Carer]:
    """Two carers with their papers; a third who has not signed the code of conduct yet."""
    place, since = cohort.project_site, today - timedelta(days=90)
    worker = staff["childcare"]
    add_carer(project_site=place, papers=Papers("شذى إبراهيم", cleared_on=today))
    return [
        add_carer(project_site=place, papers=papers)
        for papers in (
            Papers(worker.full_name, worker.pk, cleared_on=since, code_signed_on=since),
            Papers(
                "ريتا توما",
                cleared_on=since,
                cleared_until=today + timedelta(days=275),
                code_signed_on=since,
            ),
        )
    ]


def _write_down(child: Little, mother: Participant, by: User, today: date) -> Child:
    return add_child(
        child_id=uuid7(),
        guardian=mother,
        relation="mother",
        about=About(
            name=child.name,
            sex=child.sex,
            born_on=today - timedelta(days=int(child.years * A_YEAR)),
            allergies=child.allergies,
            medicine=child.medicine,
            notes=child.notes,
        ),
        by=by,
    )


def _say_who_collects(
    family: tuple[Enrolment, list[Child]], staff: dict[str, User], today: date
) -> None:
    """An aunt may, a neighbour might last week, and one man must not."""
    woman, children = family
    mother = woman.participant
    allow(
        children=children,
        said_by=mother,
        person=Person("هدى كاظم", "الخالة", "+9647000200001"),
        from_on=today - timedelta(days=30),
        to_on=None,
        key=uuid7(),
        by=staff["field"],
    )
    allow(
        children=children,
        said_by=mother,
        person=Person("أم حسين", "الجارة"),
        from_on=today - timedelta(days=9),
        to_on=today - timedelta(days=2),
        key=uuid7(),
        by=staff["childcare"],
    )
    block(
        children=children,
        said_by=mother,
        person=Person("سعد جاسم", "قريب"),
        reason="طلبت الأم ذلك، وعرضت قرار المحكمة.",
        key=uuid7(),
        by=staff["manager"],
    )


def _look_back(
    session: Session,
    families: Sequence[tuple[Enrolment, list[Child]]],
    carers: Sequence[Carer],
    *,
    by: User,
) -> None:
    """Services take what happens now; here the children of an earlier day come and go."""
    there = set(
        Attendance.objects.filter(session=session, mark__in=("present", "late")).values_list(
            "enrolment", flat=True
        )
    )
    came, left = session.starts_at - BEFORE, session.ends_at + AFTER
    Shift.objects.bulk_create(
        Shift(carer=carer, project_site_id=carer.project_site_id, in_at=came, out_at=left)
        for carer in carers
    )
    here = [family for family in families if family[0].pk in there]
    for number, (woman, children) in enumerate(here, 1):
        tag = DayTag.objects.create(
            project_site_id=session.project_site_id,
            on_day=session.on_day,
            guardian_id=woman.participant_id,
            number=number,
            code=f"{secrets.randbelow(10_000):04}",
        )
        Stay.objects.bulk_create(
            Stay(
                child=child,
                project_site_id=session.project_site_id,
                on_day=session.on_day,
                enrolment=woman,
                cohort_id=session.cohort_id,
                tag=tag,
                in_at=came,
                in_by=by,
                brought_by_id=woman.participant_id,
                out_at=left,
                out_by=by,
                out_check=Check.MOTHER,
                collected_by_id=woman.participant_id,
            )
            for child in children
        )


def _refuse_somebody(family: tuple[Enrolment, list[Child]], *, by: User) -> None:
    """A while ago somebody came for a child whom her mother does not want to come."""
    _woman, children = family
    stays = Stay.objects.inside().filter(child__in=children).values_list("pk", flat=True)
    with suppress(NotHandedOver):
        hand_over(
            stays=list(stays),
            asked=Asked(Collector(fold("سعد جاسم")), "سعد جاسم"),
            listed_at=timezone.now(),
            key=uuid7(),
            by=by,
        )
