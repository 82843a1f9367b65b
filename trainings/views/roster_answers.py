"""What became of a plain form, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from django.contrib import messages
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trainings.events.values import Outcome
from trainings.models.marked import Mark
from trainings.roster import RosterLine
from trainings.services.attendance import Result
from trainings.services.plain_form import Told
from trainings.views.roster_words import WAITS_BECAUSE

Sentence = tuple[int, str | SafeString]
Before = Mapping[tuple[UUID, UUID], RosterLine]
"""The lines as they stood when the form came in, by session and enrolment."""

TAKEN = frozenset({Outcome.APPLIED, Outcome.CONFLICT})


def sentences(told: Sequence[Told], before: Before) -> Iterator[Sentence]:
    """Say how many were recorded, and of each row that went otherwise, how."""
    taken = sum(one.result.outcome in TAKEN for one in told)
    if taken:
        yield messages.SUCCESS, _recorded(taken)
    for one in told:
        match one.result.outcome:
            case Outcome.CONFLICT:
                yield messages.WARNING, _conflict(one, before)
            case Outcome.SUPERSEDED:
                yield messages.WARNING, _superseded(one, before)
            case Outcome.REJECTED:
                yield (
                    messages.ERROR,
                    format_html(_("{name}: not accepted."), name=_name(one, before)),
                )
    yield from _waiting(told, before)
    if told and all(one.result.outcome in {Outcome.NOOP, Outcome.DUPLICATE} for one in told):
        yield messages.INFO, _("This was recorded already.")
    if not told:
        yield messages.INFO, _("Nothing was changed.")


def undo_sentences(results: Sequence[Result]) -> Iterator[Sentence]:
    """Say how many marks were taken back, and how many had been changed since."""
    taken = sum(result.outcome in TAKEN for result in results)
    kept = sum(result.outcome is Outcome.SUPERSEDED for result in results)
    if taken:
        yield (
            messages.SUCCESS,
            ngettext("%(count)d mark was taken back.", "%(count)d marks were taken back.", taken)
            % {"count": taken},
        )
    if kept:
        yield (
            messages.WARNING,
            ngettext(
                "%(count)d mark stays: it was changed since.",
                "%(count)d marks stay: they were changed since.",
                kept,
            )
            % {"count": kept},
        )
    if not taken and not kept:
        yield messages.INFO, _("There was nothing to take back.")


def _recorded(count: int) -> str:
    return ngettext("%(count)d mark was recorded.", "%(count)d marks were recorded.", count) % {
        "count": count
    }


def _conflict(one: Told, before: Before) -> SafeString:
    other = before.get((one.change.session, one.change.enrolment))
    return format_html(
        _(
            "{name}: somebody else recorded “{other}” meanwhile. "
            "Yours, “{mine}”, stands for now, and a manager sees both."
        ),
        name=_name(one, before),
        other=_label(other.mark if other else None),
        mine=_label(one.change.mark),
    )


def _superseded(one: Told, before: Before) -> SafeString:
    return format_html(
        _("{name}: not changed to “{mine}”. “{other}” was recorded meanwhile, and stands."),
        name=_name(one, before),
        mine=_label(one.change.mark),
        other=_label(one.result.mark),
    )


def _waiting(told: Sequence[Told], before: Before) -> Iterator[Sentence]:
    """One sentence a cause, as a whole class may wait for the same one."""
    by_cause: dict[str, list[Told]] = {}
    for one in told:
        if one.result.outcome is Outcome.PENDING_REVIEW:
            by_cause.setdefault(one.result.error or "", []).append(one)
    for cause, those in by_cause.items():
        names = format_html_join(_(", "), "{}", ((_name(one, before),) for one in those))
        yield (
            messages.WARNING,
            format_html(
                _("Waits for a manager, because {why}: {names}."),
                why=WAITS_BECAUSE.get(cause, cause),
                names=names,
            ),
        )


def _name(one: Told, before: Before) -> SafeString:
    line = before.get((one.change.session, one.change.enrolment))
    return format_html("<bdi>{}</bdi>", line.name if line else _("Somebody"))


def _label(mark: str | None) -> str:
    return str(Mark(mark).label) if mark in Mark.values else _("not recorded")
