"""Records with codes: the same woman has one code in a project, and nobody can turn it back."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from accounts.models import Export
from accounts.roles import Role
from core.crypto import add_key
from core.ids import uuid7
from core.scoping import scope
from dashboards.queries.coded import ATTENDANCE, ENROLMENTS, SESSIONS, Asked
from dashboards.services.coded import coded_sheet
from dashboards.services.coding import WOMAN, coder
from participants.services.duplicates import merge
from tests.factories import (
    CohortFactory,
    DisplacementEpisodeFactory,
    EnrolmentFactory,
    ProjectSiteFactory,
    SessionFactory,
    staff,
)
from tests.trainings.marking import mark

pytestmark = pytest.mark.django_db

CODE = re.compile(r"[WC][0-9A-F]{16}")


@pytest.fixture
def cohort():
    return CohortFactory()


@pytest.fixture
def analyst(client, cohort):
    user = staff(Role.MANDE, cohort.project_site)
    client.force_login(user)
    return user


def women(cohort, number, status="", born=None, **fields):
    """Women of a class, of one status and birth."""
    made = EnrolmentFactory.create_batch(
        number,
        cohort=cohort,
        participant__born_on=born,
        participant__born_precision="day" if born else "",
        **fields,
    )
    for one in made if status else ():
        DisplacementEpisodeFactory(
            participant=one.participant, status=status, from_on=date(2020, 1, 1)
        )
    return made


def taken(client, kind, project, **more):
    """Lines of a file as its reader sees them: dictionaries by heading."""
    answers = {"key": uuid7(), "format": "csv", "project": project.pk, **more}
    answer = client.post(reverse("accounts:file_add", args=[kind]), answers)
    assert answer.status_code == 302, answer.content.decode()
    file = client.post(answer["Location"] + "take/")
    text = b"".join(file.streaming_content).decode("utf-8-sig")
    head, tags, *rows = csv.reader(io.StringIO(text, newline=""))
    assert any(tag.startswith("#") for tag in tags)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_attendance_has_a_line_for_each_mark_and_names_nobody(client, cohort, analyst):
    enrolments = women(cohort, 6, "idp")
    session = SessionFactory(cohort=cohort, state="held")
    for one in enrolments:
        mark(session, one, "present")

    lines = taken(client, "coded-attendance", cohort.project_site.project)

    assert [(line["Mark"], line["Day"]) for line in lines] == [
        ("present", session.on_day.isoformat())
    ] * 6
    assert len({line["Woman (code)"] for line in lines}) == 6
    assert all(CODE.fullmatch(line["Woman (code)"]) for line in lines)
    text = str(lines)
    for one in enrolments:
        for secret in (one.participant.given, one.participant.code, str(one.participant_id)):
            assert secret not in text
    assert str(cohort.pk) not in text


def test_code_is_the_same_in_every_file_of_a_project_and_another_in_each(client, cohort):
    other = CohortFactory(project_site=ProjectSiteFactory())
    analyst = staff(Role.MANDE)
    client.force_login(analyst)
    (one,) = women(cohort, 1)
    EnrolmentFactory(cohort=other, participant=one.participant)
    session = SessionFactory(cohort=cohort, state="held")
    mark(session, one, "late")
    project = cohort.project_site.project

    def codes(kind, project):
        return {line["Woman (code)"] for line in taken(client, kind, project)}

    here = codes("coded-enrolments", project)
    assert here == codes("coded-attendance", project)
    add_key()
    assert codes("coded-enrolments", project) == here
    assert codes("coded-enrolments", other.project_site.project).isdisjoint(here)


def test_a_mark_outside_of_her_place_is_in_no_file(client, cohort, analyst):
    """Of a session before she joined, and of the day on which she had left."""
    first = date(2026, 3, 1)
    sessions = [
        SessionFactory(cohort=cohort, day=first + timedelta(days=day), state="held")
        for day in range(4)
    ]
    (hers,) = women(cohort, 1, from_on=first + timedelta(days=1), to_on=first + timedelta(days=3))
    for one in sessions:
        mark(one, hers, "present")
    project = cohort.project_site.project

    marks = taken(client, "coded-attendance", project)
    (place,) = taken(client, "coded-enrolments", project)

    assert [line["Day"] for line in marks] == ["2026-03-02", "2026-03-03"]
    assert place["Present"] == "2"


def test_two_records_of_one_woman_have_one_code(client, cohort, analyst):
    (first,) = women(cohort, 1)
    (second,) = women(CohortFactory(project_site=cohort.project_site), 1)
    merge(survivor=first.participant, other=second.participant, by=staff(Role.COORDINATOR))

    lines = taken(client, "coded-enrolments", cohort.project_site.project)

    assert len(lines) == 2
    assert len({line["Woman (code)"] for line in lines}) == 1


def test_what_few_women_share_is_told_of_none_of_them(client, cohort, analyst):
    women(cohort, 12, "idp", date(2000, 1, 1))
    women(cohort, 6, "host", date(1980, 1, 1))
    women(cohort, 5, "host", date(2000, 1, 1))

    lines = taken(client, "coded-enrolments", cohort.project_site.project)

    assert told(lines) == {("idp", "25-39"): 12, ("host", "40-59"): 6, ("host", "25-39"): 5}


def test_few_that_are_left_over_hide_everybody(client, cohort, analyst):
    women(cohort, 12, "idp", date(2000, 1, 1))
    women(cohort, 2, "host", date(2000, 1, 1))

    lines = taken(client, "coded-enrolments", cohort.project_site.project)

    assert told(lines) == {("", "25-39"): 14}


def test_age_of_few_hides_the_ages_of_their_side_alone(client, cohort, analyst):
    women(cohort, 8, "idp", date(2000, 1, 1))
    women(cohort, 1, "idp", date(1950, 1, 1))
    women(cohort, 6, "host", date(2000, 1, 1))

    lines = taken(client, "coded-enrolments", cohort.project_site.project)

    assert told(lines) == {("idp", ""): 9, ("host", "25-39"): 6}


def told(lines):
    found = {}
    for line in lines:
        key = line["Displaced, host or other"], line["Age band"]
        found[key] = found.get(key, 0) + 1
    return found


def test_rows_are_not_in_the_order_of_names(client, cohort, analyst):
    made = sorted(women(cohort, 25), key=lambda one: one.participant_id)

    lines = taken(client, "coded-enrolments", cohort.project_site.project)

    code = coder(WOMAN, cohort.project_site.project_id)
    in_order = [code(one.participant_id) for one in made]
    assert sorted(in_order) == sorted(line["Woman (code)"] for line in lines)
    assert in_order != [line["Woman (code)"] for line in lines]


@pytest.mark.parametrize("statement", [ATTENDANCE, ENROLMENTS, SESSIONS])
def test_a_plain_file_and_a_workbook_tell_the_same_in_the_same_order(cohort, analyst, statement):
    other = CohortFactory(project_site=cohort.project_site, version=cohort.version)
    for here in (cohort, other):
        places = women(here, 6, "idp")
        # The tenth comes after the ninth, however their numbers are written.
        for number in range(1, 13):
            session = SessionFactory(
                cohort=here, day=date(2026, 1, 3 + number), number=number, state="held"
            )
            for one in places:
                mark(session, one, "present")
    asked = Asked((cohort.project_site_id,), date(2020, 1, 1), date(2027, 1, 1))

    sheet = coded_sheet(
        statement, asked, project=cohort.project_site.project_id, user=analyst, title=""
    )

    rows = [["" if cell is None else str(cell) for cell in row] for row in sheet.rows()]
    assert len(rows) >= 12
    assert list(csv.reader(io.StringIO(b"".join(sheet.lines()).decode()))) == rows


def test_places_of_another_project_are_not_in_it(client, cohort, analyst):
    women(cohort, 2)
    women(CohortFactory(), 3)

    assert len(taken(client, "coded-enrolments", cohort.project_site.project)) == 2


def test_days_narrow_it_to_what_happened_in_them(client, cohort, analyst):
    (one,) = women(cohort, 1)
    for number, day in enumerate((date(2026, 2, 1), date(2026, 3, 1)), 1):
        mark(SessionFactory(cohort=cohort, day=day, number=number, state="held"), one, "absent")

    lines = taken(
        client, "coded-attendance", cohort.project_site.project, first="1/2/2026", last="28/2/2026"
    )

    assert [line["Day"] for line in lines] == ["2026-02-01"]


def test_days_that_end_before_they_begin_are_refused(client, cohort, analyst):
    answers = {"key": uuid7(), "format": "csv", "project": cohort.project_site.project_id}
    answers |= {"first": "2/2/2026", "last": "1/2/2026"}

    page = client.post(reverse("accounts:file_add", args=["coded-sessions"]), answers)

    assert "A period cannot end before it starts." in page.content.decode()


def test_sessions_tell_what_became_of_them_and_of_nobody(client, cohort, analyst):
    SessionFactory(cohort=cohort, number=1, state="cancelled", state_reason="weather")

    (line,) = taken(client, "coded-sessions", cohort.project_site.project)

    assert (line["State"], line["Why not"], line["Session"]) == ("cancelled", "weather", "1")
    assert CODE.fullmatch(line["Cohort (code)"])


def test_both_formats_hold_the_same_rows(client, cohort, analyst):
    for one in women(cohort, 6, "host", date(2000, 1, 1)):
        mark(SessionFactory(cohort=cohort, state="held"), one, "late")
    project = cohort.project_site.project
    answers = {"key": uuid7(), "format": "xlsx", "project": project.pk}
    answer = client.post(reverse("accounts:file_add", args=["coded-attendance"]), answers)

    data = b"".join(client.post(answer["Location"] + "take/").streaming_content)

    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    as_csv = [list(line.values()) for line in taken(client, "coded-attendance", project)]
    assert [[as_text(cell) for cell in row] for row in sheet[2:]] == as_csv


def as_text(cell):
    return str(int(cell)) if isinstance(cell, float) else str(cell)


def test_register_says_that_it_was_coded_for_a_week(client, cohort, analyst):
    taken(client, "coded-enrolments", cohort.project_site.project)

    export = Export.objects.get()

    assert export.sensitivity == "coded"
    assert (export.expires_at - export.created_at).days == 7
    with scope(staff(Role.DONOR)):
        assert Export.objects.count() == 0
