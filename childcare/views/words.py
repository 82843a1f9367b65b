"""Words that several pages of the playroom say."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from childcare.cautions import Caution

CAUTIONS: dict[str, str | Promise] = {
    "not_marked": _("she is not marked at her session"),
    "absent": _("she is marked as not there"),
    "left_early": _("she has left early"),
}


def caution_words(caution: Caution) -> str:
    """What is odd about a guardian whose child is inside."""
    return str(CAUTIONS[caution]) if caution else ""
