"""The counts beside the marks, compared with the marks and made anew."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection, transaction

from dashboards.queries.weeks import PART_OF_WEEK

_COLUMNS = "hers, marked, there, kept, minutes, away"

_SESSIONS = """
SELECT count(*), count(*) FILTER (WHERE kept IS DISTINCT FROM counted)
FROM (
    SELECT r.session_id, r.status, (r.cohort_id, r.version_id, r.project_site_id, r.on_day,
        r.hers, r.marked, r.there, r.kept, r.minutes, r.away)::text AS kept
    FROM dashboards_sessioncount r
) kept
FULL JOIN (
    SELECT r.session_id, r.status, (r.cohort_id, r.version_id, r.project_site_id, r.on_day,
        r.hers, r.marked, r.there, r.kept, r.minutes, r.away)::text AS counted
    FROM dashboards_counted((SELECT array_agg(id) FROM trainings_session)) r
) counted USING (session_id, status)
"""

_ADDED = f"""
SELECT project_site_id, {PART_OF_WEEK.format(day="on_day")} AS week, version_id, status,
    count(*) FILTER (WHERE marked > 0) AS sessions,
    {", ".join(f"sum({name}) AS {name}" for name in _COLUMNS.split(", "))}
FROM dashboards_sessioncount GROUP BY 1, 2, 3, 4
"""  # noqa: S608 -- names of columns alone

_WEEKS = f"""
SELECT count(*), count(*) FILTER (WHERE kept IS DISTINCT FROM added)
FROM (
    SELECT project_site_id, week, version_id, status,
        (sessions, {_COLUMNS})::text AS kept
    FROM dashboards_weekcount
    WHERE (sessions, {_COLUMNS}) <> (0, 0, 0, 0, 0, 0, 0)
) kept
FULL JOIN (
    SELECT project_site_id, week, version_id, status, (sessions, {_COLUMNS})::text AS added
    FROM ({_ADDED}) one
) added USING (project_site_id, week, version_id, status)
"""  # noqa: S608 -- names of columns alone

_ADDED_BY_COHORT = """
SELECT project_site_id, date_trunc('quarter', on_day)::date AS quarter, cohort_id,
    count(*) FILTER (WHERE marked > 0) AS sessions, sum(marked) AS marked, sum(there) AS there,
    sum(away) AS away
FROM (
    SELECT session_id, project_site_id, on_day, cohort_id, sum(marked) AS marked,
        sum(there) AS there, sum(away) AS away
    FROM dashboards_sessioncount GROUP BY 1, 2, 3, 4
) one
GROUP BY 1, 2, 3 HAVING sum(marked) > 0
"""

_COHORTS = f"""
SELECT count(*), count(*) FILTER (WHERE kept IS DISTINCT FROM added)
FROM (
    SELECT project_site_id, quarter, cohort_id, (sessions, marked, there, away)::text AS kept
    FROM dashboards_cohortcount WHERE (sessions, marked, there, away) <> (0, 0, 0, 0)
) kept
FULL JOIN (
    SELECT project_site_id, quarter, cohort_id, (sessions, marked, there, away)::text AS added
    FROM ({_ADDED_BY_COHORT}) one
) added USING (project_site_id, quarter, cohort_id)
"""  # noqa: S608 -- names of columns alone


@dataclass(frozen=True, slots=True)
class Compared:
    """How many counts there are, and how many of them are not what they should be."""

    sessions: int
    wrong_sessions: int
    weeks: int
    wrong_weeks: int
    cohorts: int
    wrong_cohorts: int

    @property
    def wrong(self) -> int:
        """How many of all of them are not what they should be."""
        return self.wrong_sessions + self.wrong_weeks + self.wrong_cohorts


def check_counts() -> Compared:
    """Compare every session with its marks, and every week and cohort with its sessions."""
    with connection.cursor() as cursor:
        cursor.execute(_SESSIONS)
        sessions, wrong_sessions = cursor.fetchone()
        cursor.execute(_WEEKS)
        weeks, wrong_weeks = cursor.fetchone()
        cursor.execute(_COHORTS)
        return Compared(sessions, wrong_sessions, weeks, wrong_weeks, *cursor.fetchone())


@transaction.atomic
def rebuild_counts() -> Compared:
    """Make all counts anew; nobody writes marks meanwhile. Answers what there was before."""
    before = check_counts()
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE trainings_attendance, trainings_session IN SHARE MODE")
        cursor.execute("DELETE FROM dashboards_weekcount")
        cursor.execute("DELETE FROM dashboards_cohortcount")
        cursor.execute("DELETE FROM dashboards_sessioncount")
        cursor.execute(
            "INSERT INTO dashboards_sessioncount (session_id, status, cohort_id, version_id, "
            "project_site_id, on_day, hers, marked, there, kept, minutes, away) SELECT * FROM "
            "dashboards_counted((SELECT array_agg(id) FROM trainings_session))"
        )
        cursor.execute(
            "INSERT INTO dashboards_weekcount (project_site_id, week, version_id, status, "
            f"sessions, {_COLUMNS}) {_ADDED}"
        )
        cursor.execute(
            "INSERT INTO dashboards_cohortcount (project_site_id, quarter, cohort_id, sessions, "
            f"marked, there, away) {_ADDED_BY_COHORT}"
        )
    return before
