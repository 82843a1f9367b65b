"""One sign-in per role, named after it, and two who work elsewhere."""

from __future__ import annotations

import os
import secrets
from datetime import date
from typing import NamedTuple

from accounts.models import Grant, User
from accounts.roles import Role
from cohesion.demo.places import Places
from programmes.models import ProjectSite


class DemoUser(NamedTuple):
    """A sign-in, its role and where it holds; None is everywhere.

    `at_all_sites`: of the project of her place.
    """

    username: str
    full_name: str
    role: Role
    place: ProjectSite | None
    at_all_sites: bool = False


def demo_password() -> str:
    """The password of every demo sign-in: DEMO_PASSWORD, or one made up for this demo."""
    return os.environ.get("DEMO_PASSWORD") or f"{secrets.choice(WORDS)}-{secrets.token_hex(4)}"


WORDS = ("thread", "needle", "button", "pattern", "scissors", "thimble")


def make_staff(places: Places, password: str, today: date) -> dict[str, User]:
    """Add everybody who signs in."""
    kirkuk = places.kirkuk
    wanted = (
        DemoUser("field", "هناء ستار", Role.FIELD, kirkuk),
        DemoUser("field2", "ئاسۆ کەریم", Role.FIELD, places.hawiga),
        DemoUser("facilitator", "سميرة داود", Role.FACILITATOR, kirkuk),
        DemoUser("coordinator", "تارا محمود", Role.COORDINATOR, kirkuk),
        DemoUser("manager", "وفاء سالم", Role.MANAGER, kirkuk, at_all_sites=True),
        DemoUser("coordinator2", "بهار جمال", Role.COORDINATOR, places.other_project),
        DemoUser("manager2", "جوان عثمان", Role.MANAGER, places.other_project),
        DemoUser("mande", "رغد فاضل", Role.MANDE, kirkuk, at_all_sites=True),
        DemoUser("donor", "Anna Lind", Role.DONOR, kirkuk, at_all_sites=True),
        DemoUser("catalogue", "سهام نوري", Role.CATALOGUE, None),
        DemoUser("sysadmin", "مها باسم", Role.SYSADMIN, None),
        DemoUser("protection", "نادية حازم", Role.PROTECTION, kirkuk),
        DemoUser("childcare", "نسرين هيوا", Role.CHILDCARE, kirkuk),
        DemoUser("outreach", "سعدية رشيد", Role.OUTREACH, kirkuk),
    )
    return {person.username: _make(person, password, today) for person in wanted}


def _make(person: DemoUser, password: str, today: date) -> User:
    user = User.objects.create_user(person.username, password, full_name=person.full_name)
    Grant.objects.create(
        user=user,
        role=person.role,
        project=person.place.project if person.place else None,
        site=person.place.site if person.place and not person.at_all_sites else None,
        from_on=date(today.year, 1, 1),
    )
    return user
