"""Disclosure control for pages: worked out once for each table, and remembered.

The same table always gives the same answer, so an answer is kept under a digest of its question.
What is kept is what may be shown, never what is hidden.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import connection

from dashboards.disclosure import Protected
from dashboards.disclosure.outside import Group, group_as_json, protect_outside, protected_of

KEPT = 30 * 24 * 3600
RULES = "3"
"""Rises with every change of the rules, so that no answer of older ones is shown."""

ONE_AT_A_TIME = 7_264_001


def protect_for_page(groups: Sequence[Group]) -> list[list[Protected]]:
    """Protect groups of tables; see `protect_linked`. Nobody learns why a number is hidden."""
    keys = [_key(group) for group in groups]
    known = _known(keys)
    missing = [at for at, key in enumerate(keys) if key not in known]
    if missing:
        with connection.cursor() as cursor:
            # Each such process takes 100 MB; who waits finds what the one before her has kept.
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        known |= _known([keys[at] for at in missing])
        missing = [at for at in missing if keys[at] not in known]
        found = protect_outside([groups[at] for at in missing])
        fresh = {keys[at]: _shown(answer) for at, answer in zip(missing, found, strict=True)}
        if fresh:
            cache.set_many(
                {key: [asdict(one) for one in answer] for key, answer in fresh.items()}, KEPT
            )
        known |= fresh
    return [known[key] for key in keys]


def _shown(tables: Sequence[Protected]) -> list[Protected]:
    return [replace(one, primary=(), secondary=()) for one in tables]


def _known(keys: Sequence[str]) -> dict[str, list[Protected]]:
    found: dict[str, list[dict[str, Any]]] = cache.get_many(keys)
    return {key: [protected_of(one) for one in tables] for key, tables in found.items()}


def _key(group: Group) -> str:
    # Keyed, since few tables are likely enough to be tried one by one against a plain digest.
    text = json.dumps(group_as_json(group), sort_keys=True)
    digest = hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()
    return f"disclosure:{RULES}:{digest}"
