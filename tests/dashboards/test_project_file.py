"""The numbers of a project as a file say what its page says, and hide what it hides."""

from __future__ import annotations

import csv
import io

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from core.ids import uuid7
from dashboards.queries.project import Quarter
from tests.factories import (
    CohortFactory,
    DisplacementEpisodeFactory,
    EnrolmentFactory,
    ProjectFactory,
    ProjectSiteFactory,
    staff,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return CohortFactory(project_site=ProjectSiteFactory(project=ProjectFactory()))


def taken(client, cohort, **changed):
    answers = {
        "key": uuid7(),
        "format": "csv",
        "project": cohort.project_site.project_id,
        "period": Quarter.of(timezone.localdate()).code,
    }
    answer = client.post(reverse("accounts:file_add", args=["project-numbers"]), answers | changed)
    assert answer.status_code == 302, answer.content.decode()
    file = client.post(answer["Location"] + "take/")
    text = b"".join(file.streaming_content).decode("utf-8-sig")
    head, _tags, *rows = csv.reader(io.StringIO(text, newline=""))
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_few_women_are_hidden_in_the_file_as_on_the_page(client, cohort):
    for number, status in ((12, "idp"), (2, "host")):
        for one in EnrolmentFactory.create_batch(number, cohort=cohort):
            DisplacementEpisodeFactory(
                participant=one.participant, status=status, from_on="2020-01-01"
            )
    client.force_login(staff(Role.MANDE, cohort.project_site))

    lines = taken(client, cohort)

    few = [
        line
        for line in lines
        if line["What"] == "with a place" and line["Women"] == "women of the host community"
    ]
    assert [(line["Number"], line["Hidden"]) for line in few] == [("", "hidden")]
    assert "2" not in {line["Number"] for line in lines}
    assert "12" not in {line["Number"] for line in lines}


def test_period_that_the_project_did_not_see_is_refused(client, cohort):
    client.force_login(staff(Role.MANAGER, cohort.project_site))
    answers = {"key": uuid7(), "format": "csv", "project": cohort.project_site.project_id}

    page = client.post(
        reverse("accounts:file_add", args=["project-numbers"]), answers | {"period": "1999-1"}
    )

    assert page.status_code == 200
    assert "There is a problem" in page.content.decode()


def test_page_leads_to_its_numbers_as_a_file_with_project_and_quarter_chosen(client, cohort):
    project = cohort.project_site.project_id
    quarter = Quarter.of(timezone.localdate()).code
    client.force_login(staff(Role.MANDE, cohort.project_site, language="en"))

    page = client.get(reverse("dashboards:project", args=[project])).content.decode()
    address = f"{reverse('accounts:file_add', args=['project-numbers'])}?project={project}"
    asked = client.get(f"{address}&period={quarter}").content.decode()

    assert f"{address}&amp;period={quarter}" in page
    assert f'<option value="{project}" selected>' in asked
    assert f'<option value="{quarter}" selected>' in asked
    assert 'value="pdf"' in asked


def test_what_an_address_chooses_is_only_offered(client, cohort):
    client.force_login(staff(Role.MANDE, cohort.project_site, language="en"))
    address = reverse("accounts:file_add", args=["project-numbers"])

    page = client.get(address, {"project": "<b>", "period": "\x00", "key": "x"})

    assert page.status_code == 200
    assert "<b>" not in page.content.decode()
