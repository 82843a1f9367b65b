"""What every page of the Django admin shares."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DataError, IntegrityError
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _


class CarefulAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """An admin that tells what the database refuses, and forgives a forged address."""

    class Media:
        css = {"all": ["css/catalogue.css"]}

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Save, or say why not; the page is then as it is stored."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except IntegrityError as refusal:
            self.message_user(request, self.sentence(refusal), messages.ERROR)
            return redirect(request.get_full_path())

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """List, or go back to the whole list when what was chosen cannot be read."""
        try:
            return super().changelist_view(request, *args, **kwargs)
        except (DataError, ValidationError, ValueError):
            self.message_user(request, _("That choice cannot be read."), messages.ERROR)
            return redirect(request.path)

    def history_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Say no to whoever edits nothing here before looking for the row among hers."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        return super().history_view(request, *args, **kwargs)

    def sentence(self, refusal: IntegrityError) -> str:
        """What she reads when the database kept a truth."""
        return str(_("This contradicts something that is stored already. Nothing was changed."))
