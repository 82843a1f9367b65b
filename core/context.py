"""What every page knows."""

from __future__ import annotations

from functools import cache

from django.http import HttpRequest

from core.models import Installation


def installation(request: HttpRequest) -> dict[str, object]:
    """Whether everybody on these pages is invented."""
    return {"is_demo": is_demo()}


@cache
def is_demo() -> bool:
    """True on a demo; asked once per process, since turning real starts the process anew."""
    return Installation.get().is_demo
