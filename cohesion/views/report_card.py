from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cohesion.contacts import read_contacts


@require_safe
@login_not_required
def report_card(request: HttpRequest) -> HttpResponse:
    """Say in four languages how to complain and report, outside this product."""
    context = {
        "contacts": read_contacts(settings.REPORT_CONTACTS),
        "languages": _her_language_first(request.LANGUAGE_CODE),
    }
    return render(request, "cohesion/report_card.html", context)


def _her_language_first(hers: str) -> list[tuple[str, str, str]]:
    """Code, own name and template of each language, hers on top."""
    codes = sorted(settings.LANGUAGES, key=lambda language: language[0] != hers)
    return [(code, name, f"cohesion/report_card/{code}.html") for code, name in codes]
