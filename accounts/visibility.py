"""Which rows a role opens: higher rooms register, models below ask."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Q

from accounts.roles import Role
from core.scope import Scope

Rule = Callable[[Scope], Q]

_rules: dict[tuple[Role, str], Rule] = {}


def register(role: Role, model: str, rule: Rule) -> None:
    """Let a role see some rows of a model, named `app.Model`; from `AppConfig.ready()`."""
    _rules[role, model] = rule


def registered() -> frozenset[tuple[Role, str]]:
    """Who registered; a test lists them."""
    return frozenset(_rules)


def visible(scope: Scope, model: str) -> Q:
    """Everything that any of her roles opens of a model; nothing when none does."""
    opened = Q(pk__in=[])
    for role in scope.roles:
        rule = _rules.get((Role(role), model))
        if rule is not None:
            opened |= rule(scope)
    return opened
