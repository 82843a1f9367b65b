"""What each person finds in her menu."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Permission


@dataclass(frozen=True)
class Page:
    """A page of the menu, open to whoever holds one of some permissions, or to everybody."""

    label: str | Promise
    url_name: str
    permissions: tuple[Permission, ...] = ()


@dataclass(frozen=True)
class Entry:
    """A page as the menu shows it."""

    label: str | Promise
    url: str
    current: bool = False
    has_news: bool = False


WORK = (
    Page(_("What needs you"), "dashboards:manager_home", (Permission.NEEDS_SEE,)),
    Page(
        _("Today"),
        "trainings:today",
        (Permission.SESSIONS_SEE, Permission.SESSIONS_SEE_ASSIGNED),
    ),
    Page(_("Follow-ups"), "trainings:follow_up_list", (Permission.FOLLOW_UP,)),
    Page(_("Referrals"), "trainings:referral_list", (Permission.REFERRALS_SEE,)),
    Page(_("Playroom"), "childcare:playroom", (Permission.PLAYROOM_SEE,)),
    Page(
        _("Visits"),
        "outreach:visit_list",
        (Permission.OUTREACH_SEE, Permission.OUTREACH_SEE_OWN),
    ),
    Page(_("Cohorts"), "trainings:cohort_list", (Permission.COHORT_SEE,)),
    Page(_("Numbers"), "dashboards:project_list", (Permission.STATISTICS_SEE,)),
    Page(_("Reports"), "dashboards:report_list", (Permission.REPORTS_SEE,)),
    Page(
        _("Files"),
        "accounts:file_list",
        (Permission.PEOPLE_TAKE, Permission.CODED_TAKE, Permission.STATISTICS_SEE),
    ),
    Page(_("People"), "participants:people_list", (Permission.PEOPLE_SEE,)),
    Page(_("Lists of people"), "participants:import_list", (Permission.PARTICIPANT_ADD,)),
    Page(_("Waiting for you"), "trainings:waiting", (Permission.ATTENDANCE_DECIDE,)),
    Page(_("Who looked"), "accounts:looks", (Permission.RECORD_SEE,)),
    Page(_("System"), "system", (Permission.SYSTEM_RUN,)),
    Page(_("Staff"), "accounts:staff_list", (Permission.STAFF_MANAGE,)),
    Page(_("Catalogue"), "admin:trainings_course_changelist", (Permission.CATALOGUE_EDIT,)),
    Page(_("What the courses delivered"), "dashboards:catalogue", (Permission.CATALOGUE_EDIT,)),
    Page(_("Places"), "admin:programmes_site_changelist", (Permission.PLACES_EDIT,)),
)
"""In this order; the first one that is hers is where she lands after sign-in."""

FILES = "accounts:file_list"

EVERYBODY = (
    Page(_("Help"), "help"),
    Page(_("Complain or report"), "report_card"),
    Page(_("Change password"), "accounts:password_change"),
)


def first_page(user: User) -> str | None:
    """Where her work begins; None for who has no role today."""
    return next((reverse(page.url_name) for page in _hers(user)), None)


def menu(request: HttpRequest) -> dict[str, list[Entry]]:
    """The menu, for every page of somebody signed in."""
    user = getattr(request, "user", None)
    if not isinstance(user, User) or user.must_change_password:
        return {}
    pages = [*_hers(user), *EVERYBODY]
    urls = [_address(page.url_name) for page in pages]
    # Of two addresses that begin like this one, the longer one is meant.
    current = max((url for url in urls if request.path.startswith(url)), key=len, default="")
    return {
        "navigation": [
            Entry(
                page.label,
                url,
                url == current,
                has_news=page.url_name == FILES and user.has_new_file,
            )
            for page, url in zip(pages, urls, strict=True)
        ]
    }


def _hers(user: User) -> Iterator[Page]:
    may = user.scope.may
    return (page for page in WORK if any(map(may, page.permissions)))


@cache
def _address(url_name: str) -> str:
    return reverse(url_name)
