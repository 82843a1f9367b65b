"""What is said of a person when she is registered, whatever page or file it comes from.

All of it has been cleaned by a form: names by `NameField`, a phone as +9647701234567.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from core.ids import uuid7


@dataclass(frozen=True, slots=True)
class Displacement:
    """Whether she is displaced or of the host community, since when, and how we know.

    `status`, `shelter` and `source` are codes of `DisplacementEpisode`; `origin` is a P-code.
    """

    status: str
    from_on: date
    origin: str = ""
    shelter: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """Codes of `IdentityValue`, "refused" where she prefers not to say, "" where not asked."""

    ethnicity: str = ""
    belief: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What she, or her guardian, decided on one purpose; codes of `Purpose` and `Consent`.

    `was_read`: its text was read with her; a list only tells that she said yes.
    """

    purpose: str
    decision: str
    how: str
    given_by: str = "herself"
    guardian: str = ""
    was_read: bool = True


@dataclass(frozen=True, slots=True)
class PersonDetails:
    """A person as she is registered; only her given name is needed.

    `area` is the P-code of the district where she lives now. `functioning` goes from the six
    questions of the Washington Group (`participants.models.functioning.QUESTIONS`) to 1–4.
    `to_complete` is what somebody has still to ask her. A form or file that is sent twice with
    the same `person_id` makes one person.
    """

    given: str
    father: str = ""
    grandfather: str = ""
    family: str = ""
    latin_name: str = ""
    sex: str = "u"
    born_on: date | None = None
    born_precision: str = ""
    phone: str = ""
    phone_owner: str = "unknown"
    safe_to_call: bool | None = None
    best_time: str = ""
    address: str = ""
    area: str = ""
    language: str = ""
    languages: tuple[str, ...] = ()
    literacy: str = ""
    functioning: Mapping[str, int] = field(default_factory=dict)
    displacement: Displacement | None = None
    identity: Identity | None = None
    decisions: tuple[Decision, ...] = ()
    to_complete: str = ""
    person_id: UUID = field(default_factory=uuid7)
