"""Every text field of the pages about people and places, as they are found on the page."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.urls import reverse

from accounts.roles import Role
from tests.factories import CohortFactory, EnrolmentFactory, ProjectSiteFactory, staff
from tests.trainings.enrolling_world import class_for, in_class, one_who_waits, woman

pytestmark = pytest.mark.django_db

HOSTILE = {
    "bidi overrides": "\u202eزينب\u202c\u2066",
    "nothing that is seen": "\u200b\u200d\ufeff\u2060",
    "lone surrogate": "\ud800",
    "NUL": "زينب\x00كاظم",
    "too long": "ز" * 10_000,
    "HTML": "<script>alert(1)</script>",
    "formula": "=cmd|' /C calc'!A0",
}
UNSEEN = set("\u202e\u202c\u2066\u200b\ufeff\u2060\x00")


class Forms(HTMLParser):
    """The forms of a page that are posted: what each would send, and its text fields."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[dict[str, str], list[str]]] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag == "form":
            self.found.append(({}, []))
        name = said.get("name")
        if not (self.found and name) or name == "csrfmiddlewaretoken":
            return
        sent, texts = self.found[-1]
        kind = said.get("type") or "text"
        if tag == "button":
            sent.setdefault(name, said.get("value", ""))
        elif tag == "textarea" or (tag == "input" and kind in ("text", "search", "tel")):
            sent[name] = said.get("value", "")
            texts.append(name)
        elif tag == "input" and kind == "hidden":
            sent[name] = said.get("value", "")


def posted(client, address, form):
    """Post what a browser could not: bytes that are no text."""
    # A savepoint, as each request is a transaction of its own outside of tests.
    with transaction.atomic():
        return client.post(
            address,
            urlencode(form, errors="surrogatepass"),
            content_type="application/x-www-form-urlencoded",
        )


@pytest.fixture
def addresses(client):
    """The pages of the two rooms on which somebody writes something."""
    place = ProjectSiteFactory()
    client.force_login(staff(Role.COORDINATOR, place))
    cohort = class_for(10, place=place)
    CohortFactory(project_site=place, version=cohort.version)
    [enrolled] = in_class(cohort, 1, "host")
    waits = one_who_waits(cohort, "host")
    ended = EnrolmentFactory(
        cohort=cohort, participant=woman(cohort), state="withdrawn", to_on=cohort.ends_on
    )
    person = {"person_id": enrolled.participant_id}
    parts = ("who", "reach", "status", "consents", "household")
    return [
        reverse("participants:people_list"),
        reverse("participants:person_add"),
        *(reverse(f"participants:person_{part}", kwargs=person) for part in parts),
        reverse("trainings:enrolment_add", args=[cohort.pk]),
        reverse("trainings:enrolment_several", args=[cohort.pk]),
        reverse("trainings:enrolment_accept", args=[waits.pk]),
        reverse("trainings:enrolment_move", args=[enrolled.pk]),
        *(reverse("trainings:enrolment_detail", args=[one.pk]) for one in (enrolled, ended)),
    ]


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_no_text_field_breaks_or_tells_a_script(client, addresses, hostile):
    fields = 0
    for address in addresses:
        for sent, texts in Forms(client.get(address).content.decode()).found:
            for name in texts:
                answer = posted(client, address, sent | {name: hostile})
                fields += 1

                assert answer.status_code in (200, 302), (address, name)
                assert "<script>alert(1)" not in answer.content.decode()
    # So many text fields there are; fewer mean that a page was not what it seems.
    assert fields >= 30
