"""The invented programme is told whole, and once."""

from __future__ import annotations

import os
from datetime import date
from io import StringIO
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.db.models import Count

from accounts.models import User
from accounts.roles import Role
from cohesion.demo.cohorts import days_around
from core.models import Installation
from dashboards.models import ReportSnapshot
from participants.consents import agrees
from participants.models import (
    CommunityIdentity,
    DuplicateCandidate,
    Household,
    Participant,
    Purpose,
)
from trainings.models import Attendance, Certificate, Cohort, Disagreement, Review, Session
from trainings.queries.nominations import candidates, next_courses

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def said(built_once):
    """What loading the demo prints."""
    out = StringIO()
    with patch.dict(os.environ, DEMO_PASSWORD="thimble-and-thread"):
        call_command("load_demo", stdout=out)
    return out.getvalue()


def test_story_has_a_sign_in_for_every_role_with_pages(said, client):
    assert Installation.get().is_demo
    for role in (
        Role.FIELD,
        Role.FACILITATOR,
        Role.COORDINATOR,
        Role.MANAGER,
        Role.MANDE,
        Role.CATALOGUE,
        Role.SYSADMIN,
        Role.DONOR,
    ):
        assert role.value in said
        assert client.login(username=role.value, password="thimble-and-thread")


def test_story_leaves_one_past_session_of_at_least_eight_for_the_field_officer(said):
    field = User.objects.get(username="field")

    open_sessions = [
        session
        for session in Session.objects.visible_to(field)
        .main()
        .happening()
        .filter(on_day__lt=field.scope.today)
        .annotate(marks=Count("attendances"))
        if session.marks == 0
    ]

    assert len(open_sessions) == 1
    assert len(open_sessions[0].roster()) >= 8


def test_story_has_a_session_of_25_today(said):
    field = User.objects.get(username="field")

    today = Session.objects.visible_to(field).main().on(field.scope.today)

    assert max(len(session.roster()) for session in today) == 25
    assert not Attendance.objects.filter(session__in=today).exists()


def test_story_leaves_a_disagreement_and_a_review_to_decide(said):
    assert Disagreement.objects.open().count() == 1
    assert Review.objects.open().count() == 1


def test_second_telling_changes_nothing(said):
    before = User.objects.count()
    out = StringIO()

    call_command("load_demo", stdout=out)

    assert User.objects.count() == before
    assert "in use" in out.getvalue()


@pytest.mark.parametrize("today", [date(2026, 11, day) for day in range(22, 29)])
def test_course_meets_today_whatever_the_day_of_the_week(today):
    days = days_around(today, before=3, count=8, meets_today=True)

    assert days == sorted(set(days))
    assert days[3] == today
    assert len(days) == 8
    assert not any(day.weekday() in (4, 5) for day in days if day != today)


def test_some_women_of_the_story_are_registered_in_full(said):
    sara = Participant.objects.get(given="سارة", father="كريم")

    assert sara.is_minor
    assert agrees(sara, Purpose.CONTACT_BY_PHONE)
    assert not agrees(sara, Purpose.PHOTO)
    assert CommunityIdentity.objects.count() == 3
    assert Household.objects.get().members.count() == 2
    coordinator = User.objects.get(username="coordinator")
    assert DuplicateCandidate.objects.visible_to(coordinator).waiting().count() == 1


def test_one_group_has_finished_and_some_of_its_women_go_on(said):
    finished = Cohort.objects.filter(completions__isnull=False).distinct().get()
    [course] = next_courses(finished)

    steps = {one.step for one in candidates(finished, course)}

    assert steps == {"eligible", "nominated", "offered", "declined", "accepted", "enrolled"} | (
        steps & {"not_eligible"}
    )
    assert Certificate.objects.filter(revoked_at=None, prints__isnull=False).count() >= 6
    assert Certificate.objects.exclude(revoked_at=None).count() == 1


def test_a_donor_of_the_story_reads_a_signed_report(said, client):
    client.login(username="donor", password="thimble-and-thread")

    page = client.get("/", follow=True).content.decode()

    report = ReportSnapshot.objects.get()
    assert report.signed_by.username == "manager"
    assert report.get_absolute_url() in page
    assert client.get(report.get_absolute_url()).status_code == 200
