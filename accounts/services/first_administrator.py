"""How an empty installation gets its first administrator, project, site and room."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from accounts.models import Grant, User
from accounts.roles import Role
from core.models import Installation
from programmes.models import AdminArea, Project, ProjectSite, Room, Site

VALID_FOR = 24 * 3600
KEPT_AS = "first_administrator"


class LinkIsClosed(Exception):
    """It was used, replaced or too old, or somebody is there already."""


@dataclass(frozen=True)
class Start:
    """What the first page asks."""

    full_name: str
    username: str
    password: str
    language: str
    project_name: str
    project_code: str
    starts_on: date
    ends_on: date
    site_name: str
    site_code: str
    area: AdminArea
    room_name: str
    seats: int | None


def make_token() -> str | None:
    """A token for one link, which closes every earlier one; None once somebody is there."""
    if User.objects.exists():
        return None
    token = secrets.token_urlsafe(32)
    cache.set(KEPT_AS, _digest(token), VALID_FOR)
    return token


def is_open(token: str) -> bool:
    """Whether this link still makes an administrator."""
    kept = cache.get(KEPT_AS) or ""
    return secrets.compare_digest(kept, _digest(token)) and not User.objects.exists()


@transaction.atomic
def start_installation(*, token: str, start: Start) -> User:
    """Make her, her grant, and the first place; all of it or nothing, and only once."""
    Installation.objects.select_for_update().get_or_create(pk=1)
    if not is_open(token):
        raise LinkIsClosed
    user = User.objects.create_user(
        start.username, start.password, full_name=start.full_name, language=start.language
    )
    Grant.objects.create(user=user, role=Role.SYSADMIN, from_on=timezone.localdate())
    project = Project.objects.create(
        code=start.project_code,
        name=start.project_name,
        starts_on=start.starts_on,
        ends_on=start.ends_on,
    )
    site = Site.objects.create(code=start.site_code, name_ar=start.site_name, area=start.area)
    ProjectSite.objects.create(project=project, site=site)
    Room.objects.create(site=site, name_ar=start.room_name, seats=start.seats)
    cache.delete(KEPT_AS)
    return user


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
