"""A report says what was true when it was frozen, of enough women, and says it for good."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import override

from accounts.roles import Role
from core.scoping import scope
from dashboards.indicators.registry import registered
from dashboards.indicators.units import AGES
from dashboards.models import ReportBasis, ReportSnapshot
from dashboards.queries.project import Quarter
from dashboards.queries.reports import closed_quarters
from dashboards.services.indicators import seed_indicators, set_targets
from dashboards.services.reports import CannotReport, code_version, sign_report
from participants.models import DisplacementEpisode, Participant
from tests.dashboards.classes import a_class
from tests.dashboards.factories import IndicatorFactory, TargetFactory
from tests.dashboards.history import FIRST
from tests.dashboards.reporting import ONE, THREE, TWO, a_project, freeze, line, total
from tests.factories import ProjectSiteFactory, staff
from trainings.models import Attendance

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


@pytest.fixture
def project():
    return a_project()


@pytest.fixture
def place(project):
    return ProjectSiteFactory(project=project)


@pytest.fixture
def manager(place):
    return staff(Role.MANAGER, place, language="en")


def test_a_project_gets_the_shipped_log_frame_once(project):
    assert seed_indicators(project) == 15
    assert seed_indicators(project) == 0
    missing = {one.question for one in project.indicators.all()} - set(registered())
    assert missing == {"mixing", "self_confidence"}


def test_what_a_project_has_already_is_left_as_it_is(project):
    IndicatorFactory(project=project, code="hers", question="attendance_rate")

    assert seed_indicators(project) == 14


def test_targets_are_written_changed_and_taken_away(project):
    seed_indicators(project)
    one, two = project.indicators.all()[:2]

    set_targets(project=project, quarter=ONE, values={one.pk: Decimal(60), two.pk: Decimal(50)})
    set_targets(project=project, quarter=ONE, values={one.pk: Decimal(70), two.pk: None})

    assert list(one.targets.values_list("first_on", "last_on", "value")) == [
        (ONE.first, ONE.last, Decimal(70))
    ]
    assert not two.targets.exists()


def test_a_target_of_another_project_is_not_written(project):
    stranger = IndicatorFactory()

    set_targets(project=project, quarter=ONE, values={stranger.pk: Decimal(1)})

    assert not stranger.targets.exists()


def test_report_keeps_numbers_targets_and_who_is_behind(project, place, manager):
    cohort = a_class(place, idp=12, host=13, missed=2)
    seed_indicators(project)
    TargetFactory(indicator=project.indicators.get(code="enrolled"), value=60)

    report = freeze(project, manager, narrative="Rain.")

    assert (report.number, report.first_on, report.last_on) == (1, ONE.first, ONE.last)
    assert report.code_version == code_version()
    assert report.narrative == "Rain."
    assert total(report, "enrolled")["amount"] == 25
    assert line(report, "enrolled")["target"] == "60.00"
    assert line(report, "enrolled")["since"] == "2025-11-05"
    assert total(report, "attendance") == {
        "amount": 49,
        "base": 75,
        "percent": 65,
        "hidden": False,
    }
    assert line(report, "mixing")["tables"] == []
    with scope(service="test"):
        basis = ReportBasis.objects.get(report=report).counts
    women = {str(one.participant_id) for one in cohort.enrolments.all()}
    assert {record[0] for record in basis["indicators"]["enrolled"]["records"]} == women
    assert basis["places"] == [place.pk]
    assert len(basis["indicators"]["sessions"]["records"]) == 3


def test_what_a_report_was_made_of_is_for_statistics_of_the_project_alone(project, place, manager):
    seed_indicators(project)
    freeze(project, manager)
    stranger = staff(Role.MANAGER, ProjectSiteFactory())

    with scope(manager):
        assert not ReportBasis.objects.exists()
    with scope(service="statistics", within=stranger.scope):
        assert not ReportBasis.objects.exists()
    with scope(service="statistics", within=manager.scope):
        assert ReportBasis.objects.count() == 1


def test_few_women_are_hidden_and_so_is_what_would_tell_them(project, place, manager):
    a_class(place, idp=3, host=14)
    seed_indicators(project)

    report = freeze(project, manager)

    by_age = line(report, "enrolled")["tables"][0]
    told = dict(zip(by_age["rows"], by_age["row_totals"], strict=True))
    assert by_age["total"]["amount"] == 17
    assert told["idp"]["hidden"]
    assert told["host|returnee|other"]["hidden"]


def test_few_who_did_not_complete_are_not_told_by_two_totals(project, place, manager):
    cohort = a_class(place, idp=14, host=14)
    for one in list(cohort.enrolments.all())[:25]:
        one.state, one.to_on = "completed", FIRST + timedelta(days=15)
        one.save()
    seed_indicators(project)

    report = freeze(project, manager)

    assert total(report, "enrolled")["amount"] == 28
    assert total(report, "completed")["hidden"]
    # Its base is the same number.
    assert total(report, "went-on")["hidden"]


def test_few_excuses_are_not_told_by_two_rates(project, place, manager):
    cohort = a_class(place, idp=12, host=12, missed=3, sessions=4)
    excused = Attendance.objects.filter(session__cohort=cohort, mark="absent")[:2]
    Attendance.objects.filter(pk__in=[one.pk for one in excused]).update(mark="excused")
    seed_indicators(project)

    report = freeze(project, manager)

    assert total(report, "attendance")["hidden"] or total(report, "commitment")["hidden"]


def test_only_a_period_that_is_over_and_locked_is_frozen_and_only_once(project, place, manager):
    seed_indicators(project)
    freeze(project, manager, TWO)

    for quarter in (ONE, TWO, Quarter(2026, 4), Quarter(2024, 1)):
        with pytest.raises(CannotReport, match="over, locked and not reported"):
            freeze(project, manager, quarter)
    assert freeze(project, manager, THREE).number == 2


def test_a_project_without_indicators_has_nothing_to_report(project, manager):
    with pytest.raises(CannotReport, match="no indicators"):
        freeze(project, manager)


def test_who_works_at_one_site_alone_freezes_nothing(project, place, manager):
    seed_indicators(project)
    ProjectSiteFactory(project=project)

    with pytest.raises(CannotReport, match="all sites"):
        freeze(project, manager)


def test_another_site_of_the_project_is_counted_and_another_project_is_not(project, place):
    second, stranger = ProjectSiteFactory(project=project), ProjectSiteFactory()
    a_class(place, idp=6, host=6)
    a_class(second, idp=7, host=7, name="B")
    a_class(stranger, idp=9, host=9, name="C")
    seed_indicators(project)

    report = freeze(project, staff(Role.MANDE, None))

    assert total(report, "enrolled")["amount"] == 26


def test_monitoring_freezes_and_a_manager_signs(project, place, manager):
    seed_indicators(project)
    mande = staff(Role.MANDE, place, language="en")
    report = freeze(project, mande)

    with pytest.raises(CannotReport, match="all sites"):
        sign_report(report=report, by=mande)
    sign_report(report=report, by=manager)

    report.refresh_from_db()
    assert report.signed_by == manager
    with pytest.raises(CannotReport, match="signed already"):
        sign_report(report=report, by=manager)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE dashboards_reportsnapshot SET numbers = '[]'",
        "UPDATE dashboards_reportsnapshot SET narrative = 'Sun.'",
        "UPDATE dashboards_reportsnapshot SET signed_at = NULL, signed_by_id = NULL",
        "UPDATE dashboards_reportsnapshot SET signed_at = signed_at + interval '1 day'",
        "DELETE FROM dashboards_reportsnapshot",
        "UPDATE dashboards_reportbasis SET counts = '{}'",
        "DELETE FROM dashboards_reportbasis",
    ],
)
def test_a_frozen_report_never_changes(project, place, manager, change):
    seed_indicators(project)
    report = freeze(project, manager)
    sign_report(report=report, by=manager)

    with (
        pytest.raises(IntegrityError, match="stays as it is"),
        transaction.atomic(),
        scope(service="test"),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)

    assert ReportSnapshot.objects.get().signed_at is not None


def test_a_small_project_tells_its_two_groups_though_the_other_statuses_are_empty(
    project, place, manager
):
    a_class(place, idp=8, host=9)
    seed_indicators(project)

    by_age, by_disability = line(freeze(project, manager), "enrolled")["tables"]

    for table in (by_age, by_disability):
        told = dict(zip(table["rows"], table["row_totals"], strict=True))
        assert {code: cell["amount"] for code, cell in told.items()} == {
            "idp": 8,
            "host|returnee|other": 9,
            "unknown": 0,
        }
    assert by_age["columns"] == ["|".join(AGES)]


def test_a_cumulative_number_keeps_the_categories_of_the_report_before(project, place, manager):
    a_class(place, idp=8, host=9)
    seed_indicators(project)
    first = freeze(project, manager, ONE)
    cohort = a_class(place, idp=9, host=9, name="B")
    DisplacementEpisode.objects.filter(participant__enrolments__cohort=cohort).update(
        status="idp_returnee"
    )

    second = freeze(project, manager, TWO)

    rows = [line(one, "enrolled")["tables"][0]["rows"] for one in (first, second)]
    assert rows == [["idp", "host|returnee|other", "unknown"]] * 2
    assert total(second, "enrolled")["amount"] == 35


def test_a_few_more_women_wait_for_the_next_report(project, place, manager):
    a_class(place, idp=12, host=12)
    seed_indicators(project)
    first = freeze(project, manager, ONE)
    a_class(place, idp=3, name="B")

    second = freeze(project, manager, TWO)
    a_class(place, idp=4, name="C")
    third = freeze(project, manager, THREE)

    assert [total(one, "enrolled")["amount"] for one in (first, second, third)] == [24, 24, 31]


def test_a_merge_keeps_a_woman_one_and_a_frozen_report_as_it_was(project, place, manager):
    cohort = a_class(place, idp=12, host=12)
    seed_indicators(project)
    before = freeze(project, manager, ONE)
    women = [one.participant for one in cohort.enrolments.select_related("participant")]
    for survivor, other in zip(women[:6], women[6:12], strict=True):
        Participant.objects.filter(pk=other.pk).update(canonical=survivor, merged_at=timezone.now())

    after = freeze(project, manager, TWO)

    assert total(before, "enrolled")["amount"] == 24
    assert total(after, "enrolled")["amount"] == 18
    before.refresh_from_db()
    assert total(before, "enrolled")["amount"] == 24


def test_one_question_is_asked_once_in_a_project(project):
    IndicatorFactory(project=project)

    with pytest.raises(IntegrityError, match="indicator_question_once_per_project"):
        IndicatorFactory(project=project)


def test_a_quarter_is_not_over_on_its_last_day(project):
    assert closed_quarters(project, ONE.last) == [Quarter(2025, 4)]
    assert closed_quarters(project, TWO.first) == [ONE, Quarter(2025, 4)]
