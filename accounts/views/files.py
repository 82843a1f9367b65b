"""Files that go out: which there are, those that somebody asked for, and each of them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import file_kinds
from accounts.access import StaffRequest, posted, require_permission
from accounts.forms.export import TakeForm
from accounts.models import Export
from accounts.queries.files import lines_of
from accounts.roles import Permission
from accounts.services.exports.asking import ask_for
from accounts.services.exports.making import note_seen
from accounts.services.exports.refusals import CannotTake
from accounts.services.exports.taking import still_allowed, take
from core.form_errors import error_lines

ON_A_PAGE = 30
TAKES = require_permission(Permission.PEOPLE_TAKE, Permission.CODED_TAKE, Permission.STATISTICS_SEE)


@require_safe
@TAKES
@never_cache
def file_list(request: StaffRequest) -> HttpResponse:
    """Offer the kinds of files, and show what was asked for; a manager sees that of her places."""
    user = request.user
    may_see_all = user.may(Permission.RECORD_SEE)
    shows_all = may_see_all and request.GET.get("show") == "all"
    files = Export.objects.visible_to(user) if shows_all else Export.objects.of(user)
    page = Paginator(files.select_related("created_by"), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    note_seen(user)
    context = {
        "kinds": file_kinds.kinds_for(user),
        "page": page,
        "lines": lines_of(page.object_list, user),
        "may_see_all": may_see_all,
        "shows_all": shows_all,
        "query": "show=all&" if shows_all else "",
    }
    return render(request, "accounts/file_list.html", context)


@require_http_methods(["GET", "POST"])
@TAKES
@never_cache
def file_add(request: StaffRequest, code: str) -> HttpResponse:
    """Ask for a file of one kind."""
    kind = file_kinds.registered().get(code)
    if kind is None or not kind.is_offered:
        raise Http404
    if not request.user.may(kind.permission):
        raise PermissionDenied
    question = kind.ask(request.user, posted(request), initial=request.GET.dict())
    form = TakeForm(posted(request), kind=kind)
    if request.method == "POST" and all([question.is_valid(), form.is_valid()]):
        told = form.cleaned_data
        try:
            export = ask_for(
                key=told["key"],
                kind=kind,
                question=question,
                file_format=told["format"],
                purpose=told.get("purpose", ""),
                by=request.user,
            )
        except CannotTake as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(export)
    context = {
        "kind": kind,
        "question": question,
        "form": form,
        "errors": [*error_lines(question), *error_lines(form)],
    }
    return render(request, "accounts/file_add.html", context)


@require_safe
@TAKES
@never_cache
def file_detail(request: StaffRequest, export_id: UUID) -> HttpResponse:
    """Show how far a file is, and let it be taken."""
    export = _find(request, export_id)
    if not export.is_working:
        note_seen(request.user)
    return _page(request, export, _refusal(export, request))


@require_POST
@TAKES
def file_take(request: StaffRequest, export_id: UUID) -> HttpResponseBase:
    """Give a file out, to who asked for it and may still have it."""
    export = _find(request, export_id)
    try:
        return take(export, request.user)
    except CannotTake as refusal:
        messages.error(request, str(refusal))
        return _page(request, export, refusal, refusal.status)


def _find(request: StaffRequest, export_id: UUID) -> Export:
    """A file of her own; 404 where it is somebody else's."""
    own = Export.objects.of(request.user).select_related("created_by")
    return get_object_or_404(own, pk=export_id)


def _refusal(export: Export, request: StaffRequest) -> CannotTake | None:
    try:
        still_allowed(export, request.user)
    except CannotTake as refusal:
        return refusal
    return None


def _page(
    request: StaffRequest, export: Export, refusal: CannotTake | None, status: int = 200
) -> HttpResponse:
    kind = file_kinds.registered().get(export.kind)
    context: dict[str, Any] = {
        "export": export,
        "kind": kind,
        "refusal": "" if status != 200 or refusal is None else str(refusal),
        "may_take": refusal is None and export.state == Export.State.READY,
    }
    return render(request, "accounts/file_detail.html", context, status=status)
