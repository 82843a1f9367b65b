from datetime import date, time

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation

from core.forms import (
    DayField,
    DigitsIntegerField,
    NameField,
    PhoneField,
    TimeField,
    cleaning_notes,
)


@pytest.mark.parametrize("typed", ["15", "١٥", "۱۵", " ١5 ", "\u200f15"])
def test_a_number_is_read_in_three_scripts(typed):
    assert DigitsIntegerField().clean(typed) == 15


@pytest.mark.parametrize("typed", ["x", "1.5", "9" * 11, "9" * 6000, "--1", "1e3"])
def test_a_number_that_fits_no_column_is_refused(typed):
    with pytest.raises(ValidationError):
        DigitsIntegerField().clean(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "03/04/2026",
        "3/4/2026",
        "٣/٤/٢٠٢٦",
        "۳-۴-۲۰۲۶",
        "3.4.2026",
        "3 4 2026",
        "03042026",
        "2026-04-03",
        "\u200f3/4/2026\u200f",
    ],
)
def test_a_day_is_read_day_first(typed):
    assert DayField().clean(typed) == date(2026, 4, 3)


@pytest.mark.parametrize("typed", ["31/02/2026", "3/4/26", "tomorrow", "1/1/0001", "1/1/9999", "0"])
def test_a_day_that_is_none_is_refused(typed):
    with pytest.raises(ValidationError):
        DayField().clean(typed)


@pytest.mark.parametrize(
    ("typed", "clock"),
    [
        ("9:30", time(9, 30)),
        ("٩:٣٠", time(9, 30)),
        ("09.30", time(9, 30)),
        ("0930", time(9, 30)),
        ("930", time(9, 30)),
        ("9", time(9)),
        ("09:30:00", time(9, 30)),
        ("2 pm", time(14)),
        ("12 ص", time(0)),
        ("١٢:١٥ م", time(12, 15)),
    ],
)
def test_an_hour_is_read_as_it_is_typed(typed, clock):
    assert TimeField().clean(typed) == clock


@pytest.mark.parametrize("typed", ["24:00", "9:60", "99", "noon", "1:2:3", ":"])
def test_an_hour_that_is_none_is_refused(typed):
    with pytest.raises(ValidationError):
        TimeField().clean(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "07701234567",
        "0770 123 4567",
        "٠٧٧٠ ١٢٣ ٤٥٦٧",
        "+964 770 123 4567",
        "00964 770-123-4567",
        "+964 (0) 770 123 4567",
        "\u202a+9647701234567\u202c",
        "7701234567",
    ],
)
def test_an_iraqi_mobile_is_kept_in_one_form(typed):
    assert PhoneField().clean(typed) == "+9647701234567"


def test_a_number_from_abroad_is_kept():
    assert PhoneField().clean("0090 532 123 45 67") == "+905321234567"


@pytest.mark.parametrize("typed", ["123", "0750", "+964 50 123456", "call her", "07701234567 8"])
def test_what_cannot_be_called_is_refused(typed):
    with pytest.raises(ValidationError):
        PhoneField().clean(typed)


def test_a_stored_phone_is_shown_as_it_is_dialled():
    assert PhoneField().prepare_value("+9647701234567") == "0770 123 4567"


class PersonForm(forms.Form):
    given = NameField(label="Given name")
    father = NameField(label="Father's name", required=False)
    age = DigitsIntegerField()
    born_on = DayField()
    from_time = TimeField()
    phone = PhoneField()


def test_a_cleaned_name_is_told_to_whoever_typed_it():
    form = PersonForm({"given": "شي\u202eرين", "father": "ئازاد"})

    with translation.override("en"):
        form.full_clean()
        notes = cleaning_notes(form)

    assert form.cleaned_data["given"] == "شيرين"
    assert notes == ["Characters that nobody can see were taken out of “Given name”."]


def test_a_name_that_was_clean_needs_no_note():
    form = PersonForm({"given": "أمينة"})

    form.full_clean()

    assert cleaning_notes(form) == []


def test_an_optional_name_may_be_left_out():
    form = PersonForm({"given": "أمينة", "father": "  "})

    form.full_clean()

    assert form.cleaned_data["father"] == ""


def test_numbers_open_the_number_keys_and_never_a_number_input():
    html = str(PersonForm())

    assert 'type="number"' not in html
    assert html.count('inputmode="numeric"') == 3
    assert html.count('type="tel"') == 1
