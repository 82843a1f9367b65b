"""A word about a session on a day on which people are at home."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.utils.translation import gettext as _

from accounts.access import StaffRequest
from programmes.calendar import holidays_between, is_weekend
from programmes.models import Site


def warn_of_a_free_day(request: StaffRequest, site: Site, day: date) -> None:
    """Say on the next page that a day is a holiday or a weekend."""
    if holiday := holidays_between(site, day, day).get(day):
        messages.warning(
            request,
            _("That day is a holiday (%(name)s). Who is absent then does not miss anything.")
            % {"name": holiday.name},
        )
    elif is_weekend(day):
        messages.warning(request, _("That day is a weekend."))
