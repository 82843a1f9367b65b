"""Indicators of a period that goes on as one file: what their page says, and nothing more."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from core.exports import Sheet
from core.typesetting import typeset
from dashboards.exports.log_frame import STANDING_COLUMNS, standing_rows
from dashboards.figures.log_frame import standing_lines
from dashboards.papers import LOG_FRAME, standing_frame_of
from dashboards.queries.project import Quarter
from dashboards.queries.reports import is_whole
from dashboards.services.standing import Standing, standing

if TYPE_CHECKING:
    from accounts.models import User
    from programmes.models import Project, ProjectSite


def standing_sheet(
    user: User, project: Project, places: Sequence[ProjectSite], quarter: Quarter
) -> Sheet:
    """Totals against targets at some places of a project, for one of `open_quarters`."""
    ids = [place.pk for place in places]
    sites = [] if is_whole(ids, project) else [str(place.site) for place in places]

    @cache
    def lines() -> list[Standing]:
        return standing(user, project, ids, quarter)

    def paper() -> bytes:
        return typeset(
            LOG_FRAME, standing_frame_of(project, quarter, standing_lines(lines()), sites)
        )

    words = standing_frame_of(project, quarter, [], sites)
    return Sheet(
        title=_("Indicators"),
        columns=STANDING_COLUMNS,
        rows=lambda: standing_rows(lines(), quarter, _(", ").join(sites) or _("all sites")),
        counted=project.indicators.count,
        notes=[words["heading"], words["subheading"], words["signed"], words["note"]],
        paper=paper,
    )
