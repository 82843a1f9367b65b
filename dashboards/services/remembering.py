"""Answers that are remembered until something changes at the places that they are about.

Who has a place, what she is and which visits were made changes a few times a day, and counting it
reads every woman of a project; so what may be shown of it is kept under the state of its places.
A change adds a row in its own transaction (`PlaceChange`), and the next page finds another state.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db.models import Exists, OuterRef
from django.utils import timezone

from dashboards.models import PlaceChange

KEPT = timedelta(days=1)
RULES = "5"
"""Rises with every change of what is counted or hidden, so that no older answer is shown."""
AT_HAND = 64
_at_hand: dict[str, Any] = {}
"""The answers that this process gave last; nobody changes one."""


def remembered(question: list[Any], answer: Callable[[], Any]) -> Any:
    """The answer to a question as JSON; `question` names all that it depends on."""
    # Keyed, so that nobody who can read the keys can try which places and states they are about.
    text = json.dumps(question)
    digest = hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()
    key = f"counted:{RULES}:{digest}"
    told = _at_hand.get(key) or cache.get(key)
    if told is None:
        told = answer()
        cache.set(key, told, KEPT.total_seconds())
    if len(_at_hand) >= AT_HAND:
        _at_hand.clear()
    _at_hand[key] = told
    return told


def forget_what_is_at_hand() -> None:
    """Let this process ask the cache again."""
    _at_hand.clear()


def forget_old_changes() -> None:
    """Take away changes that no remembered answer is old enough to miss.

    The newest of each place stays: a place that nobody counted must not look like one of which all
    changes were taken away.
    """
    newer = PlaceChange.objects.filter(project_site=OuterRef("project_site"), pk__gt=OuterRef("pk"))
    old = PlaceChange.objects.filter(changed_at__lt=timezone.now() - 2 * KEPT)
    old.filter(Exists(newer)).delete()
