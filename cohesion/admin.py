"""The Django admin as part of the house: its own site, closed to whoever edits nothing there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _


class CohesionAdmin(AdminSite):
    """Catalogue, places, rooms and holidays."""

    site_title = _("Cohesion")
    site_header = _("Cohesion")
    index_title = _("Catalogue and places")
    enable_nav_sidebar = False

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Take only what some role edits; libraries offer models of their own."""
        from accounts.admin_permissions import EDITS

        several = isinstance(model_or_iterable, Iterable)
        models = model_or_iterable if several else [model_or_iterable]
        ours = [model for model in models if model._meta.label_lower in EDITS]
        super().register(ours, admin_class, **options)

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Any:
        """Answer 403 to whoever edits nothing here; the house has one door, and it is elsewhere."""
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not self.has_permission(request):
                raise PermissionDenied
            answer: HttpResponseBase = inner(request, *args, **kwargs)
            return answer

        return guarded

    def login(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Go in through the door of the house."""
        return redirect("admin:index")

    def logout(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Leave through the same door."""
        from accounts.views.sign_in import sign_out

        return sign_out(request)

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Change it where everybody does."""
        return redirect("accounts:password_change")


class CohesionAdminConfig(AdminConfig):
    """Makes `admin.site` ours."""

    default_site = "cohesion.admin.CohesionAdmin"
