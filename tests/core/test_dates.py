from datetime import UTC, date, datetime, time

import pytest
from django.template import Context, Template
from django.utils import translation

from core import dates

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "الاثنين 23 تشرين الثاني"),
        ("ckb", "دووشەممە 23ی تشرینی دووەم"),
        ("en", "Monday 23 November"),
        ("tr-iq", "23 Kasım Pazartesi"),
    ],
)
def test_a_day_is_said_as_in_iraq(language, text):
    with translation.override(language):
        assert dates.day_text(TODAY, today=TODAY) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "31 كانون الأول 2025"),
        ("ckb", "31ی کانوونی یەکەم 2025"),
        ("en", "31 December 2025"),
        ("tr-iq", "31 Aralık 2025"),
    ],
)
def test_the_year_is_told_when_it_is_another(language, text):
    with translation.override(language):
        assert dates.day_text(date(2025, 12, 31), weekday=False, today=TODAY) == text


@pytest.mark.parametrize("language", ["ar", "ckb", "en", "tr-iq"])
def test_every_month_has_a_name_of_its_own(language):
    with translation.override(language):
        assert len({dates.month_name(number) for number in range(1, 13)}) == 12


def test_a_moment_belongs_to_the_day_in_baghdad(baghdad):
    late_in_utc = datetime(2026, 11, 23, 22, 30, tzinfo=UTC)

    with translation.override("en"):
        assert dates.day_text(late_in_utc, today=TODAY) == "Tuesday 24 November"
        assert dates.time_text(late_in_utc) == "1:30"


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "24 November 2024, 1:30"), ("ar", "24 تشرين الثاني 2024، 1:30")],
)
def test_a_day_and_its_hour_stand_apart_by_the_comma_of_the_language(baghdad, language, text):
    with translation.override(language):
        assert dates.moment_text(datetime(2024, 11, 23, 22, 30, tzinfo=UTC)) == text


def test_hours_have_no_leading_zero_and_minutes_do():
    assert dates.hours_text(time(9, 5), time(12)) == "9:05–12:00"


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (0, "today"),
        (1, "yesterday"),
        (2, "2 days ago"),
        (-1, "tomorrow"),
        (-3, "in 3 days"),
    ],
)
def test_an_age_is_said_in_words(days, text):
    with translation.override("en"):
        assert dates.age_text(days) == text


def test_templates_say_days_hours_ages_and_phones():
    template = Template(
        "{% load cohesion %}{{ on|short_day }} · {{ starts|clock_to:ends }} · {{ starts|clock }}"
        " · {{ days|age }} · {{ number|phone }} · {% icon 'tick' %}"
    )
    context = {
        "on": date(2025, 3, 1),
        "starts": time(9),
        "ends": time(12),
        "days": 2,
        "number": "+9647701234567",
    }

    with translation.override("en"):
        text = template.render(Context(context))

    assert text == (
        "1 March 2025 · 9:00–12:00 · 9:00 · 2 days ago · 0770 123 4567"
        ' · <i class="icon icon-tick" aria-hidden="true"></i>'
    )


def test_templates_say_nothing_of_what_is_not_there():
    template = Template(
        "{% load cohesion %}[{{ x|day }}{{ x|short_day }}{{ x|weekday }}{{ x|clock }}"
        "{{ x|clock_to:x }}{{ x|age }}{{ x|phone }}]"
    )

    assert template.render(Context({"x": None})) == "[]"
