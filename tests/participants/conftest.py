"""What tests about people share: a place, somebody who works there, and a woman."""

from __future__ import annotations

from datetime import date

import pytest

from accounts.roles import Role
from tests.factories import ParticipantFactory, ProjectSiteFactory, staff

NUMBER = "+9647701234567"


@pytest.fixture
def place():
    return ProjectSiteFactory()


@pytest.fixture
def officer(client, place):
    user = staff(Role.FIELD, place)
    client.force_login(user)
    return user


@pytest.fixture
def person(place):
    return ParticipantFactory(
        given="گوڵاڵە",
        father="کەریم",
        phone=NUMBER,
        phone_owner="husband",
        safe_to_call=True,
        address="حي القادسية",
        area_id="IQG13Q04",
        languages=["ckb", "ar"],
        born_on=date(1991, 1, 1),
        born_precision="year",
        project_sites=[place.pk],
    )
