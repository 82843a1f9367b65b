"""What every page knows."""

from __future__ import annotations

from functools import cache

from django.http import HttpRequest

from core.models import Installation

THEME, OUTDOOR = "theme", "outdoor"
"""The cookie by which a browser remembers strong colours, and what it holds then."""


def installation(request: HttpRequest) -> dict[str, object]:
    """Whether everybody on these pages is invented, and whether she reads them in the sun."""
    return {"is_demo": is_demo(), "is_outdoors": request.COOKIES.get(THEME) == OUTDOOR}


@cache
def is_demo() -> bool:
    """True on a demo; asked once per process, since turning real starts the process anew."""
    return Installation.get().is_demo
