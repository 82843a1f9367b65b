"""What a row of a list was found to mean, as it is kept until somebody has looked at it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

from participants.sheets.people import Wrong


@dataclass(frozen=True, slots=True)
class Change:
    """A column of a row that differs from her record; values as `cells.cell_text` shows them."""

    column: str
    before: str | bool | None
    after: str | bool | None


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said of a row whose woman is known: a code of `ImportRow.Choice`, and which
    record is hers where she may be several.
    """

    choice: str
    same_as: UUID | None = None


@dataclass(frozen=True, slots=True)
class Alike:
    """A record that may be the woman of a row, and why: codes of `DuplicateCandidate.Reason`."""

    person: UUID
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a row means; `outcome` is a code of `ImportRow.Outcome`.

    Of a woman who is known, `reasons` say why (codes of `DuplicateCandidate.Reason`), and either
    `person` or `row` who she is: a record, or an earlier row of the same list. `others` are
    records that she may be as well, less likely than `person`.
    """

    number: int
    outcome: str
    name: str = ""
    birth: str = ""
    agrees: bool | None = None
    wrong: tuple[Wrong, ...] = ()
    reasons: tuple[str, ...] = ()
    person: UUID | None = None
    row: int | None = None
    changes: tuple[Change, ...] = field(default=())
    note: str = ""
    others: tuple[Alike, ...] = ()

    @property
    def alike(self) -> tuple[Alike, ...]:
        """Every record that she may be, the likeliest first."""
        return (Alike(self.person, self.reasons), *self.others) if self.person else ()

    @property
    def meaning(self) -> Any:
        """What must be the same when a list is applied; words differ from language to language."""
        wrong = tuple(one.column for one in self.wrong)
        who = tuple(one.person for one in self.alike)
        return self.outcome, who, self.row, self.agrees, self.changes, wrong

    def as_text(self) -> str:
        """The same as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, default=str)


def finding_of(text: str) -> Finding:
    """The way back."""
    told: dict[str, Any] = json.loads(text)
    return Finding(
        **told
        | {
            "wrong": tuple(Wrong(**one) for one in told["wrong"]),
            "changes": tuple(Change(**one) for one in told["changes"]),
            "reasons": tuple(told["reasons"]),
            "person": UUID(told["person"]) if told["person"] else None,
            # A row that was kept before several were told has none.
            "others": tuple(
                Alike(UUID(one["person"]), tuple(one["reasons"])) for one in told.get("others", ())
            ),
        }
    )
