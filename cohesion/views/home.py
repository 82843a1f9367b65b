from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest
from cohesion.navigation import first_page


@require_safe
def home(request: StaffRequest) -> HttpResponse:
    """Lead her to where her work begins; say why there is nothing for who has no role."""
    page = first_page(request.user)
    if page:
        return redirect(page)
    return render(request, "cohesion/home.html")
