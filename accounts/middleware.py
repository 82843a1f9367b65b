"""What stands between a request and a page: time-outs, language, the door."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from accounts.next_page import page_to_return_to
from accounts.scopes import sites_ever
from accounts.services.looks import note_denied
from accounts.services.sign_in import is_over, touch
from core.scoping import scope

GetResponse = Callable[[HttpRequest], HttpResponseBase]

ANSWER_JSON = frozenset({"trainings:attendance_sync"})
"""Views that a script calls: signed out, they say 401 instead of showing the door."""

RECEIVING = frozenset({"trainings:attendance_sync"})
"""Views that take what was recorded while a right lasted, though it has ended since."""

WITH_ONE_TIME_PASSWORD = frozenset(
    {"accounts:password_change", "accounts:sign_out", "accounts:language"}
)
"""All that she may open, besides public pages, before she has chosen her own password."""


TURNED_AWAY = frozenset({403, 404})
"""A missing permission, or a record that is somebody else's or nobody's."""


@cache
def _receiving() -> frozenset[str]:
    return frozenset(map(reverse, RECEIVING))


class SessionLimitsMiddleware:
    """Ends a session that is too old, or that nobody has used for too long."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if SESSION_KEY in request.session:
            if is_over(request.session):
                # Before anybody asks who it was: the user is read from the session when needed.
                request.session.flush()
            else:
                touch(request.session)
        return self.get_response(request)


class ScopeMiddleware:
    """One transaction for each request, in the scope of who asks; a 5xx answer takes it back.

    The answer leaves after the commit. What is done later (a streamed answer, `on_commit`) enters
    a scope of its own.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.user.is_authenticated:
            # The role of the process finds no row about a person, and a page may cost nothing.
            return self.get_response(request)
        user = request.user
        late = request.path_info in _receiving()
        with scope(
            user,
            receiving=sites_ever(user.pk, user.scope.today) if late else None,
            request=uuid4().hex,
        ):
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        if response.status_code in TURNED_AWAY:
            note_denied(request, response.status_code)
        return response


class LanguageMiddleware:
    """Shows pages in the language that she chose; a signed-out browser has its cookie."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()
        return self.get_response(request)


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Shows the door on every page that does not say otherwise, and her own password first."""

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        if not getattr(view_func, "login_required", True):
            return None
        if not request.user.is_authenticated:
            return self.show_door(request)
        name = request.resolver_match.view_name if request.resolver_match else ""
        if request.user.must_change_password and name not in WITH_ONE_TIME_PASSWORD:
            if name in ANSWER_JSON:
                return JsonResponse({"error": "password_change"}, status=401)
            return redirect_to_login(
                page_to_return_to(request), resolve_url("accounts:password_change")
            )
        return None

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Keep the pages of a signed-in person out of caches that others share."""
        if SESSION_KEY in request.session and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True)
        return response

    def show_door(self, request: HttpRequest) -> HttpResponseBase:
        """Send to the sign-in page and back; say what became of a form."""
        if request.resolver_match and request.resolver_match.view_name in ANSWER_JSON:
            return JsonResponse({"error": "signed_out"}, status=401)
        if request.method == "POST":
            messages.warning(
                request,
                _(
                    "You had been signed out, so what you just sent was not saved. "
                    "Sign in and send it again."
                ),
            )
        return redirect_to_login(page_to_return_to(request), resolve_url(settings.LOGIN_URL))
