"""The door: in and out."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.logout import logout
from allauth.account.views import LoginView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.cookies import remember_language
from accounts.forms.sign_in import SignInForm


class SignIn(LoginView):
    """Ask for user name and password; allauth counts the tries and renews the session key."""

    http_method_names = ["get", "head", "post"]
    form_class = SignInForm
    template_name = "accounts/sign_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form and where to go on; allauth would link pages that we do not have."""
        return {"form": self.get_form(), "next": self.get_next_url(), **kwargs}


@require_POST
@login_not_required
def sign_out(request: HttpRequest) -> HttpResponse:
    """Close the door behind her; the browser forgets the pages it kept."""
    language = request.LANGUAGE_CODE
    logout(request)
    response = redirect(settings.LOGOUT_REDIRECT_URL)
    response["Clear-Site-Data"] = '"cache"'
    return remember_language(response, language)
