"""Words that several pages of the playroom say."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from childcare.cautions import Caution

CAUTIONS: dict[str, str | Promise] = {
    "no_session": _("her session does not take place"),
    "not_marked": _("she is not marked at her session"),
    "absent": _("she is marked as not there"),
    "left_early": _("she has left early"),
}


def caution_words(caution: Caution) -> str:
    """What is odd about a guardian whose child is inside."""
    return str(CAUTIONS[caution]) if caution else ""


def names_text(names: Iterable[str]) -> str:
    """Names in one line, each in its own direction."""
    return gettext(", ").join(f"\u2068{name}\u2069" for name in names)
