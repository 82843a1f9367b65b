"""Colleagues: who they are, what they may do and where."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import StaffRequest, require_permission
from accounts.forms.staff import ColleagueForm, GrantForm
from accounts.models import Grant, User
from accounts.queries.staff import colleagues_of, could_have_given
from accounts.roles import Permission
from accounts.services import staff as services
from core.forms import tell_cleaning

ON_A_PAGE = 50
STAFF = require_permission(Permission.STAFF_MANAGE)


@require_safe
@STAFF
def staff_list(request: StaffRequest) -> HttpResponse:
    """List her colleagues with their rights."""
    grants = Grant.objects.active_on(timezone.localdate()).select_related("project", "site")
    people = colleagues_of(request.user).prefetch_related(
        Prefetch("grants", grants, to_attr="active_grants")
    )
    page = Paginator(people.order_by("-is_active", "full_name"), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    return render(request, "accounts/staff_list.html", {"page": page})


@require_http_methods(["GET", "POST"])
@STAFF
@never_cache
def staff_add(request: StaffRequest) -> HttpResponse:
    """Add a colleague and show her one-time password, once."""
    form = ColleagueForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            user, password = services.add_colleague(
                full_name=form.cleaned_data["full_name"],
                username=form.cleaned_data["username"],
                language=form.cleaned_data["language"],
                role=form.cleaned_data["role"],
                place=form.cleaned_data["place"],
                to_on=_day_after(form.cleaned_data["to_on"]),
                by=request.user,
            )
        except services.CannotManage as refusal:
            form.add_error(None, str(refusal))
        else:
            tell_cleaning(request, form)
            return _show_password(request, user, password)
    return render(request, "accounts/staff_add.html", {"form": form})


@require_http_methods(["GET", "POST"])
@STAFF
def staff_detail(request: StaffRequest, user_id: UUID) -> HttpResponse:
    """Show a colleague's rights, and give her one more."""
    user = get_object_or_404(colleagues_of(request.user), pk=user_id)
    form = GrantForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        services.give_grant(
            user=user,
            role=form.cleaned_data["role"],
            place=form.cleaned_data["place"],
            to_on=_day_after(form.cleaned_data["to_on"]),
            by=request.user,
        )
        messages.success(request, _("She has this role from today."))
        return redirect("accounts:staff_detail", user.pk)
    today = timezone.localdate()
    rows = [
        {
            "grant": grant,
            "is_over": grant.to_on is not None and grant.to_on <= today,
            "last_day": grant.to_on and grant.to_on - timedelta(days=1),
            "may_end": could_have_given(request.user, grant),
        }
        for grant in user.grants.select_related("project", "site").order_by("-from_on")
    ]
    context = {
        "colleague": user,
        "form": form,
        "rows": rows,
        "may_manage": services.may_manage_whole(user, request.user),
    }
    return render(request, "accounts/staff_detail.html", context)


@require_POST
@STAFF
@never_cache
def staff_password(request: StaffRequest, user_id: UUID) -> HttpResponse:
    """Give a colleague a new one-time password and show it once."""
    user = get_object_or_404(colleagues_of(request.user), pk=user_id)
    try:
        password = services.reset_password(user=user, by=request.user)
    except services.CannotManage as refusal:
        return _refuse(request, user, refusal)
    return _show_password(request, user, password)


@require_POST
@STAFF
def staff_switch(request: StaffRequest, user_id: UUID) -> HttpResponse:
    """Switch a colleague's sign-in off, or on again."""
    user = get_object_or_404(colleagues_of(request.user), pk=user_id)
    is_active = request.POST.get("is_active") == "yes"
    try:
        services.switch(user=user, is_active=is_active, by=request.user)
    except services.CannotManage as refusal:
        return _refuse(request, user, refusal)
    text = _("She can sign in again.") if is_active else _("She cannot sign in any more.")
    messages.success(request, text)
    return redirect("accounts:staff_detail", user.pk)


@require_POST
@STAFF
def grant_end(request: StaffRequest, user_id: UUID, grant_id: UUID) -> HttpResponse:
    """End one right of a colleague today."""
    user = get_object_or_404(colleagues_of(request.user), pk=user_id)
    grant = get_object_or_404(user.grants, pk=grant_id)
    try:
        services.end_grant(grant=grant, by=request.user)
    except services.CannotManage as refusal:
        return _refuse(request, user, refusal)
    messages.success(request, _("This right has ended."))
    # Without it she may have left the list of those whom this person manages.
    if colleagues_of(request.user).filter(pk=user.pk).exists():
        return redirect("accounts:staff_detail", user.pk)
    return redirect("accounts:staff_list")


def _show_password(request: StaffRequest, user: User, password: str) -> HttpResponse:
    # Rendered in the answer itself: kept in no session, message or address.
    return render(
        request, "accounts/staff_password.html", {"colleague": user, "password": password}
    )


def _refuse(request: StaffRequest, user: User, refusal: Exception) -> HttpResponse:
    messages.error(request, str(refusal))
    return redirect("accounts:staff_detail", user.pk)


def _day_after(last: date | None) -> date | None:
    """Pages speak of a last day, the table of the first day that is not hers any more."""
    return last + timedelta(days=1) if last else None
