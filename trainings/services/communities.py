"""What is told of the communities of a class: a word a day, and who asked for it.

Every answer is kept for the day on which it was given, so that neither asking again nor changing a
record in between tells anything more; and nobody asks about many women on one day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Look
from accounts.services.looks import note_look
from trainings.balance import Effect
from trainings.models import Cohort, CommunityAnswer, Enrolment
from trainings.queries.balance import communities_are_balanced, effect_on_communities
from trainings.services.refusals import CannotChange
from trainings.services.seats import AgainstTarget

if TYPE_CHECKING:
    from accounts.models import User

MOST_ASKED: Final = 20
"""So many women may one colleague ask about on one day."""

MET, NOT_MET = "m", "u"
LETTERS: Final = {Effect.HELPS: "h", Effect.NEUTRAL: "n", Effect.WORSE: "w"}
EFFECTS: Final = {letter: effect for effect, letter in LETTERS.items()}


def looks_at_communities(cohort: Cohort) -> bool:
    """Whether a class has a target for communities, and its site asks women for theirs."""
    return cohort.version.community_percent < 100 and cohort.project_site.site.collects_identity


def target_is_met(cohort: Cohort, by: User) -> bool:
    """Whether communities are balanced in a class, as it was when first asked today."""
    kept = _kept(cohort, None, by)
    if kept is None:
        is_met = communities_are_balanced(cohort, by.scope.today)
        kept = _keep(cohort, None, MET if is_met else NOT_MET, by)
    return kept == MET


@transaction.atomic
def ask_about(*, enrolment: Enrolment, by: User, cohort: Cohort | None = None) -> Effect:
    """What a place for a woman would do to the communities of a class; noted.

    Of the class that she waits for, or of another one that she would move to. Raises CannotChange
    where she does neither, or too many were asked about today.
    """
    cohort = cohort or enrolment.cohort
    if not _is_her_way(enrolment, cohort):
        raise CannotChange(_("She is not on the waiting list any more."))
    kept = _kept(cohort, enrolment, by)
    if kept is None:
        if asked_today(by) >= MOST_ASKED:
            raise CannotChange(
                _("You have asked about many women today. Ask a colleague, or go on tomorrow.")
            )
        effect = effect_on_communities(enrolment, cohort, by.scope.today)
        kept = _keep(cohort, enrolment, LETTERS[effect], by)
    note_look(
        Look.Kind.REVEAL,
        by=by,
        page="trainings:enrolment_accept",
        participant_id=enrolment.participant_id,
        project_sites=[cohort.project_site_id],
        people=1,
        purpose="balance of communities",
    )
    return EFFECTS[kept]


def ask_once(*, enrolment: Enrolment, by: User, cohort: Cohort | None = None) -> None:
    """Ask on behalf of whoever gives a place without having asked today.

    Before the change, so that it stays kept that this was told though the change is refused.
    """
    cohort = cohort or enrolment.cohort
    is_asked = _is_her_way(enrolment, cohort) and looks_at_communities(cohort)
    if is_asked and asked_today(by) < MOST_ASKED:
        ask_about(enrolment=enrolment, by=by, cohort=cohort)


def told_today(enrolment: Enrolment, by: User, cohort: Cohort | None = None) -> Effect | None:
    """What was told of her today already, if anything."""
    kept = _kept(cohort or enrolment.cohort, enrolment, by)
    return None if kept is None else EFFECTS[kept]


def refuse_against_communities(
    enrolment: Enrolment, by: User, *, reason: str, cohort: Cohort | None = None
) -> None:
    """Ask for a reason where she was said today to make the balance of communities worse."""
    if not reason and told_today(enrolment, by, cohort) == Effect.WORSE:
        raise AgainstTarget(
            _("She makes the balance of communities worse. Say why she gets the place.")
        )


def asked_today(by: User) -> int:
    """How many women a colleague has asked about today."""
    asked = CommunityAnswer.objects.filter(asked_by=by, on_day=by.scope.today)
    return asked.filter(enrolment__isnull=False).count()


def _is_her_way(enrolment: Enrolment, cohort: Cohort) -> bool:
    """Whether she waits for a class, or has a place in another one from which she may move."""
    is_here = enrolment.cohort_id == cohort.pk
    states = Enrolment.WAITING if is_here else (Enrolment.State.ENROLLED,)
    return enrolment.state in states and enrolment.to_on is None


def _kept(cohort: Cohort, enrolment: Enrolment | None, by: User) -> str | None:
    kept = CommunityAnswer.objects.filter(cohort=cohort, enrolment=enrolment, on_day=by.scope.today)
    return kept.values_list("answer", flat=True).first()


def _keep(cohort: Cohort, enrolment: Enrolment | None, answer: str, by: User) -> str:
    """Keep an answer; of two at the same moment the first one counts."""
    said = CommunityAnswer(
        cohort=cohort,
        project_site_id=cohort.project_site_id,
        enrolment=enrolment,
        on_day=by.scope.today,
        answer=answer,
        asked_at=timezone.now(),
        asked_by=by,
    )
    CommunityAnswer.objects.bulk_create([said], ignore_conflicts=True)
    return _kept(cohort, enrolment, by) or answer
