"""Words that several pages of the playroom say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from childcare.cautions import Caution
from childcare.queries.inside import InsideFamily

CAUTIONS: dict[str, str | Promise] = {
    "no_session": _("her session does not take place"),
    "not_marked": _("she is not marked at her session"),
    "absent": _("she is marked as not there"),
    "left_early": _("she has left early"),
}

BANNERS: dict[str, str | Promise] = {
    "no_session": _("Child inside, and the session of its mother does not take place"),
    "absent": _("Child inside, and its mother is marked as not there"),
    "left_early": _("Child inside, and its mother has left early"),
    "not_marked": _("Child inside, and its mother is not marked yet"),
}
"""The worst first: what people in both rooms read, once for all whom it is about."""


def banners(families: Sequence[InsideFamily]) -> list[tuple[str, list[InsideFamily]]]:
    """What does not fit about some families, each thing once; who is overdue is told elsewhere."""
    told = [family for family in families if not family.is_forgotten and not family.is_overdue]
    found = []
    for caution, sentence in BANNERS.items():
        about = [family for family in told if family.caution == caution]
        if about:
            found.append((str(sentence), about))
    return found


def caution_words(caution: Caution) -> str:
    """What is odd about a guardian whose child is inside."""
    return str(CAUTIONS[caution]) if caution else ""


def names_text(names: Iterable[str]) -> str:
    """Names in one line, each in its own direction."""
    return gettext(", ").join(f"\u2068{name}\u2069" for name in names)
