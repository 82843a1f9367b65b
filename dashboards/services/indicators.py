"""A project's log frame: the indicators that it begins with, their baselines and targets."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from dashboards.indicators.shipped import SHIPPED
from dashboards.models import Indicator, Target
from dashboards.queries.project import Quarter
from programmes.models import Project


@transaction.atomic
def seed_indicators(project: Project) -> int:
    """Give a project the shipped indicators that it does not have; answers how many came."""
    Project.objects.select_for_update(no_key=True).get(pk=project.pk)
    there = project.indicators.values_list("code", "question")
    codes, questions = {code for code, _ in there}, {question for _, question in there}
    made = [
        Indicator(
            project=project,
            code=one.code,
            level=one.level,
            question=one.question,
            unique_over=one.over,
            sides=list(one.sides),
            text_ar=one.ar,
            text_ckb=one.ckb,
            text_en=one.en,
            text_tr=one.tr,
            position=position,
        )
        for position, one in enumerate(SHIPPED, 1)
        if one.code not in codes and one.question not in questions
    ]
    Indicator.objects.bulk_create(made)
    return len(made)


@transaction.atomic
def set_targets(
    *, project: Project, quarter: Quarter, values: Mapping[UUID, Decimal | None]
) -> None:
    """Write what each indicator should reach in a quarter; None takes a target away."""
    Project.objects.select_for_update(no_key=True).get(pk=project.pk)
    hers = project.indicators.filter(pk__in=values).values_list("pk", flat=True)
    days = {"first_on": quarter.first, "last_on": quarter.last}
    Target.objects.filter(indicator__in=hers, **days).delete()
    Target.objects.bulk_create(
        Target(indicator_id=indicator, value=value, **days)
        for indicator in hers
        if (value := values[indicator]) is not None
    )
