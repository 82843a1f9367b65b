"""The register of files, in words for a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise

from accounts import file_kinds
from accounts.models import Export

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file with the name of its kind; `is_hers` where she may open its page."""

    export: Export
    label: str | Promise
    is_hers: bool


def lines_of(exports: Iterable[Export], user: User) -> list[FileLine]:
    """A line for each of some files; no query."""
    kinds = file_kinds.registered()
    return [
        FileLine(
            export,
            kinds[export.kind].label if export.kind in kinds else export.kind,
            export.created_by_id == user.pk,
        )
        for export in exports
    ]
