"""Who may open a page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from accounts.models import User
from accounts.roles import Permission

P = ParamSpec("P")


class StaffRequest(HttpRequest):
    """A request of somebody signed in, as every view gets it that does not say otherwise."""

    user: User


View = Callable[Concatenate[StaffRequest, P], HttpResponseBase]


def require_permission(*permissions: Permission) -> Callable[[View[P]], View[P]]:
    """Answer 403 to whoever holds none of some permissions anywhere."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: StaffRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not any(request.user.may(permission) for permission in permissions):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return cast(View[P], guarded)

    return decorate
