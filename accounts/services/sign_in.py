"""How long a sign-in lasts."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

SIGNED_IN_AT, SEEN_AT = "signed_in_at", "seen_at"
TOUCH_EVERY = 5 * 60
"""Seconds between two notes that she is still there: one write in five minutes, not one a page."""


def start(sender: Any, request: HttpRequest, **kwargs: Any) -> None:
    """Start both clocks; Django's own signal calls this at every sign-in."""
    request.session[SIGNED_IN_AT] = request.session[SEEN_AT] = _now()


def is_over(session: SessionBase) -> bool:
    """Whether a sign-in has lasted too long, or stood unused for too long."""
    now = _now()
    since = now - session.get(SIGNED_IN_AT, 0)
    unused = now - session.get(SEEN_AT, 0)
    return bool(
        since >= settings.SESSION_ABSOLUTE_HOURS * 3600
        or unused >= settings.SESSION_IDLE_MINUTES * 60
    )


def touch(session: SessionBase) -> None:
    """Note that she is still there."""
    if _now() - session[SEEN_AT] >= TOUCH_EVERY:
        session[SEEN_AT] = _now()


def _now() -> int:
    return int(time.time())
