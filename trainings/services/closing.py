"""The end of a cohort: who completed the course, as the rule proposes or as a person decides."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.dates import day_text
from trainings.completion import Condition, conditions, is_completed
from trainings.models import Certificate, Cohort, Completion, Enrolment, Session
from trainings.queries.completion import decided_members, records_of, rule_of, sessions_named
from trainings.services.absences import tend_now
from trainings.services.locks import lock_members
from trainings.services.nominations import take_back_nominations
from trainings.services.refusals import CannotChange

if TYPE_CHECKING:
    from accounts.models import User

Outcome = Completion.Outcome


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the rule says of one woman, and what was decided before, if anything."""

    enrolment: Enrolment
    conditions: tuple[Condition, ...]
    outcome: str
    decided: Completion | None


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody makes of a proposal; the reason where it differs."""

    outcome: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ClosingTable:
    """A proposal a woman, and why the cohort cannot be closed yet: one sentence a session."""

    proposals: tuple[Proposal, ...]
    unrecorded: tuple[str, ...]


def propose(cohort: Cohort) -> ClosingTable:
    """Evaluate everybody of a cohort; three queries and one more where a mark is missing."""
    members = decided_members(cohort)
    rule = rule_of(cohort.version)
    records = records_of([member.pk for member in members], rule)
    proposals = []
    for member in members:
        found = tuple(conditions(rule, records[member.pk].record))
        outcome = Outcome.COMPLETED if is_completed(list(found)) else Outcome.NOT_COMPLETED
        decided = getattr(member, "completion", None)
        proposals.append(Proposal(member, found, outcome, decided))
    missing = frozenset[UUID]().union(*(one.without_a_mark for one in records.values()))
    return ClosingTable(tuple(proposals), tuple(_named(missing)) if missing else ())


@transaction.atomic
def close_cohort(
    *, cohort: Cohort, decisions: Mapping[UUID, Decision], by: User
) -> list[Completion]:
    """Decide of everybody, as proposed where nothing else is said; answers the decisions.

    Refused while a session of theirs is not recorded. Said again, it changes what was decided; who
    has not completed it after all is no longer nominated for the next course.
    """
    lock_members(cohort)
    # Marks of the cohort wait until this is decided.
    Cohort.objects.select_for_update(no_key=True).get(pk=cohort.pk)
    table = propose(cohort)
    if table.unrecorded:
        raise CannotChange(*table.unrecorded)
    if not table.proposals:
        raise CannotChange(_("Nobody is enrolled, so there is nothing to decide."))
    now = timezone.now()
    made = [
        Completion(
            enrolment=one.enrolment,
            cohort_id=cohort.pk,
            project_site_id=cohort.project_site_id,
            proposed=one.outcome,
            outcome=(said := decisions.get(one.enrolment.pk, Decision(one.outcome))).outcome,
            reason=said.reason if said.outcome != one.outcome else "",
            conditions=[condition.as_json() for condition in one.conditions],
            decided_at=now,
            decided_by=by,
        )
        for one in table.proposals
    ]
    _refuse(made)
    lost = [one.enrolment_id for one in made if one.outcome == Outcome.NOT_COMPLETED]
    take_back_nominations(enrolments=lost, by=by)
    Completion.objects.bulk_create(
        made,
        update_conflicts=True,
        unique_fields=["enrolment"],
        update_fields=[
            "proposed", "outcome", "reason", "conditions", "decided_at", "decided_by"
        ],
    )  # fmt: skip
    for outcome, state in (
        (Outcome.COMPLETED, Enrolment.State.COMPLETED),
        (Outcome.NOT_COMPLETED, Enrolment.State.ENROLLED),
    ):
        chosen = [one.enrolment_id for one in made if one.outcome == outcome]
        Enrolment.objects.filter(pk__in=chosen).exclude(state=state).update(state=state)
    # Nobody is called about a course that she has completed.
    tend_now(cohort.project_site.site, [one.enrolment_id for one in made])
    return made


def _refuse(made: Collection[Completion]) -> None:
    for one in made:
        if one.outcome != one.proposed and not one.reason:
            raise CannotChange(
                _("%(name)s: say why you decide otherwise than proposed.")
                % {"name": one.enrolment.participant}
            )
    lost = [one.enrolment_id for one in made if one.outcome == Outcome.NOT_COMPLETED]
    held = (
        Certificate.objects.filter(
            enrolment__in=lost, kind=Certificate.Kind.COMPLETION, revoked_at=None
        )
        .select_related("enrolment__participant")
        .first()
    )
    if held is not None:
        raise CannotChange(
            _("%(name)s holds a certificate of completion; revoke it first.")
            % {"name": held.enrolment.participant}
        )


def _named(missing: Collection[UUID]) -> list[str]:
    named = [_not_recorded(one) for one in sessions_named(missing)]
    rest = len(missing) - len(named)
    if rest:
        named.append(
            ngettext(
                "%(count)d more session is not recorded.",
                "%(count)d more sessions are not recorded.",
                rest,
            )
            % {"count": rest}
        )
    return named


def _not_recorded(session: Session) -> str:
    said = {"cohort": session.cohort, "number": session.number, "day": day_text(session.on_day)}
    if session.parent_id is not None:
        return (
            _("%(cohort)s, the dialogue in session %(number)s on %(day)s, is not recorded.") % said
        )
    return _("%(cohort)s, session %(number)s on %(day)s, is not recorded.") % said
