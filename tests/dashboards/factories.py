"""The smallest valid row of each kind of this room."""

from __future__ import annotations

from datetime import date

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from dashboards.models import Indicator, ReportBasis, ReportSnapshot, Target
from tests.factories import ProjectFactory, UserFactory


class IndicatorFactory(DjangoModelFactory):
    class Meta:
        model = Indicator

    project = factory.SubFactory(ProjectFactory)
    code = factory.Sequence(lambda n: f"indicator-{n}")
    text_ar = "عدد النساء في الدورات"
    text_en = "Women in courses"
    level = "output"
    question = "women_enrolled"


class TargetFactory(DjangoModelFactory):
    class Meta:
        model = Target

    indicator = factory.SubFactory(IndicatorFactory)
    first_on = date(2026, 1, 1)
    last_on = date(2026, 3, 31)
    value = 100


class ReportSnapshotFactory(DjangoModelFactory):
    class Meta:
        model = ReportSnapshot

    project = factory.SubFactory(ProjectFactory)
    number = factory.Sequence(lambda n: n + 1)
    first_on = date(2026, 1, 1)
    last_on = date(2026, 3, 31)
    code_version = "0"
    frozen_at = factory.LazyFunction(timezone.now)
    frozen_by = factory.SubFactory(UserFactory)


class ReportBasisFactory(DjangoModelFactory):
    class Meta:
        model = ReportBasis

    report = factory.SubFactory(ReportSnapshotFactory)
