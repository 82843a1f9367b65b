"""What everybody changes for herself: password and language."""

from __future__ import annotations

from allauth.decorators import rate_limit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import StaffRequest
from accounts.cookies import remember_language
from accounts.forms.password import PasswordForm
from accounts.next_page import next_page
from accounts.services.own_settings import change_password, choose_language


@require_http_methods(["GET", "POST"])
@rate_limit(action="change_password")  # type: ignore[untyped-decorator]
@sensitive_post_parameters()
@never_cache
def password_change(request: StaffRequest) -> HttpResponse:
    """Let her choose a password; asked by itself when she has a one-time one."""
    form = PasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        change_password(new_password=form.cleaned_data["new_password"], by=request.user)
        update_session_auth_hash(request, request.user)
        messages.success(request, _("Your new password is saved."))
        return redirect(next_page(request))
    return render(
        request, "accounts/password_change.html", {"form": form, "next": next_page(request)}
    )


@require_POST
@login_not_required
def language(request: HttpRequest) -> HttpResponse:
    """Show every page in another language from now on."""
    chosen = request.POST.get("language", "")
    if chosen not in dict(settings.LANGUAGES):
        raise BadRequest("language")
    if request.user.is_authenticated:
        choose_language(language=chosen, by=request.user)
    return remember_language(redirect(next_page(request)), chosen)
