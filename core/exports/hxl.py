"""Which HXL tag goes with which column: `hxl_tags.csv`, a table of our own."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("hxl_tags.csv")


@cache
def tags() -> dict[str, tuple[str, ...]]:
    """The tags of each column of the table; some columns have several."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return {
            line["column"]: tuple(tag.strip() for tag in line["hxl"].split(" / "))
            for line in csv.DictReader(lines)
        }


def hxl(column: str, which: int = 0) -> str:
    """The tag of a column, named as in the table."""
    return tags()[column][which]
