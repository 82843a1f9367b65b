from datetime import date, datetime

import pytest
from django.forms import DateField, DateTimeField
from django.utils import translation
from django.utils.formats import date_format, get_format, number_format

LANGUAGES = ["ar", "ckb", "en", "tr-iq"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_day_is_read_first_in_every_language(language):
    with translation.override(language):
        assert DateField().clean("03/04/2026") == date(2026, 4, 3)
        moment = DateTimeField().clean("03/04/2026 9:30")

    assert moment.replace(tzinfo=None) == datetime(2026, 4, 3, 9, 30)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "3/11/2026"),
        ("ckb", "3/11/2026"),
        ("en", "3 November 2026"),
        ("tr-iq", "3 Kasım 2026"),
    ],
)
def test_a_day_is_written_without_foreign_month_names(language, text):
    with translation.override(language):
        assert date_format(date(2026, 11, 3)) == text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_week_starts_on_sunday(language):
    with translation.override(language):
        assert get_format("FIRST_DAY_OF_WEEK") == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_digits_are_western_in_every_language(language):
    with translation.override(language):
        assert number_format(12, decimal_pos=0) == "12"
