"""The answers that are offered on ethnicity and belief; who keeps the lists sees no person."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from core.admin import CarefulAdmin
from participants.models import IdentityValue


@admin.register(IdentityValue)
class IdentityValueAdmin(CarefulAdmin):
    """Both lists, each in its order."""

    list_display = ("name_ar", "name_en", "kind", "position", "is_offered")
    list_filter = ("kind", "is_offered")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """What was answered keeps its code, which is encrypted where it was answered."""
        return ("kind", "code") if obj else ()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A value that is not offered any more stays readable where it was answered."""
        return False
