"""Where to go on to, as a request asks for it: a page of ours or none."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

LONGEST = 1000


def is_ours(url: str | None) -> bool:
    """Whether it is a path here; an address is refused, even our own."""
    return url is not None and len(url) <= LONGEST and url_has_allowed_host_and_scheme(url, None)


def next_page(request: HttpRequest) -> str:
    """The page that a form names as `next`, or the first page."""
    asked = request.POST.get("next") or request.GET.get("next")
    return asked if asked and is_ours(asked) else reverse("home")


def page_to_return_to(request: HttpRequest) -> str:
    """The page that was asked for; for a form, the page that it stood on."""
    path = request.get_full_path()
    if request.method not in ("GET", "HEAD"):
        came_from = urlsplit(request.headers.get("Referer", ""))
        path = came_from._replace(scheme="", netloc="", fragment="").geturl()
        if came_from.netloc != request.get_host():
            return reverse("home")
    return path if is_ours(path) else reverse("home")
