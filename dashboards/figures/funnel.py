"""The way of women through a programme, step by step."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from dashboards.charts import Funnel, Step
from dashboards.figures.words import count, percent


def funnel_chart(steps: Sequence[int]) -> Funnel:
    """From those who were reached to those who went on; see `queries.needs.funnel`."""
    labels = (
        _("reached"),
        _("registered in full"),
        _("had a place"),
        _("came at least once"),
        _("completed a course"),
        _("went on to another"),
    )
    told = []
    for at, (label, number) in enumerate(zip(labels, steps, strict=True)):
        before = steps[at - 1] if at else 0
        share = percent(number, before)
        words = "" if share is None else _("%(percent)d %% of the step before") % {"percent": share}
        told.append(Step(label, count(number), words))
    if not steps[0]:
        title = _("Nobody is known here yet")
    else:
        title = _("Of %(reached)d women reached, %(completed)d completed a course") % {
            "reached": steps[0],
            "completed": steps[4],
        }
    return Funnel(
        title=title,
        summary=_("Each step counts women who did the one before, each woman once."),
        head=(_("Step"), _("Women"), _("Share")),
        steps=tuple(told),
    )
