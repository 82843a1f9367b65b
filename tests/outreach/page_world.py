"""Somebody signed in who opens and fills in the pages of this room."""

from __future__ import annotations

import re
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from core.context import is_demo
from outreach.models import HouseholdInNeed, Round, Visit
from tests.factories import staff
from tests.outreach.factories import KIRKUK, RoundVolunteerFactory


def sign_in(client, role: Role, place, **fields: object):
    """Somebody with one role at one place, signed in, in English."""
    user = staff(role, place, **{"language": "en", **fields})
    is_demo()
    client.force_login(user)
    return user


def volunteer_of(client, round_: Round):
    """A volunteer who works with a round, signed in."""
    user = sign_in(client, Role.OUTREACH, round_.project_site)
    RoundVolunteerFactory(round=round_, user=user)
    return user


def page(name: str, *ids: object) -> str:
    """The address of a page of this room."""
    return reverse(f"outreach:{name}", args=ids)


def told(response) -> str:
    """The text of a page on one line, without its markup."""
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", text)


def messages_of(client, url: str, data: dict[str, object]) -> list[str]:
    """What is said on the page that follows a form."""
    response = client.post(url, data, follow=True)
    assert response.status_code == 200
    return [str(message) for message in response.context["messages"]]


def household_form(place, **said: object) -> dict[str, object]:
    """The smallest form of a new household."""
    return {
        "household_id": str(uuid4()),
        "place": str(place.pk),
        "area": KIRKUK,
        "basis": ["no_income"],
        "urgency": "1",
        "found_by": "graduate",
        "how": "verbal",
        **said,
    }


def member_form(**said: object) -> dict[str, object]:
    """The smallest form of a new line."""
    return {
        "member_id": str(uuid4()),
        "label": "الأم",
        "sex": "f",
        "age_band": "18-59",
        "status": "idp",
        **said,
    }


def visit_form(household: HouseholdInNeed, team, **said: object) -> dict[str, object]:
    """The form of a visit that is planned by hand for today."""
    return {
        "visit_id": str(uuid4()),
        "household": str(household.pk),
        "team": str(team.pk),
        "on_day": f"{timezone.localdate():%d/%m/%Y}",
        "purpose": "measure",
        **said,
    }


def send_off(client, visit: Visit, **said: object):
    """Both women of its team set off."""
    women = [str(key) for key in visit.team.graduates.values_list("pk", flat=True)]
    return client.post(page("visit_set_off", visit.pk), {"graduates": women, **said})


def step(client, visit: Visit, name: str, **said: object):
    """They arrive, leave or are back."""
    return client.post(page("visit_step", visit.pk), {"step": name, **said})
