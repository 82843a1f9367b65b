"""A list of who receives what, to sign, as data for its paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import override

from core.dates import day_text
from trainings.models import Cohort, Handout
from trainings.papers import ALWAYS_THE_YEAR, language_of, words


@dataclass(frozen=True, slots=True)
class Each:
    """What each of them receives: a number of pieces, or of dinars for the way."""

    item: str
    name: str
    number: int

    def told(self, said: dict[str, str]) -> str:
        """What it is, in the language of the paper."""
        return self.name if self.item == Handout.Item.OTHER else said[f"item_{self.item}"]


def handout_list(
    cohort: Cohort, names: Sequence[str], each: Each, *, day: date | None, code: str
) -> dict[str, Any]:
    """Everybody who is to receive something, with room for a signature, a thumb or a witness."""
    language = language_of(code)
    said = words()[language]
    unit = "dinars" if each.item == Handout.Item.TRANSPORT else "pieces"
    with override(language):
        where = [cohort.version.course.title, cohort.name, cohort.project_site.site.name]
        days = [] if day is None else [day_text(day, today=ALWAYS_THE_YEAR)]
    return {
        "lang": language,
        "title": said["handouts"],
        "words": said,
        "heading": f"{said['handouts']} · {each.told(said)}",
        "subheading": " · ".join(where + days),
        "unit": said[unit],
        "names": list(names),
        "each": f"{each.number:,}",
        "total": f"{each.number * len(names):,}",
    }
