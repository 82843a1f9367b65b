"""The rows of the roster page: each kind is drawn once by a template, then only filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from core.dates import time_text
from trainings.models.marked import How, Mark
from trainings.queries.voices import Voice
from trainings.reasons import Reason
from trainings.roster import RosterLine

SOFT = frozenset({How.BULK.value, How.FOLLOWS.value})

HOLES = ("enrolment", "name", "notes", "known", "marks", "known_inside", "marks_inside")
"""What is filled into the drawing of a row; everything else is the same in all of them."""


@dataclass(frozen=True, slots=True)
class RowWords:
    """Words that a row may need, looked up once for the whole page."""

    guest: str
    planned: str
    late: str
    early: str
    follows: str
    inside: str
    reasons: Mapping[str, str]


def row_words(inside: str) -> RowWords:
    """Look up the words in the language of the page."""
    return RowWords(
        guest=_("guest of today"),
        planned=_("Excuse planned: %(reason)s"),
        late=_("%(minutes)s min late"),
        early=_("left %(minutes)s min early"),
        follows=_("from the main session"),
        inside=inside,
        reasons={code: str(label) for code, label in Reason.choices},
    )


def rows_of(
    main: Sequence[RosterLine],
    child: Sequence[RosterLine] | None,
    *,
    chips: Mapping[UUID, Sequence[str]],
    voices: Mapping[UUID, Sequence[Voice]],
    is_early: bool,
    may_mark: bool,
    column_names: tuple[str, str],
) -> Iterator[SafeString]:
    """Make the rows; a woman who is expected at the main session alone has no second column."""
    words, four_marks = row_words(column_names[1]), FourMarks(is_early=is_early)
    draw = _Row(column_names, may_mark=may_mark)
    beside = {line.enrolment_id: (number, line) for number, line in enumerate(child or ())}
    for number, line in enumerate(main):
        second = beside.get(line.enrolment_id)
        yield draw(
            enrolment=str(line.enrolment_id),
            name=escape(line.name),
            notes=_notes(line, second, words, chips.get(line.enrolment_id, ()), voices),
            known=_attributes(line),
            marks=four_marks(f"m{number}", line),
            known_inside=_attributes(second[1]) if second else "",
            marks_inside=four_marks(f"c{second[0]}", second[1]) if second else "",
        )


class _Row:
    """A row with one column or two; whoever calls it has escaped what it fills in."""

    def __init__(self, column_names: tuple[str, str], *, may_mark: bool) -> None:
        self.words = {"column_names": column_names, "may_mark": may_mark}
        self.drawn: dict[bool, str] = {}

    def __call__(self, **filled: str) -> SafeString:
        has_second = bool(filled["marks_inside"])
        if has_second not in self.drawn:
            words = self.words | {"has_second": has_second} | {hole: _hole(hole) for hole in HOLES}
            self.drawn[has_second] = render_to_string("trainings/roster_fieldset.html", words)
        return mark_safe(self.drawn[has_second].format_map(filled))  # noqa: S308 -- see above


def _hole(name: str) -> SafeString:
    return SafeString(f"{{{name}}}")


class FourMarks:
    """The four radios of a row: drawn once for each mark, then only given their name."""

    def __init__(self, *, is_early: bool) -> None:
        self.words = {
            "field": _hole("field"),
            "marks": [(mark.value, str(mark.label).capitalize()) for mark in Mark],
            "is_early": is_early,
        }
        self.drawn: dict[tuple[str | None, bool], str] = {}

    def __call__(self, field: str, line: RosterLine) -> SafeString:
        kind = (line.mark, bool(line.planned_reason))
        if kind not in self.drawn:
            words = self.words | {"chosen": line.mark, "planned": kind[1]}
            self.drawn[kind] = render_to_string("trainings/roster_marks.html", words).strip()
        # The name of a field is ours: a letter and a number.
        return mark_safe(self.drawn[kind].format(field=field))  # noqa: S308


def _attributes(line: RosterLine) -> str:
    """What the script must know of a mark, so that it never drops a detail it did not ask for."""
    if not line.version:
        return ""
    known = {
        "data-version": line.version,
        "data-soft": line.how in SOFT,
        "data-late": line.minutes_late,
        "data-early": line.left_early_minutes,
        "data-reasons": " ".join(line.reasons) or None,
        "data-note": line.note or None,
    }
    return "".join(
        f" {name}" if value is True else f' {name}="{escape(value)}"'
        for name, value in known.items()
        if value is not None and value is not False
    )


def _notes(
    line: RosterLine,
    second: tuple[int, RosterLine] | None,
    words: RowWords,
    chips: Sequence[str],
    voices: Mapping[UUID, Sequence[Voice]],
) -> str | SafeString:
    said = list(_details(line, words))
    notes: list[tuple[str, str | SafeString]] = []
    if said:
        notes.append((" data-said", " · ".join(said)))
    # What only follows the day says nothing of its own.
    if second and second[1].how not in SOFT and (beside := list(_details(second[1], words))):
        notes.append((" data-inside", f"{words.inside}: {' · '.join(beside)}"))
    if line.is_guest:
        notes.append(("", words.guest))
    if line.planned_reason:
        reason = words.reasons.get(line.planned_reason, line.planned_reason)
        notes.append((f" data-planned={line.planned_reason}", words.planned % {"reason": reason}))
    notes += (("", chip) for chip in chips)
    for one in (line, second and second[1]):
        if one and one.disagreement_id and one.disagreement_id in voices:
            notes.append((" data-disagree", _two_marks(voices[one.disagreement_id])))
    return format_html_join("", '<span class="person-note"{}>{}</span>', notes) if notes else ""


def _details(line: RosterLine, words: RowWords) -> Iterator[str]:
    if line.minutes_late is not None:
        yield words.late % {"minutes": line.minutes_late}
    if line.left_early_minutes is not None:
        yield words.early % {"minutes": line.left_early_minutes}
    yield from (words.reasons.get(reason, reason) for reason in line.reasons)
    if line.how == How.FOLLOWS:
        yield words.follows


def _two_marks(voices: Sequence[Voice]) -> SafeString:
    told = format_html_join(
        " · ",
        "{}: <bdi>{}</bdi> {}",
        ((voice.label, voice.author, time_text(voice.said_at)) for voice in voices),
    )
    return format_html("{} {}", _("Two marks, the last one stands:"), told)
