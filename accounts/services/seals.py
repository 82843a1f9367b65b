"""The chain of seals over the record of changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from django.db import connection, transaction
from django.db.models import Min
from django.utils import timezone

from accounts.models import Change, Seal

GRACE = timedelta(hours=1)
"""A day is sealed this long after its end: a transaction of its last moment has ended by then."""

ONE_DAY = timedelta(days=1)

# Each day's hash again from its rows, in the order of days; and rows that are not what was sealed.
_DAYS = """
SELECT s.on_day, s.hash = accounts_hash_of_day(s.on_day, lag(s.hash) OVER (ORDER BY s.on_day)),
    s.changes, (
        SELECT count(*) FROM accounts_change c WHERE c.digest IS NOT NULL
            AND c.at >= s.on_day::timestamp AT TIME ZONE 'UTC'
            AND c.at < (s.on_day + 1)::timestamp AT TIME ZONE 'UTC'
    )
FROM accounts_seal s ORDER BY s.on_day
"""
_VALUES = """
SELECT id FROM accounts_change
WHERE salt IS NOT NULL AND digest <> accounts_digest(salt, before, after) ORDER BY id
"""
_BLANKED = """
SELECT c.id FROM accounts_change c
WHERE c.digest IS NOT NULL AND c.salt IS NULL AND NOT EXISTS (
    SELECT FROM accounts_change b WHERE b.action = 'blank' AND b.at >= c.blanked_at
)
ORDER BY c.id
"""
_LATE = """
SELECT c.id FROM accounts_change c JOIN accounts_seal s
    ON s.on_day = (c.at AT TIME ZONE 'UTC')::date
WHERE c.digest IS NULL ORDER BY c.id
"""


@transaction.atomic
def seal_days(now: datetime | None = None) -> list[Seal]:
    """Seal every day that is over, oldest first; answers the new seals."""
    last = ((now or timezone.now()) - GRACE).astimezone(UTC).date() - ONE_DAY
    day = _first_unsealed()
    sealed = []
    while day is not None and day <= last:
        with connection.cursor() as cursor:
            cursor.execute("SELECT accounts_seal_day(%s)", [day])
        sealed.append(day)
        day += ONE_DAY
    return list(Seal.objects.filter(on_day__in=sealed))


def faults() -> list[str]:
    """A sentence for each way in which the record differs from its seals; none is none."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute(_DAYS)
        for day, same, sealed, there in cursor.fetchall():
            if there != sealed:
                found.append(f"{day}: {sealed} changes were sealed, {there} are there.")
            elif not same:
                found.append(f"{day}: a change is not the one that was sealed.")
        for query, sentence in (
            (_VALUES, "Change {}: its values are not those that were sealed."),
            (_BLANKED, "Change {}: its values are gone, and no line says who blanked them."),
            (_LATE, "Change {}: it came into a day that was sealed already."),
        ):
            cursor.execute(query)
            found += [sentence.format(change) for (change,) in cursor.fetchall()]
    return found


def _first_unsealed() -> date | None:
    newest = Seal.objects.order_by("-on_day").values_list("on_day", flat=True).first()
    if newest is not None:
        return newest + ONE_DAY
    first: datetime | None = Change.objects.aggregate(first=Min("at"))["first"]
    return first.astimezone(UTC).date() if first else None
