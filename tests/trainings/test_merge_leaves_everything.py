"""A merge and its undo leave every event, episode and consent where it was, and all else too."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps
from django.utils import timezone

from accounts.roles import Role
from core.scoping import scope
from participants.models import Consent, DisplacementEpisode, Participant
from participants.services.duplicates import merge, undo_merge
from tests.childcare.factories import GuardianshipFactory
from tests.factories import (
    CohortFactory,
    ConsentFactory,
    DisplacementEpisodeFactory,
    EnrolmentFactory,
    ParticipantFactory,
    SessionFactory,
    staff,
)
from tests.trainings.sync_world import phone_of
from trainings.models import Attendance, AttendanceEvent, Enrolment, FollowUp

pytestmark = pytest.mark.django_db

KEPT_AS_THEY_ARE = (AttendanceEvent, DisplacementEpisode, Consent)
BESIDES = {
    "participants.merge": "the merge itself",
    "participants.duplicatecandidate": "what was decided",
    "trainings.mergedplace": "which place of two stands",
    "trainings.followup": "made of the marks, and made anew with them",
}
"""What is not compared row by row, and why."""


def links():
    """Every column of every room that says whose a row is."""
    for model in apps.get_models():
        if model._meta.label_lower in BESIDES or not model._meta.managed:
            continue
        for field in model._meta.concrete_fields:
            if field.related_model in (Participant, Enrolment) and field.name != "canonical":
                yield model, field.attname


def whose():
    """Whose every row is, whatever its room."""
    return {
        (model._meta.label, column, pk): owner
        for model, column in links()
        for pk, owner in model._base_manager.values_list("pk", column)
    }


def rows(model):
    return {row["id"]: row for row in model._base_manager.values()}


@pytest.fixture
def women():
    """Two records with a life each, and a cohort that both are in."""
    shared = CohortFactory()
    sessions = [
        SessionFactory(cohort=shared, day=timezone.localdate() - timedelta(days=ago))
        for ago in (2, 1, 0)
    ]
    phone = phone_of(sessions[0])
    women = ParticipantFactory.create_batch(2, project_sites=[shared.project_site_id])
    for number, woman in enumerate(women):
        DisplacementEpisodeFactory(participant=woman)
        ConsentFactory(participant=woman)
        EnrolmentFactory(participant=woman)
        GuardianshipFactory(participant=woman)
        place = EnrolmentFactory(participant=woman, cohort=shared)
        phone.send(phone.mark(sessions[number], place, "present"))
        phone.send(phone.mark(sessions[2], place, ("absent", "present")[number]))
    return women


def test_merge_and_undo_leave_everything_where_it_was(women):
    coordinator = staff(Role.COORDINATOR)
    owners, marks = whose(), set(Attendance.objects.values_list("enrolment", "session", "mark"))
    calls = set(FollowUp.objects.open().values_list("enrolment", flat=True))
    before = {model: rows(model) for model in KEPT_AS_THEY_ARE}
    assert {model for model, _column, _pk in owners} >= {
        "trainings.AttendanceEvent",
        "participants.Consent",
        "participants.DisplacementEpisode",
        "trainings.Enrolment",
        "childcare.Guardianship",
    }

    with scope(coordinator):
        made = merge(survivor=women[0], other=women[1], by=coordinator)

    for model, known in before.items():
        assert known.items() <= rows(model).items()
    assert owners.items() <= whose().items()

    with scope(coordinator):
        undo_merge(merge=made, by=coordinator)

    for model, known in before.items():
        assert known.items() <= rows(model).items()
    assert rows(Consent) == before[Consent]
    assert rows(DisplacementEpisode) == before[DisplacementEpisode]
    assert owners.items() <= whose().items()
    kept = Attendance.objects.exclude(mark=None).values_list("enrolment", "session", "mark")
    assert set(kept) == marks
    assert set(FollowUp.objects.open().values_list("enrolment", flat=True)) == calls
