"""What is hidden stands nowhere: not in text, drawing, label, title, workbook or plain file.

Two programmes differ in numbers that are hidden alone; what they give away must not differ.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from core.ids import uuid7
from dashboards.disclosure.table import without
from dashboards.services import project_numbers, project_people
from participants.models import DisplacementEpisode
from tests.dashboards.reading import body, found, ids_out, main_of, texts_of
from tests.factories import (
    CohortFactory,
    DisplacementEpisodeFactory,
    EnrolmentFactory,
    ProjectFactory,
    ProjectSiteFactory,
    SessionFactory,
    SiteFactory,
    staff,
)
from tests.trainings.marking import mark

pytestmark = pytest.mark.django_db

FIRST, SESSIONS = date(2026, 1, 4), 33
# 4 displaced women at 33 sessions, 118 times there; 16 of the host community, 512 times there.
# In the first week 18 of 28, and 109 of 112.
SECRETS = ("132", "118", "528", "512", "109", "112")


@pytest.fixture
def place():
    # No name has a number in it, which could be one of the secrets.
    project = ProjectFactory(
        name="Sewing", code="sewing", starts_on=date(2026, 1, 1), ends_on=date(2027, 12, 31)
    )
    site = SiteFactory(code="kirkuk-centre", name_ar="مركز كركوك", name_en="Kirkuk centre")
    place = ProjectSiteFactory(project=project, site=site)
    cohort = CohortFactory(project_site=place, name="A", starts_on=FIRST, ends_on=FIRST)
    women = EnrolmentFactory.create_batch(20, cohort=cohort, from_on=FIRST)
    for at, one in enumerate(women):
        DisplacementEpisodeFactory(
            participant=one.participant, status="idp" if at < 4 else "host", from_on=FIRST
        )
    for number in range(SESSIONS):
        session = SessionFactory(
            cohort=cohort, day=FIRST + timedelta(days=number), number=number + 1, state="held"
        )
        for at, one in enumerate(women):
            # The first woman misses 11 of her sessions; nineteen others miss one each.
            misses = number < 11 if at == 0 else number == at
            mark(session, one, "absent" if misses else "present")
    return place


def one_less_is_displaced():
    """Another programme with three displaced women: the fourth is of the host community."""
    hers = DisplacementEpisode.objects.filter(status="idp").order_by("pk")
    DisplacementEpisode.objects.filter(pk=hers[1].pk).update(status="host")


def given(client, place):
    """Everything that the page and its files say, as text."""
    cache.clear()
    mande = User.objects.filter(username="zainab").first() or staff(
        Role.MANDE, place, language="en", username="zainab", full_name="Zainab"
    )
    client.force_login(mande)
    url = reverse("dashboards:project", args=[place.project_id])
    page = client.get(url, {"period": "2026-1"}).content.decode()
    return {
        "page": main_of(page),
        "title": re.search(r"<title>.*</title>", page)[0],
        **texts_of(lambda form: taken(client, place, form)),
    }


def taken(client, place, form):
    answers = {
        "key": uuid7(),
        "format": form,
        "project": place.project_id,
        "period": "2026-1",
    }
    answer = client.post(reverse("accounts:file_add", args=["project-numbers"]), answers)
    assert answer.status_code == 302, answer.content.decode()
    return body(client.post(answer["Location"] + "take/"))


def test_a_hidden_number_is_in_nothing_that_is_given(client, place):
    told = given(client, place)

    assert found(told, SECRETS) == []
    # What is not hidden is there, so that the search would find a number.
    for text in told.values():
        assert "660" in text or text is told["title"]
    assert "hidden" in told["csv"]


def test_programmes_that_differ_in_hidden_numbers_look_alike(client, place):
    one = given(client, place)

    one_less_is_displaced()

    other = given(client, place)
    for where, text in one.items():
        assert ids_out(text) == ids_out(other[where]), where


def test_the_search_finds_what_is_not_hidden(client, place, monkeypatch):
    for module in (project_numbers, project_people):
        monkeypatch.setattr(
            module,
            "protect_for_page",
            lambda groups: [
                [without(one, set(), set()) for one in group.tables] for group in groups
            ],
        )

    told = given(client, place)

    assert {where for where, _secret in found(told, SECRETS)} == {"page", "csv", "xlsx", "pdf"}
