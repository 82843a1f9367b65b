"""Who may open the addresses of this room; see `tests/url_table.py`."""

from __future__ import annotations

from typing import Any

from tests.url_row import AT_COHORTS, MISSING, Row
from tests.url_world import World


def _project(world: World) -> dict[str, Any]:
    return {"project_id": world.place.project_id}


def _report(world: World) -> dict[str, Any]:
    return {"report_id": world.report.pk}


KEY = "01980000-0000-7000-8000-000000000001"
COUNTING = "manager mande"
READING = "donor manager mande"
# Nobody there works at both sites of the project, which these are for: they say 403.
WHOLE = {"answer": 403, "elsewhere": 404, "by_project": True}

ROWS: dict[str, Row] = {
    "dashboards:manager_home": Row("manager"),
    "dashboards:cohort": Row(
        AT_COHORTS, ids=lambda world: {"cohort_id": world.cohort.pk}, elsewhere=404
    ),
    # Each of them has one project, which the list leads to.
    "dashboards:project_list": Row("manager mande", answer=302),
    # Another site of the same project opens the page, with the numbers of that site alone.
    "dashboards:project": Row(
        "manager mande",
        ids=lambda world: {"project_id": world.place.project_id},
        elsewhere=404,
        by_project=True,
    ),
    "dashboards:project of nobody": Row(
        "manager mande", ids=lambda world: {"project_id": MISSING}, answer=404
    ),
    "dashboards:catalogue": Row("catalogue sysadmin"),
    "dashboards:catalogue_file": Row(
        "catalogue sysadmin", method="post", data={"key": KEY, "format": "csv"}
    ),
    "dashboards:indicator_list": Row(COUNTING, ids=_project, elsewhere=404, by_project=True),
    "dashboards:indicators_seed": Row(COUNTING, method="post", ids=_project, **WHOLE),
    "dashboards:targets": Row(COUNTING, ids=_project, **WHOLE),
    "dashboards:indicator_edit": Row(
        COUNTING, ids=lambda world: {"indicator_id": world.indicator.pk}, **WHOLE
    ),
    "dashboards:report_freeze": Row(COUNTING, ids=_project, **WHOLE),
    "dashboards:report_list": Row(READING),
    "dashboards:report": Row(READING, ids=_report, elsewhere=404, by_project=True),
    "dashboards:report of nobody": Row(
        READING, ids=lambda world: {"report_id": MISSING}, answer=404
    ),
    "dashboards:report that is not signed": Row(
        READING,
        ids=lambda world: {"report_id": world.draft_report.pk},
        elsewhere=404,
        by_project=True,
        exceptions={"donor": 404},
    ),
    "dashboards:report_file": Row(
        READING,
        method="post",
        ids=_report,
        data={"key": KEY, "format": "xlsx"},
        elsewhere=404,
        by_project=True,
    ),
    "dashboards:report_sign": Row("manager", method="post", ids=_report, **WHOLE),
    "dashboards:report_changes": Row(COUNTING, ids=_report, **WHOLE),
}
