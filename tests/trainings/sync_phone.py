"""A phone as the real endpoint knows it: it makes events, sends them and reads the answer."""

import json
from dataclasses import dataclass
from uuid import uuid4

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.ids import uuid7


@dataclass
class Answer:
    """What came back."""

    response: object

    @property
    def json(self):
        return json.loads(self.response.content)

    @property
    def results(self):
        return self.json["results"]

    @property
    def outcomes(self):
        return [result["outcome"] for result in self.results]

    @property
    def errors(self):
        return [result.get("error") for result in self.results]

    @property
    def marks(self):
        return [(result["mark"], result["version"]) for result in self.results]


class Phone:
    """One browser of one author; its count rises by itself."""

    def __init__(self, user, device=None):
        self.client = Client()
        self.client.force_login(user)
        self.user = user
        self.device = str(device or uuid4())
        self.seq = 0

    def mark(self, session, enrolment, mark="present", base=0, how="tapped", **said):
        """An event as JSON, not yet sent."""
        self.seq += 1
        event = {
            "id": str(uuid7()),
            "session": str(getattr(session, "pk", session)),
            "enrolment": str(getattr(enrolment, "pk", enrolment)),
            "mark": mark,
            "how": how,
            "base_version": base,
            "seq": self.seq,
            "client_time": timezone.now().isoformat(),
        }
        return event | said

    def walk_in(self, session, given="نوال", **said):
        """Somebody who came, as JSON, not yet sent."""
        return {
            "id": str(uuid7()),
            "enrolment": str(uuid7()),
            "session": str(session.pk),
            "given": given,
            "agreed": True,
        } | said

    def send(self, *events, **more):
        """Post a batch."""
        return self.post({"device": self.device, "events": list(events)} | more)

    def post(self, body, **headers):
        """Post any JSON body."""
        text = body if isinstance(body, (str, bytes)) else json.dumps(body)
        return Answer(
            self.client.post(
                reverse("trainings:attendance_sync"),
                text,
                content_type="application/json",
                headers=headers,
            )
        )
