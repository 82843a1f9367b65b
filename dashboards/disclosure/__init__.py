"""Disclosure control: which numbers of a table may be shown so that nobody is exposed.

Pure Python; scipy's HiGHS is loaded only when a table has something to hide.
"""

from dashboards.disclosure.categories import collapse
from dashboards.disclosure.percent import percentage
from dashboards.disclosure.protect import protect, protect_linked
from dashboards.disclosure.table import Protected, Table

__all__ = ["Protected", "Table", "collapse", "percentage", "protect", "protect_linked"]
