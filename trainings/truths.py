"""The sentence of each truth that the database keeps, by the name of its constraint."""

from __future__ import annotations

from functools import cache

from django.apps import apps
from django.db import IntegrityError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TRIGGERS: dict[str, str | Promise] = {
    "course_version_in_no_circle": _(
        "The course to complete before builds on this one, at once or over others: "
        "nobody could begin."
    ),
    "course_version_frozen": _("A published version is frozen. Make a new draft from it."),
    "session_within_parent": _("A dialogue lies within the hours of its day."),
    "session_room_at_its_site": _("This room is at another site."),
}


def constraint_of(error: IntegrityError) -> str:
    """The name of the truth that the database kept."""
    diagnostics = getattr(error.__cause__, "diag", None)
    return getattr(diagnostics, "constraint_name", None) or ""


def sentence_of(error: IntegrityError) -> str:
    """What a person reads when the database kept a truth."""
    known = _sentences().get(constraint_of(error))
    return str(
        known or _("This contradicts something that is stored already. Nothing was changed.")
    )


@cache
def _sentences() -> dict[str, str | Promise]:
    declared: dict[str, str | Promise] = {
        constraint.name: constraint.violation_error_message
        for model in apps.get_models()
        for constraint in model._meta.constraints
        if constraint.violation_error_message
    }
    return TRIGGERS | declared
