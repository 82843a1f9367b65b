"""A certificate confirmed for whoever holds it, without signing in."""

from __future__ import annotations

from allauth.decorators import rate_limit
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from trainings.queries.certificates import code_in, confirm


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@never_cache
def certificate_check(request: HttpRequest) -> HttpResponse:
    """Ask for the code on the paper."""
    typed = request.POST.get("code", "")
    if code := code_in(typed):
        return redirect("trainings:certificate_confirm", code)
    return render(request, "trainings/certificate_check.html", {"wrong": request.method == "POST"})


@require_safe
@login_not_required
@never_cache
@rate_limit(action="certificate", limit_get=True)  # type: ignore[untyped-decorator]
def certificate_confirm(request: HttpRequest, code: str) -> HttpResponse:
    """Tell initials, course and date of a certificate, and whether it is valid; nothing else."""
    known = code_in(code)
    found = confirm(known) if known else None
    return render(
        request,
        "trainings/certificate_check.html",
        {"found": found, "asked": True},
        status=200 if found else 404,
    )
