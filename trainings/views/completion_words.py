"""A condition of completion, in words with its numbers."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trainings.completion import Asked, Condition


def line_of(condition: Condition) -> str:
    """One line, such as "31 of 36 sessions = 86 %"; whether it is met stands beside it."""
    numbers = {
        "have": condition.have,
        "of": condition.of,
        "need": condition.need,
        "percent": condition.percent,
    }
    if condition.asked is Asked.ATTENDANCE:
        if not condition.of:
            return _("no session was hers to attend")
        counted = ngettext(
            "%(have)d of %(of)d session = %(percent)d %%",
            "%(have)d of %(of)d sessions = %(percent)d %%",
            condition.of,
        )
        if condition.is_met:
            return counted % numbers
        return f"{counted} ({_('%(need)d %% needed')})" % numbers
    if condition.asked is Asked.DIALOGUE:
        return _("%(have)d of %(need)d minutes of dialogue") % numbers
    if condition.asked is Asked.ASSESSMENT:
        if condition.is_met:
            return _("she was at the last assessment")
        return _("she was not at the last assessment") if condition.of else _("no assessment yet")
    return _("%(have)d of %(of)d skills at level %(need)d or above") % numbers
