"""Records that may be one woman: noted, decided, merged, and two again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Permission
from participants.models import DuplicateCandidate, Merge, Participant, Purpose
from participants.queries.consents import words_of
from participants.queries.duplicates import (
    Likely,
    known_elsewhere,
    likely_duplicates,
    told_of,
)
from participants.registries import before_merge, on_merge, on_undo_merge
from participants.services.consents import tell_withdrawal
from participants.services.locks import lock_people
from participants.services.reach import keep_places
from participants.services.refusals import CannotKeep

if TYPE_CHECKING:
    from accounts.models import User

Verdict = DuplicateCandidate.Verdict


def note_candidates(
    *, person: Participant, likely: Iterable[Likely], verdicts: Mapping[UUID, str], by: User
) -> int:
    """Keep whom somebody looks like and what was said of it; answers how many nobody decided.

    A pair that was decided before stays so: "two women" is never asked again.
    """
    now = timezone.now()
    pairs = []
    for found in likely:
        first, second = sorted((person.pk, found.person.pk))
        verdict = verdicts.get(found.person.pk, Verdict.OPEN)
        pairs.append(
            DuplicateCandidate(
                one_id=first,
                other_id=second,
                reasons=list(found.reasons),
                verdict=verdict,
                decided_at=now if verdict else None,
                decided_by=by if verdict else None,
            )
        )
    DuplicateCandidate.objects.bulk_create(pairs, ignore_conflicts=True)
    return sum(pair.verdict == Verdict.OPEN for pair in pairs)


def note_changed(*, person: Participant, by: User) -> int:
    """Compare somebody again whose name, birth or phone was changed; answers how many are new.

    Those out of sight count too: the database puts them before who sees both.
    """
    likely = [
        found
        for found in likely_duplicates(told_of(person), by, besides=person.pk)
        if not DuplicateCandidate.objects.of_pair(person, found.person).exists()
    ]
    elsewhere = known_elsewhere(person)
    return note_candidates(person=person, likely=likely, verdicts={}, by=by) + elsewhere


@transaction.atomic
def decide_candidate(*, candidate: DuplicateCandidate, verdict: str, by: User) -> None:
    """Keep that two records are two women, or that nobody can tell yet."""
    if verdict not in (Verdict.DIFFERENT, Verdict.UNSURE):
        raise CannotKeep(_("Choose whether they are one woman or two."))
    candidate = DuplicateCandidate.objects.select_for_update(of=("self",)).get(pk=candidate.pk)
    if candidate.verdict == Verdict.SAME:
        raise CannotKeep(_("Somebody decided this meanwhile."))
    _decide(candidate, verdict, by)


def may_merge(user: User, one: Participant, other: Participant) -> bool:
    """Whether she decides for both, and wherever both are known: there they may share a cohort."""
    hers = user.scope.where(Permission.PEOPLE_MERGE)
    places, others = set(one.project_sites), set(other.project_sites)
    return bool(hers & places and hers & others) and places & others <= hers


@transaction.atomic
def merge(*, survivor: Participant, other: Participant, by: User) -> Merge:
    """Let one record stand for both; nothing moves, and what is refused on either is refused.

    Raises CannotKeep where one of them was merged meanwhile.
    """
    lock_people([survivor.pk, other.pk])
    before_merge(survivor, other)
    survivor, other = _fresh(survivor), _fresh(other)
    if survivor.pk == other.pk or {survivor.canonical_id, other.canonical_id} != {
        survivor.pk,
        other.pk,
    }:
        raise CannotKeep(_("Somebody merged one of them meanwhile. Look at it again."))
    agreed = _agreed(survivor) | _agreed(other)
    now = timezone.now()
    made = Merge.objects.create(survivor=survivor, other=other, merged_at=now, merged_by=by)
    Participant.objects.records_of([other.pk]).update(canonical=survivor, merged_at=now)
    keep_places(survivor.pk)
    first, second = sorted((survivor, other), key=lambda one: one.pk)
    candidate, _made = DuplicateCandidate.objects.get_or_create(one=first, other=second)
    _decide(candidate, Verdict.SAME, by)
    survivor, other = _fresh(survivor), _fresh(other)
    on_merge(survivor, other, by)
    for purpose in sorted(agreed - _agreed(survivor)):
        tell_withdrawal(person=survivor, purpose=purpose, by=by)
    return made


@transaction.atomic
def undo_merge(*, merge: Merge, by: User) -> None:
    """Let two records be two women again, as they were."""
    lock_people([merge.survivor_id, merge.other_id])
    before_merge(merge.survivor, merge.other)
    merge = Merge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    if merge.undone_at is not None:
        raise CannotKeep(_("Somebody took this back already."))
    survivor, other = _fresh(merge.survivor), _fresh(merge.other)
    if other.canonical_id != survivor.pk:
        raise CannotKeep(_("Her record was merged into another since; take that back first."))
    merge.take_back(by)
    _point_back(other)
    keep_places(survivor.pk)
    keep_places(other.pk)
    for candidate in DuplicateCandidate.objects.of_pair(survivor, other):
        _decide(candidate, Verdict.DIFFERENT, by)
    on_undo_merge(_fresh(survivor), _fresh(other), by)


def _point_back(other: Participant) -> None:
    """Let a record stand for itself again, and for those that had been merged into it."""
    Participant.objects.filter(pk=other.pk).update(canonical=other.pk, merged_at=None)
    below = [other.pk]
    while below:
        merges = Merge.objects.standing().filter(survivor__in=below)
        below = []
        for earlier in merges:
            Participant.objects.filter(pk=earlier.other_id).update(
                canonical=other.pk, merged_at=earlier.merged_at
            )
            below.append(earlier.other_id)


def _fresh(person: Participant) -> Participant:
    return Participant.objects.get(pk=person.pk)


def _agreed(person: Participant) -> set[str]:
    words = words_of(person)
    return {purpose for purpose in Purpose.values if words.agree_to(purpose)}


def _decide(candidate: DuplicateCandidate, verdict: str, by: User) -> None:
    candidate.verdict, candidate.decided_by = verdict, by
    candidate.decided_at = timezone.now()
    candidate.save(update_fields=["verdict", "decided_by", "decided_at"])
