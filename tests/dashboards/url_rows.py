"""Who may open the addresses of this room; see `tests/url_table.py`."""

from __future__ import annotations

from tests.url_row import AT_COHORTS, MISSING, Row

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
}
