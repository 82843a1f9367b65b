"""Promises about the whole codebase."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from statistics import median

import pytest
from django.apps import apps
from factory.django import DjangoModelFactory

from tests import factories
from tests.childcare import factories as childcare_factories
from tests.dashboards import factories as dashboards_factories
from tests.outreach import factories as outreach_factories

ROOT = Path(__file__).resolve().parent.parent
ROOMS = (
    "core",
    "programmes",
    "accounts",
    "participants",
    "trainings",
    "childcare",
    "outreach",
    "dashboards",
)
FACTORIES = (factories, childcare_factories, outreach_factories, dashboards_factories)

# Rows of the log are made by marking, never by hand.
MADE_BY_SERVICES = {"Attendance", "AttendanceEvent", "Disagreement", "RejectedEvent", "Review"}
MADE_BY_TRIGGERS = {
    *("Change", "Look", "Seal"),
    *("CohortCount", "PlaceChange", "SessionCount", "WeekCount"),
}
MADE_BY_MIGRATIONS = {"Installation", "AdminArea"}


def tracked(*patterns: str) -> list[Path]:
    """The files of the repository that match."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", *patterns], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).exists()]


def test_every_model_has_a_factory():
    models = {model.__name__ for room in ROOMS for model in apps.get_app_config(room).get_models()}
    made = {
        value._meta.model.__name__
        for module in FACTORIES
        for value in vars(module).values()
        if isinstance(value, type)
        and issubclass(value, DjangoModelFactory)
        and value is not DjangoModelFactory
    }

    assert models - made == MADE_BY_SERVICES | MADE_BY_TRIGGERS | MADE_BY_MIGRATIONS


def test_every_template_is_used():
    code = "\n".join(path.read_text(encoding="utf-8") for path in tracked("*.py", "*.html"))
    # Django and allauth look these up by name.
    by_name = re.compile(
        r"^(40[0-9](_csrf)?|429|500)\.html$|^admin/|^account/|^django/|^cohesion/report_card/"
    )

    unused = [
        name
        for path in tracked("templates/*.html")
        if not by_name.match(name := path.relative_to(ROOT / "templates").as_posix())
        and name not in code
    ]

    assert unused == []


def test_most_files_fit_in_one_sitting():
    lengths = {
        path: len(path.read_text(encoding="utf-8").splitlines())
        for path in tracked("*.py", "static/js/*.js", "templates/*.html")
        if "migrations" not in path.parts
    }

    assert median(lengths.values()) < 100
    assert {path.name for path, lines in lengths.items() if lines > 400} == set()


@pytest.mark.parametrize(
    ("files", "pattern"),
    [
        ("templates/*.html", r"\|\s*safe\b|autoescape off|<style|\sstyle=|\son[a-z]+=\""),
        ("templates/*.html", r"type=\"number\""),
        (
            "static/css/*.css",
            r"\b(margin|padding|border)-(left|right)\b|text-align:\s*(left|right)",
        ),
        ("static/css/*.css", r"(?<![-\w])(left|right):\s"),
        ("static/js/*.js", r"innerHTML|eval\(|document\.write"),
    ],
)
def test_nothing_forbidden_is_written(files, pattern):
    forbidden = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked(files)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(pattern, line)
    ]

    assert forbidden == []


def test_requirements_name_no_registry():
    for path in tracked("requirements*.txt"):
        text = path.read_text()
        assert "http" not in text
        assert "--hash=sha256:" in text
