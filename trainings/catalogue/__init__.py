"""The catalogue that every installation starts with: courses.json, and a CSV of modules each."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent


def shipped_courses() -> list[dict[str, Any]]:
    """The courses with the settings of their first version, a prerequisite before who needs it."""
    courses: list[dict[str, Any]] = json.loads((HERE / "courses.json").read_text("utf-8"))
    return courses


def shipped_modules(code: str) -> list[dict[str, Any]]:
    """The modules of a course in order; `inside` is the number of the day that one lies in."""
    with (HERE / f"{code}.csv").open(encoding="utf-8", newline="") as file:
        return [_typed(row) for row in csv.DictReader(file)]


def shipped_skills() -> dict[str, list[dict[str, str]]]:
    """By course, the names of its skills in four languages, in order."""
    skills: dict[str, list[dict[str, str]]] = json.loads((HERE / "skills.json").read_text("utf-8"))
    return skills


def _typed(row: dict[str, Any]) -> dict[str, Any]:
    numbers = ("number", "minutes", "inside", "starts_after_minutes")
    return row | {name: int(row[name]) if row[name] else None for name in numbers}
