"""What the database knows of the details of a mark, a cleared one above all."""

import pytest

from tests.factories import EnrolmentFactory, SessionFactory
from tests.trainings.marking import mark as mark_as
from tests.trainings.refused import refused_by
from trainings.models import Attendance

pytestmark = pytest.mark.django_db

DETAILS = {
    "minutes_late": (10, "attendance_minutes_late_only_when_late", {"late"}),
    "left_early_minutes": (10, "attendance_left_early_only_when_there", {"present", "late"}),
    "reasons": (["work"], "attendance_reasons_only_when_not_there", {"absent", "excused"}),
}


@pytest.mark.parametrize("detail", DETAILS)
@pytest.mark.parametrize("mark", ["present", "late", "excused", "absent", None])
def test_details_fit_the_mark(detail, mark):
    session = SessionFactory()
    row = mark_as(session, EnrolmentFactory(cohort=session.cohort))
    rows = Attendance.objects.filter(pk=row.pk)
    value, constraint, fitting = DETAILS[detail]

    if mark in fitting:
        assert rows.update(mark=mark, **{detail: value}) == 1
    else:
        with refused_by(constraint):
            rows.update(mark=mark, **{detail: value})
