"""One row of a list does to one woman what it says."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from participants.details import Decision, Displacement, Identity, PersonDetails
from participants.models import Consent, DisplacementEpisode, Participant, Purpose
from participants.queries.duplicates import likely_duplicates, told_of
from participants.queries.sheet_changes import Kept, changed_values
from participants.services.changes import change_person
from participants.services.displacement import change_status
from participants.services.duplicates import note_candidates, note_changed
from participants.services.registration import Registered, register_person
from participants.sheets.people import SheetPerson

if TYPE_CHECKING:
    from accounts.models import User
    from programmes.models import ProjectSite

COMPARED = frozenset({"given", "father", "grandfather", "family", "born_on", "phone"})
"""What tells two women apart; a change of these is compared again."""

STATUS = frozenset({"status", "origin"})
LIST = DisplacementEpisode.Source.LIST.value


def add_person(
    said: SheetPerson, *, place: ProjectSite, by: User, since: date, verdicts: Mapping[Any, str]
) -> Registered:
    """Register whom a row tells of; `verdicts` say of records she looks like who they are."""
    details = details_of(said, since)
    likely = likely_duplicates(told_of(details), by)
    registered = register_person(details=details, place=place, by=by)
    note_candidates(person=registered.person, likely=likely, verdicts=verdicts, by=by)
    return registered


def details_of(said: SheetPerson, since: date) -> PersonDetails:
    """A row as a person who is registered; her status is known since a day."""
    values = said.values
    language = values.get("language") or ""
    return PersonDetails(
        given=values["given"],
        father=values.get("father") or "",
        grandfather=values.get("grandfather") or "",
        family=values.get("family") or "",
        latin_name=values.get("latin_name") or "",
        phone=values.get("phone") or "",
        address=values.get("address") or "",
        literacy=values.get("literacy") or "",
        sex=values.get("sex") or Participant.Sex.UNKNOWN,
        born_on=values.get("born_on"),
        born_precision=values.get("born_precision") or "",
        phone_owner=(values.get("phone") and values.get("phone_owner")) or "unknown",
        safe_to_call=values.get("safe_to_call"),
        area=values.get("area") or "",
        language=language,
        languages=(language,) if language else (),
        displacement=_displacement(values, since),
        identity=_identity(values),
        decisions=_decisions(values),
        to_complete=said.to_complete,
    )


def change_by_row(kept: Kept, said: SheetPerson, *, by: User, on: date) -> None:
    """Change a record to what its row says."""
    changed = changed_values(kept, said.values)
    fields = {
        "area_id" if name == "area" else name: value
        for name, value in changed.items()
        if name not in STATUS
    }
    written = change_person(person=kept.person, said=fields, by=by)
    if STATUS & changed.keys():
        told = Displacement(
            status=changed.get("status") or kept.status or DisplacementEpisode.Status.UNKNOWN,
            from_on=on,
            origin=changed.get("origin", kept.origin),
            source=LIST,
        )
        change_status(person=kept.person, said=told, by=by)
    if not COMPARED.isdisjoint(written):
        kept.person.refresh_from_db()
        note_changed(person=kept.person, by=by)


def snapshot(kept: Kept) -> str:
    """A record as it was, for the way back."""
    names = [*_FIELDS, "area_id"]
    record = {name: _plain(getattr(kept.person, name)) for name in names}
    episodes = list(kept.person.displacement_episodes.order_by("from_on").values())
    told = [{name: _plain(value) for name, value in one.items()} for one in episodes]
    return json.dumps({"record": record, "episodes": told}, ensure_ascii=False)


def restore(person: Participant, before: str) -> None:
    """Bring a record back to a snapshot."""
    told: dict[str, Any] = json.loads(before)
    for name, value in told["record"].items():
        setattr(person, name, _typed(name, value))
    person.save(update_fields=list(told["record"]))
    kept = {one["id"] for one in told["episodes"]}
    person.displacement_episodes.exclude(pk__in=kept).delete()
    for one in told["episodes"]:
        values = {name: _typed(name, value) for name, value in one.items()}
        DisplacementEpisode.objects.filter(pk=one["id"]).update(**values)


_FIELDS = (
    "given",
    "father",
    "grandfather",
    "family",
    "latin_name",
    "sex",
    "born_on",
    "born_precision",
    "phone",
    "phone_owner",
    "safe_to_call",
    "address",
    "language",
    "literacy",
)


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | int) else str(value)


def _typed(name: str, value: Any) -> Any:
    is_day = name in ("born_on", "from_on", "to_on")
    return date.fromisoformat(value) if is_day and value else value


def _displacement(values: Mapping[str, Any], since: date) -> Displacement | None:
    status, origin = values.get("status") or "", values.get("origin") or ""
    if not status and not origin:
        return None
    return Displacement(status or DisplacementEpisode.Status.UNKNOWN, since, origin, source=LIST)


def _identity(values: Mapping[str, Any]) -> Identity | None:
    ethnicity, belief = values.get("ethnicity") or "", values.get("belief") or ""
    return Identity(ethnicity, belief) if ethnicity or belief else None


def _decisions(values: Mapping[str, Any]) -> tuple[Decision, ...]:
    """One yes means taking part and that her data is kept; her identity needs its own."""
    agreed = [Purpose.PARTICIPATION, Purpose.DATA_PROCESSING] if values.get("consent") else []
    if values.get("consent") and values.get("identity_consent"):
        agreed.append(Purpose.COMMUNITY_IDENTITY)
    return tuple(
        Decision(purpose, Consent.Decision.AGREED, Consent.How.VERBAL, was_read=False)
        for purpose in agreed
    )
