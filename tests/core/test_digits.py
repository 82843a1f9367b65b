import pytest

from core.digits import to_ascii_digits


@pytest.mark.parametrize("digits", ["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"])
def test_digits_of_three_scripts_are_one(digits):
    assert to_ascii_digits(digits) == "0123456789"


def test_letters_and_other_scripts_stay():
    assert to_ascii_digits("قاعة ٣ · Ⅷ ५") == "قاعة 3 · Ⅷ ५"
