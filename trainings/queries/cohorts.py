"""What the pages of cohorts tell: exact counts for people who may open each record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from participants.models import DisplacementEpisode
from trainings.models import Cohort, Enrolment, PlannedExcuse, Session
from trainings.models.marked import Mark
from trainings.queries.recorded import expected, unmarked

if TYPE_CHECKING:
    from django.db.models import Model

Status = DisplacementEpisode.Status


def counted(rows: QuerySet[Model], by: str) -> Coalesce:
    """How many rows of an inner query there are, as a column of the outer one."""
    counts = rows.order_by().values(by).annotate(_number=Count("pk")).values("_number")
    return Coalesce(Subquery(counts, output_field=IntegerField()), 0)


def for_list(cohorts: QuerySet[Cohort], today: date) -> QuerySet[Cohort]:
    """Cohorts with how many are enrolled, and how many sessions were held of all."""
    members = Enrolment.objects.members().filter(cohort=OuterRef("pk"))
    main = Session.objects.main().filter(cohort=OuterRef("pk"))
    return cohorts.select_related(
        "version__course", "project_site__site", "project_site__project"
    ).annotate(
        member_count=counted(enrolled(members, today), "cohort"),
        session_count=counted(main.happening(), "cohort"),
        held_count=counted(main.filter(state=Session.State.HELD), "cohort"),
    )


def enrolled(members: QuerySet[Enrolment], today: date) -> QuerySet[Enrolment]:
    """Members whose place has not ended, also where it has yet to begin."""
    return members.exclude(state__in=Enrolment.WITHOUT_A_PLACE).filter(
        Q(to_on=None) | Q(to_on__gt=today)
    )


def session_lines(cohort: Cohort) -> QuerySet[Session]:
    """Every session with how many are expected and how many of them have no mark yet."""
    return (
        cohort.sessions.select_related("module", "room")
        .annotate(
            expected_count=counted(expected(), "cohort"),
            unmarked_count=counted(unmarked(), "cohort"),
        )
        .annotate(marked_count=F("expected_count") - F("unmarked_count"))
        .order_by("number", F("parent").asc(nulls_first=True), "starts_at")
    )


def member_lines(cohort: Cohort, today: date) -> QuerySet[Enrolment]:
    """Everybody with a place or waiting for one, by name, with the marks of her main sessions."""
    day = "attendances__session__on_day"
    hers = Q(
        Q(to_on=None) | Q(**{f"{day}__lt": F("to_on")}),
        attendances__session__parent=None,
        attendances__session__state=Session.State.HELD,
        attendances__mark__isnull=False,
        **{f"{day}__gte": F("from_on")},
    )
    there = hers & Q(attendances__mark__in=[Mark.PRESENT, Mark.LATE])
    excuses = PlannedExcuse.objects.filter(enrolment=OuterRef("pk"), to_on__gt=today)
    return (
        cohort.enrolments.members()
        .select_related("participant")
        .annotate(
            marked_count=Count("attendances", filter=hers),
            there_count=Count("attendances", filter=there),
            has_excuse=Exists(excuses),
        )
        .order_by("participant__sort_key", "participant_id", "from_on")
    )


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers at the head of a cohort's page."""

    members: int
    waiting: int
    there: int
    marked: int
    held: int
    sessions: int
    unrecorded: int

    @property
    def rate(self) -> int | None:
        """The share of marks that say she was there; none without marks."""
        return round(100 * self.there / self.marked) if self.marked else None


def figures_of(sessions: list[Session], members: list[Enrolment], today: date) -> Figures:
    """Count what the page lists anyway."""
    main = [session for session in sessions if session.parent_id is None]
    held = [session for session in main if session.state == Session.State.HELD]
    open_places = [place for place in members if place.to_on is None or place.to_on > today]
    waiting = sum(place.state in Enrolment.WITHOUT_A_PLACE for place in open_places)
    return Figures(
        members=len(open_places) - waiting,
        waiting=waiting,
        there=sum(place.there_count for place in members),  # type: ignore[attr-defined]
        marked=sum(place.marked_count for place in members),  # type: ignore[attr-defined]
        held=len(held),
        sessions=sum(session.is_happening for session in main),
        unrecorded=sum(
            session.is_happening and session.on_day < today and session.unmarked_count > 0  # type: ignore[attr-defined]
            for session in main
        ),
    )


def balance_is_met(cohort: Cohort, day: date) -> bool:
    """Whether displaced and host women each have the share that the course wants, on a day.

    Told as yes or not yet alone: the shares themselves leave this function nowhere.
    """
    day = min(max(day, cohort.starts_on), cohort.ends_on)
    status = DisplacementEpisode.objects.filter(
        Q(to_on=None) | Q(to_on__gt=day), participant=OuterRef("participant"), from_on__lte=day
    ).values("status")[:1]
    shares = (
        cohort.enrolments.members()
        .active_on(day)
        .annotate(status=Subquery(status))
        .aggregate(
            all=Count("pk"),
            displaced=Count("pk", filter=Q(status=Status.IDP)),
            host=Count("pk", filter=Q(status=Status.HOST)),
        )
    )
    smaller: int = min(shares["displaced"], shares["host"])
    return bool(smaller and 100 * smaller >= cohort.version.balance_percent * shares["all"])
