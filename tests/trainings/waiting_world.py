"""What waits for a manager, and the buttons with which she decides it."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from tests.trainings.sync_world import class_of, phone_of
from trainings.models import Review

WAITING = "/waiting/"


def disagree(women=1):
    """Two phones that saw different women, on one session."""
    session, enrolments = class_of(women)
    one, other = phone_of(session), phone_of(session)
    for woman in enrolments:
        one.send(one.mark(session, woman, "absent"))
        other.send(other.mark(session, woman, "present"))
    return session, enrolments


def lock(session):
    project = session.project_site.project
    project.locked_until = timezone.localdate()
    project.save()


def send_too_late(session, woman, mark="late"):
    phone = phone_of(session)
    phone.send(phone.mark(session, woman, mark))
    return Review.objects.get(event__enrolment=woman)


def settle(client, disagreement, mark, version):
    return client.post(
        reverse("trainings:disagreement_settle", args=[disagreement.pk]),
        {"mark": mark, "base_version": version},
        follow=True,
    )


def decide(client, review, verdict, reason="", version=0):
    return client.post(
        reverse("trainings:review_settle", args=[review.pk]),
        {"verdict": verdict, "reason": reason, "base_version": version},
        follow=True,
    )
