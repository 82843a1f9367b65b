"""The page behind the one-time link of an empty installation."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.cookies import remember_language
from accounts.forms.start import StartForm
from accounts.services.first_administrator import LinkIsClosed, is_open, start_installation


@require_http_methods(["GET", "POST"])
@login_not_required
@sensitive_post_parameters()
@never_cache
def first_administrator(request: HttpRequest, token: str) -> HttpResponse:
    """Make the first administrator, project, site and room, and sign her in."""
    if not is_open(token):
        raise Http404
    form = StartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = start_installation(token=token, start=form.start)
        except LinkIsClosed as closed:
            raise Http404 from closed
        get_adapter(request).login(request, user)
        return remember_language(redirect("home"), user.language)
    return render(request, "accounts/first_administrator.html", {"form": form})
