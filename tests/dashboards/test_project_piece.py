"""The numbers of a project are drawn once for what was counted, and counted every time."""

from __future__ import annotations

import pytest

from accounts.roles import Role
from dashboards.views.project import PIECES
from tests.dashboards.classes import ASKED, a_class, url_of
from tests.dashboards.history import FIRST
from tests.factories import (
    EnrolmentFactory,
    ProjectSiteFactory,
    SiteFactory,
    staff,
)
from trainings.models import Attendance

pytestmark = pytest.mark.django_db


def drawn(client, project):
    """The piece with the numbers, as the page shows it."""
    page = client.get(url_of(project), ASKED)
    return page.context["piece"]


def test_nothing_is_protected_or_drawn_again_while_nothing_changes(
    client, mande, place, project, monkeypatch
):
    a_class(place, idp=12, host=12)
    client.force_login(mande)
    before = drawn(client, project)
    monkeypatch.delattr("dashboards.views.project.protect_project")

    assert drawn(client, project) == before
    assert "72 of 72" in before


def test_a_mark_is_seen_at_once_in_what_is_kept(client, mande, place, project):
    cohort = a_class(place, idp=12, host=12)
    client.force_login(mande)
    assert "72 of 72" in drawn(client, project)

    Attendance.objects.filter(session__cohort=cohort, session__number=1).update(mark="absent")

    assert "48 of 72" in drawn(client, project)


@pytest.mark.parametrize(
    "change",
    [
        lambda place, cohort: type(cohort).objects.filter(pk=cohort.pk).update(name="Z & co"),
        lambda place, cohort: (
            type(place.site).objects.filter(pk=place.site_id).update(name_en="Another name")
        ),
        lambda place, cohort: type(cohort.version.course).objects.update(title_en="Tailoring"),
        lambda place, cohort: ProjectSiteFactory(project=place.project),
        lambda place, cohort: EnrolmentFactory.create_batch(6, cohort=cohort, from_on=FIRST),
    ],
    ids=["cohort", "site", "course", "another site", "women"],
)
def test_whatever_changes_is_drawn_anew(client, place, project, change):
    cohort = a_class(place, idp=12, host=12)
    client.force_login(staff(Role.MANDE, None, language="en"))
    before = drawn(client, project)

    change(place, cohort)

    kept = drawn(client, project)
    PIECES.forget()
    assert kept != before
    assert drawn(client, project) == kept


def test_what_is_kept_of_all_sites_is_not_shown_at_one(client, mande, place, project):
    other = ProjectSiteFactory(project=project, site=SiteFactory(name_en="Daquq centre"))
    a_class(place, idp=12, host=12)
    a_class(other, idp=12, host=12)
    client.force_login(staff(Role.MANDE, None, language="en"))
    assert "144 of 144" in drawn(client, project)

    client.force_login(mande)

    hers = drawn(client, project)
    assert "Daquq" not in hers
    assert "144" not in hers
