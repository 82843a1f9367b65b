"""Days, hours and ages in words, as people in Iraq say them."""

from __future__ import annotations

from datetime import date, datetime, time

from django.utils import timezone
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

# Django has the months of Egypt for Arabic and those of the old Kurdish calendar for Sorani.
IRAQI_MONTHS = {
    "ar": (
        "كانون الثاني",
        "شباط",
        "آذار",
        "نيسان",
        "أيار",
        "حزيران",
        "تموز",
        "آب",
        "أيلول",
        "تشرين الأول",
        "تشرين الثاني",
        "كانون الأول",
    ),
    "ckb": (
        "کانوونی دووەم",
        "شوبات",
        "ئازار",
        "نیسان",
        "ئایار",
        "حوزەیران",
        "تەمووز",
        "ئاب",
        "ئەیلوول",
        "تشرینی یەکەم",
        "تشرینی دووەم",
        "کانوونی یەکەم",
    ),
}
ORDERS = {"ckb": "{weekday} {day}ی {month}{year}", "tr": "{day} {month}{year} {weekday}"}
USUAL_ORDER = "{weekday} {day} {month}{year}"


def _language() -> str:
    return (get_language() or "ar").split("-")[0]


def local_day(value: date | datetime) -> date:
    """The day of a moment where we are; a day is itself."""
    if not isinstance(value, datetime):
        return value
    return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()


def month_name(number: int) -> str:
    """The month as Iraq calls it in the language of the page."""
    names = IRAQI_MONTHS.get(_language())
    return names[number - 1] if names else str(MONTHS[number])


def weekday_name(value: date | datetime) -> str:
    """The day of the week in the language of the page."""
    return str(WEEKDAYS[local_day(value).weekday()])


def day_text(value: date | datetime, *, weekday: bool = True, today: date | None = None) -> str:
    """Say a day as in "Monday 23 November"; the year is told when it is not this one."""
    day = local_day(value)
    this_year = (today or timezone.localdate()).year
    text = ORDERS.get(_language(), USUAL_ORDER).format(
        weekday=weekday_name(day) if weekday else "",
        day=day.day,
        month=month_name(day.month),
        year="" if day.year == this_year else f" {day.year}",
    )
    return text.strip()


def whole_day_text(value: date | datetime) -> str:
    """Say a day with its year and without its weekday, as it stands on what is kept."""
    return day_text(value, weekday=False, today=date.min)


def time_text(value: time | datetime) -> str:
    """Say an hour as in "9:00"."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return f"{value.hour}:{value.minute:02}"


def moment_text(value: datetime) -> str:
    """Say a moment as in "23 November, 9:00"; the year is told when it is not this one."""
    return f"{day_text(value, weekday=False)}{_(', ')}{time_text(value)}"


def hours_text(starts_at: time | datetime, ends_at: time | datetime) -> str:
    """Say from when to when as in "9:00–12:00"."""
    return f"{time_text(starts_at)}–{time_text(ends_at)}"


def age_text(days: int) -> str:
    """Say how many days ago something was; a negative number is still to come."""
    if days == 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    if days == -1:
        return _("tomorrow")
    if days < 0:
        return ngettext("in %(days)d day", "in %(days)d days", -days) % {"days": -days}
    return ngettext("%(days)d day ago", "%(days)d days ago", days) % {"days": days}
