from core.formats.shared import *  # noqa: F403

DATE_FORMAT = "j F Y"
YEAR_MONTH_FORMAT = "F Y"
MONTH_DAY_FORMAT = "j F"
DATETIME_FORMAT = "j F Y G:i"

DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "."
