"""Digits of three scripts, stored as one."""

ARABIC = "٠١٢٣٤٥٦٧٨٩"
PERSIAN = "۰۱۲۳۴۵۶۷۸۹"
_TO_ASCII = str.maketrans(ARABIC + PERSIAN, "0123456789" * 2)


def to_ascii_digits(text: str) -> str:
    """Write ٠-٩ and ۰-۹ as 0-9; everything else stays."""
    return text.translate(_TO_ASCII)
