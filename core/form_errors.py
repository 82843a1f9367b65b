"""What is wrong with a page of forms, told above it: each line leads to its field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django import forms


@dataclass(frozen=True, slots=True)
class ErrorLine:
    """One thing to put right; `field_id` is empty where no single field is wrong."""

    field_id: str
    text: str


def error_lines(*pages: forms.BaseForm) -> list[ErrorLine]:
    """Every error of some bound forms in the order of their fields, in the same words."""
    return list(_lines(form for form in pages if form.is_bound))


def _lines(bound: Iterable[forms.BaseForm]) -> Iterator[ErrorLine]:
    for form in bound:
        for text in form.non_field_errors():
            yield ErrorLine("", str(text))
        for name in form.fields:
            for text in form.errors.get(name, ()):
                yield ErrorLine(_first_input(form[name]), str(text))


def _first_input(field: forms.BoundField) -> str:
    """The id of the input, or of the first of a group, which has no label of its own."""
    return field.id_for_label or f"{field.auto_id}_0"
