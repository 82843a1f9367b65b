"""What the project promised, and one report of the last quarter, frozen and signed."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from accounts.models import User
from dashboards.models import Indicator
from dashboards.queries.project import Quarter
from dashboards.services.indicators import seed_indicators, set_targets
from dashboards.services.reports import freeze_report, sign_report
from programmes.models import Project

TARGETS: dict[str, tuple[int | None, int]] = {
    "enrolled": (40, 100),
    "completed": (None, 30),
    "sessions": (90, 90),
    "balance": (100, 100),
    "attendance": (85, 85),
    "commitment": (90, 90),
    "dialogue": (1500, 9000),
    "playroom": (10, 25),
    "asked-about": (80, 80),
    "visits": (None, 20),
    "visits-across": (None, 80),
    "garments": (None, 30),
}
"""For the quarter that is over, and for the one that goes on; visits were agreed for that one."""


def tell_reports(project: Project, staff: dict[str, User], today: date) -> None:
    """Agree on targets, lock the last quarter, freeze its report and sign it."""
    seed_indicators(project)
    indicators = {one.code: one.pk for one in project.indicators.all()}
    this = Quarter.of(today)
    last = Quarter.of(this.first - timedelta(days=1))
    for at, quarter in enumerate((last, this)):
        values = {
            indicators[code]: Decimal(value)
            for code, both in TARGETS.items()
            if (value := both[at]) is not None
        }
        set_targets(project=project, quarter=quarter, values=values)
    Indicator.objects.filter(project=project, code__in=("enrolled", "completed")).update(
        baseline=0, baseline_on=project.starts_on
    )
    project.locked_until = last.last
    project.save(update_fields=["locked_until"])
    report = freeze_report(
        project=project,
        quarter=last,
        narrative="بدأت أولى المجموعات هذا الفصل. تأخر الانطلاق أسبوعين بسبب صيانة القاعة.",
        by=staff["mande"],
    )
    sign_report(report=report, by=staff["manager"])
