"""What a browser remembers by itself."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse

from core.context import OUTDOOR, THEME

YEAR = 365 * 24 * 3600


def remember_language(response: HttpResponse, language: str) -> HttpResponse:
    """Show this browser the pages before sign-in in a language."""
    return _remember(response, settings.LANGUAGE_COOKIE_NAME, language)


def remember_theme(response: HttpResponse, *, outdoors: bool) -> HttpResponse:
    """Show this browser every page in strong colours, or in the usual ones again."""
    if outdoors:
        return _remember(response, THEME, OUTDOOR)
    response.delete_cookie(THEME, samesite="Lax")
    return response


def _remember(response: HttpResponse, name: str, value: str) -> HttpResponse:
    response.set_cookie(
        name,
        value,
        max_age=YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
