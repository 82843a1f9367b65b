"""People: listed in the order of their names, and found by any part of one."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import StaffRequest, require_permission
from accounts.models import Look
from accounts.roles import Permission
from accounts.services.looks import note_look
from core import panels
from participants.forms.search import NARROWED_BY, NarrowingForm, PeopleListForm
from participants.panels import waiting_for
from participants.queries.people import Narrowed, find_people, lines_of, page_of_people

CHOOSING = "choose"


@require_http_methods(["GET", "POST"])
@require_permission(Permission.PEOPLE_SEE)
@never_cache
def people_list(request: StaffRequest) -> HttpResponse:
    """List the people whom she may see; a search is posted, so that no name is in an address."""
    if request.method == "POST":
        is_narrowed = any(name in request.GET for name in NARROWED_BY)
        form = PeopleListForm(request.POST, user=request.user, is_narrowed=is_narrowed)
        if not form.is_valid():
            return _page(request, form)
        if not form.cleaned_data["words"]:
            return redirect(_address(request, form.data))
        return _page(request, form, **_found(request, form.cleaned_data["words"], form.narrowed))
    narrowed = NarrowingForm(request.GET, user=request.user).narrowed
    form = PeopleListForm(
        user=request.user, initial={"status": narrowed.status, "place": narrowed.place}
    )
    return _page(request, form, **_listed(request, narrowed))


def _found(request: StaffRequest, words: str, narrowed: Narrowed) -> dict[str, Any]:
    found = find_people(words, request.user, narrowed)
    note_look(
        Look.Kind.SEARCH,
        by=request.user,
        page="participants:people_list",
        project_sites=request.user.scope.where(Permission.PEOPLE_SEE),
        people=len(found.people),
    )
    return {"found": found, "lines": lines_of(found.people)}


def _listed(request: StaffRequest, narrowed: Narrowed) -> dict[str, Any]:
    before, after = (_id_in(request.GET.get(name, "")) for name in ("before", "after"))
    page = page_of_people(
        request.user, before or after, backwards=before is not None, narrowed=narrowed
    )
    kept = urlencode(_kept(request, request.GET))
    return {"page": page, "lines": lines_of(page.people), "kept": kept and f"{kept}&"}


def _page(request: StaffRequest, form: PeopleListForm, **shown: Any) -> HttpResponse:
    is_choosing = CHOOSING in request.GET
    context = {
        "search": form,
        "may_add": request.user.may(Permission.PARTICIPANT_ADD),
        "pairs": {"number": waiting_for(request.user)},
        "is_choosing": is_choosing,
        "panels": list(panels.people.contexts(request.user, is_choosing)),
    }
    return render(request, "participants/people_list.html", context | shown)


def _address(request: StaffRequest, said: Any) -> str:
    kept = urlencode(_kept(request, said))
    return f"{request.path}?{kept}" if kept else request.path


def _kept(request: StaffRequest, said: Any) -> dict[str, str]:
    """What goes on to the next page: how the list is narrowed, and whether women are chosen."""
    kept = {name: said[name] for name in NARROWED_BY if said.get(name)}
    return kept | ({CHOOSING: "1"} if CHOOSING in request.GET else {})


def _id_in(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
