"""What pages of this room share: refusals told, and the forms of one page kept apart."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages

from accounts.access import StaffRequest
from core.forms import tell_cleaning
from outreach.services.refusals import CannotChange


def tell_why(request: StaffRequest, refusal: CannotChange) -> None:
    """Show on the next page why something was refused."""
    for sentence in refusal.sentences:
        messages.error(request, sentence)


def tell_errors(request: StaffRequest, form: forms.BaseForm) -> None:
    """Show on the next page what was wrong in a form that is not shown again."""
    for name, errors in form.errors.items():
        label = form[name].label if name in form.fields else ""
        for error in errors:
            messages.error(request, f"{label}: {error}" if label else str(error))


def changed(
    request: StaffRequest, form: forms.BaseForm, change: Callable[[], Any], said: str = ""
) -> bool:
    """Make a change with a form that is valid, and say so; False where it was refused.

    A refusal stands in the form, so that nothing she typed is lost.
    """
    if not form.is_valid():
        return False
    try:
        change()
    except CannotChange as refusal:
        form.add_error(None, list(refusal.sentences))
        return False
    if said:
        messages.success(request, said)
    tell_cleaning(request, form)
    return True
