"""Lists that were sent, as they are kept until they were applied."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Count

from accounts.models import Change
from participants.models import ImportedPerson, ImportRow, PeopleImport
from participants.sheets.matching import Matching
from participants.sheets.reading import Line, cell_of

if TYPE_CHECKING:
    from accounts.models import User

MOST_LISTED = 30


def imports_of(user: User) -> list[PeopleImport]:
    """The latest lists of her places: those that wait, and those that were applied."""
    shown = PeopleImport.objects.visible_to(user).present()
    places = shown.select_related("project_site__site", "project_site__project", "created_by")
    return list(places[:MOST_LISTED])


def sheet_of(imported: PeopleImport) -> list[Line]:
    """The rows of a list as they stood in the file."""
    return [line_of(row) for row in imported.rows.order_by("number")]


def line_of(row: ImportRow) -> Line:
    """A kept row as it stood in the file."""
    return Line(row.number, tuple(map(cell_of, json.loads(row.cells))))


def matching_of(imported: PeopleImport) -> Matching:
    """How a list is read."""
    kept: dict[str, Any] = imported.matching
    return Matching(
        first=kept["first"],
        heading_rows=tuple(kept["heading_rows"]),
        columns={int(place): code for place, code in kept["columns"].items()},
    )


def matching_as_json(matching: Matching) -> dict[str, Any]:
    """The way back."""
    return {
        "first": matching.first,
        "heading_rows": list(matching.heading_rows),
        "columns": {str(place): code for place, code in matching.columns.items()},
    }


def needs_columns(matching: Matching) -> bool:
    """Whether it cannot be told yet who a row is about, or whether she agrees."""
    codes = set(matching.columns.values())
    return "id" not in codes and not (matching.has_a_name and "consent" in codes)


def outcomes_of(imported: PeopleImport) -> Counter[str]:
    """How many rows mean what; those left out are under "left_out"."""
    counts: Counter[str] = Counter()
    rows = imported.rows.exclude(outcome="").values("outcome", "is_left_out").order_by()
    for line in rows.annotate(number=Count("pk")):
        counts["left_out" if line["is_left_out"] else line["outcome"]] += line["number"]
    return counts


def done_to_people(imported: PeopleImport) -> Counter[str]:
    """How many rows of an applied list were "new", "changed", or of somebody "known" already."""
    kinds = imported.people.values_list("kind").order_by().annotate(number=Count("pk"))
    counts = Counter(dict(kinds))
    counts["known"] += counts.pop("reached", 0)
    return counts


def people_by_row(imported: PeopleImport) -> dict[int, UUID]:
    """Who the rows of an applied list were."""
    return dict(ImportedPerson.objects.filter(imported=imported).values_list("row", "participant"))


def last_change_of(people: Sequence[UUID]) -> int:
    """The newest line of the record about some people; 0 where there is none."""
    about = Change.objects.filter(participant_id__in=people).order_by("-id")
    return about.values_list("id", flat=True).first() or 0
