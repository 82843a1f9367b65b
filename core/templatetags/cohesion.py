"""What templates say often: days, hours, ages, phones and signs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from django import template
from django.conf import settings
from django.template.defaultfilters import stringfilter
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core import dates
from core.phones import phone_text
from core.pieces import Pieces
from core.text import capfirst, unbroken

register = template.Library()
register.filter(unbroken)
MENU = Pieces("components/menu_entries.html", keeps=128)

Day = date | datetime | None
Clock = time | datetime | None


@register.filter("capfirst", is_safe=True)
@stringfilter
def begun(text: str) -> str:
    """Begin with a capital letter; in place of Django's, which does not know the Turkish i."""
    return str(capfirst(text))


@register.filter
def day(value: Day) -> str:
    """Say a day: "Monday 23 November"."""
    return dates.day_text(value) if value else ""


@register.filter
def short_day(value: Day) -> str:
    """Say a day without its weekday: "23 November"."""
    return dates.day_text(value, weekday=False) if value else ""


@register.filter
def whole_day(value: Day) -> str:
    """Say a day with its year, on what is kept: "23 November 2026"."""
    return dates.whole_day_text(value) if value else ""


@register.filter
def weekday(value: Day) -> str:
    """Say the day of the week alone."""
    return dates.weekday_name(value) if value else ""


@register.filter
def clock(value: Clock) -> str:
    """Say an hour: "9:00"."""
    return dates.time_text(value) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """Say a day and an hour: "23 November, 9:00"."""
    return dates.moment_text(value) if value else ""


@register.filter
def clock_to(starts_at: Clock, ends_at: Clock) -> str:
    """Say from when to when: "9:00–12:00"."""
    return dates.hours_text(starts_at, ends_at) if starts_at and ends_at else clock(starts_at)


@register.filter
def age(days: int | None) -> str:
    """Say how long ago a number of days is: "2 days ago"."""
    return "" if days is None else dates.age_text(days)


@register.filter
def phone(number: str | None) -> str:
    """Show a phone number as it is dialled here; it belongs in `<bdi dir="ltr">`."""
    return phone_text(number) if number else ""


@register.filter
def at(counts: dict[str, int], key: str) -> int:
    """The count of a key, 0 where there is none."""
    return counts.get(key, 0)


@register.simple_tag
def languages() -> list[tuple[str, str]]:
    """Every language under the name that its speakers give it, whatever the page speaks."""
    return list(settings.LANGUAGES)


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw a sign of `static/css/cohesion.css`; the words beside it say what it means."""
    return format_html('<i class="icon icon-{}" aria-hidden="true"></i>', name)


@register.simple_tag
def menu_entries(entries: Sequence[object]) -> SafeString:
    """Write the entries of a menu; most people open one page after another of the same few."""
    return MENU.written(list(entries), lambda: {"entries": entries})
