"""A week that lies in two quarters is counted in each by its days, as indicators and reports are.

Counted where it begins, the quarter of the page and that of the report differed by the sessions of
a few days: whoever subtracted one from the other knew how many of them were missed.
"""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("dashboards.migrations.0013_women_who_were_away")

SUNDAY = "{day} - extract(dow FROM {day})::int"
PART_OF_WEEK = "greatest({day} - extract(dow FROM {day})::int, date_trunc('quarter', {day})::date)"
QUARTER = "date_trunc('quarter', {day})::date"
COLUMNS = ("hers", "marked", "there", "kept", "minutes", "away")


def _within_quarters(sql: str, day: str) -> str:
    begins = SUNDAY.format(day=day)
    return sql.replace(f"date_trunc('quarter', {begins})::date", QUARTER.format(day=day)).replace(
        begins, PART_OF_WEEK.format(day=day)
    )


FILL = f"""
DELETE FROM dashboards_weekcount;
INSERT INTO dashboards_weekcount (
    project_site_id, week, version_id, status, sessions, {", ".join(COLUMNS)}
)
SELECT project_site_id, {SUNDAY.format(day="on_day")} AS week, version_id, status,
    count(*) FILTER (WHERE marked > 0), {", ".join(f"sum({name})" for name in COLUMNS)}
FROM dashboards_sessioncount GROUP BY 1, 2, 3, 4;
DELETE FROM dashboards_cohortcount;
INSERT INTO dashboards_cohortcount (
    project_site_id, quarter, cohort_id, sessions, marked, there, away
)
SELECT project_site_id, date_trunc('quarter', {SUNDAY.format(day="on_day")})::date, cohort_id,
    count(*) FILTER (WHERE marked > 0), sum(marked), sum(there), sum(away)
FROM (
    SELECT session_id, project_site_id, on_day, cohort_id, sum(marked) AS marked,
        sum(there) AS there, sum(away) AS away
    FROM dashboards_sessioncount GROUP BY 1, 2, 3, 4
) one
GROUP BY 1, 2, 3 HAVING sum(marked) > 0
"""


class Migration(migrations.Migration):
    dependencies = [("dashboards", "0013_women_who_were_away")]

    operations = [
        migrations.RunSQL(_within_quarters(BEFORE.RECOUNT, "one.on_day"), BEFORE.RECOUNT),
        migrations.RunSQL(_within_quarters(FILL, "on_day"), FILL),
    ]
