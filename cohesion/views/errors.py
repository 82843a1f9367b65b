from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import render

from accounts.middleware import ANSWER_JSON


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """Say that a form was too old to be taken; a script gets it as JSON."""
    if request.resolver_match and request.resolver_match.view_name in ANSWER_JSON:
        return JsonResponse({"error": "csrf"}, status=403)
    return render(request, "403_csrf.html", status=403)


def too_many(request: HttpRequest) -> HttpResponseBase:
    """Say that somebody has to wait."""
    return render(request, "429.html", status=429)
