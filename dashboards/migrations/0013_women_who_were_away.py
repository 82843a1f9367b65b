"""Counts that tell whether enough women were away: six absences may be those of two.

`away` is sixteen counters in one number, eight digits each: a woman's absences are counted in the
one that the last digit of her id names. So it adds up as counts do, and as many different women
stand behind it at least as it has counters that are not zero.
"""

from importlib import import_module

from django.db import migrations, models

BY_SESSION = import_module("dashboards.migrations.0012_marks_by_session")
OF_COHORTS = import_module("dashboards.migrations.0011_counts_of_cohorts_kept")

# What a function answers cannot be replaced.
COUNTED = """
DROP FUNCTION dashboards_counted;
CREATE FUNCTION dashboards_counted(wanted uuid[]) RETURNS TABLE (
    session_id uuid, status text, cohort_id uuid, version_id uuid, project_site_id int,
    on_day date, hers int, marked int, there int, kept int, minutes int, away numeric
) LANGUAGE sql STABLE SET search_path = public, pg_temp SET jit = off
    SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
    SELECT s.id, told.status, s.cohort_id, c.version_id, s.project_site_id, s.on_day,
        (count(*) FILTER (WHERE is_main))::int,
        (count(a.mark) FILTER (WHERE is_main))::int,
        (count(*) FILTER (WHERE is_main AND a.mark IN ('present', 'late')))::int,
        (count(*) FILTER (WHERE is_main AND a.mark IN ('present', 'late', 'excused')))::int,
        coalesce(sum(greatest(
            extract(epoch FROM s.ends_at - s.starts_at) / 60
            - coalesce(a.minutes_late, 0) - coalesce(a.left_early_minutes, 0), 0
        )) FILTER (WHERE is_dialogue AND a.mark IN ('present', 'late')), 0)::int,
        coalesce(sum(
            rpad('1', 1 + 8 * (position(right(p.canonical_id::text, 1) IN '0123456789abcdef') - 1),
                '0')::numeric
        ) FILTER (WHERE is_main AND a.mark NOT IN ('present', 'late')), 0)
    FROM trainings_session s
    JOIN trainings_cohort c ON c.id = s.cohort_id
    LEFT JOIN trainings_module m ON m.id = s.module_id
    CROSS JOIN LATERAL (
        SELECT s.parent_id IS NULL AND s.state = 'held' AS is_main,
            coalesce(m.kind = 'dialogue', false) AS is_dialogue
    ) what
    JOIN trainings_enrolment e ON e.cohort_id = s.cohort_id AND e.kind = 'member'
        AND e.state NOT IN ('applied', 'waitlisted', 'merged')
        AND e.from_on <= s.on_day AND (e.to_on IS NULL OR e.to_on > s.on_day)
    JOIN participants_participant p ON p.id = e.participant_id
    LEFT JOIN LATERAL (
        SELECT made.mark, made.minutes_late, made.left_early_minutes
        FROM trainings_attendance made
        WHERE made.session_id = s.id AND made.enrolment_id = e.id
        OFFSET 0
    ) a ON true
    CROSS JOIN LATERAL (
        SELECT coalesce((
            SELECT CASE d.status
                WHEN 'host' THEN 'host'
                WHEN 'idp' THEN 'idp'
                WHEN 'idp_returnee' THEN 'returnee'
                WHEN 'refugee_returnee' THEN 'returnee'
                WHEN 'unknown' THEN 'unknown'
                WHEN 'refused' THEN 'unknown'
                ELSE 'other' END
            FROM participants_displacementepisode d
            JOIN participants_participant r ON r.id = d.participant_id
            WHERE r.canonical_id = p.canonical_id AND d.from_on <= s.on_day
                AND (d.to_on IS NULL OR d.to_on > s.on_day)
            ORDER BY d.status IN ('unknown', 'refused'), d.participant_id <> r.canonical_id,
                d.from_on
            LIMIT 1
        ), 'unknown') AS status
    ) told
    WHERE s.id = ANY(wanted) AND s.state IN ('planned', 'held') AND (is_main OR is_dialogue)
    GROUP BY s.id, told.status, c.version_id
    HAVING count(*) FILTER (WHERE is_main) > 0
        OR count(*) FILTER (WHERE is_dialogue AND a.mark IN ('present', 'late')) > 0
$$
"""

RECOUNT = """
CREATE OR REPLACE FUNCTION dashboards_recount_across_scopes(wanted uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
    SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    IF wanted IS NULL THEN
        RETURN;
    END IF;
    -- Whoever saves marks holds them already.
    PERFORM FROM trainings_session s WHERE s.id = ANY(wanted) ORDER BY s.id FOR NO KEY UPDATE;
    -- A statement of its own, which sees what was written before the lock was had.
    WITH fresh AS MATERIALIZED (
        SELECT * FROM dashboards_counted(wanted)
    ), old AS MATERIALIZED (
        SELECT r.* FROM dashboards_sessioncount r WHERE r.session_id = ANY(wanted)
    ), gone AS (
        DELETE FROM dashboards_sessioncount r
        WHERE r.session_id = ANY(wanted) AND NOT EXISTS (
            SELECT FROM fresh f WHERE f.session_id = r.session_id AND f.status = r.status
        )
    ), put AS (
        INSERT INTO dashboards_sessioncount AS r (
            session_id, status, cohort_id, version_id, project_site_id, on_day,
            hers, marked, there, kept, minutes, away
        )
        SELECT * FROM fresh f WHERE NOT EXISTS (
            SELECT FROM old o WHERE (o.session_id, o.status, o.cohort_id, o.version_id,
                o.project_site_id, o.on_day, o.hers, o.marked, o.there, o.kept, o.minutes, o.away)
                = (f.session_id, f.status, f.cohort_id, f.version_id,
                f.project_site_id, f.on_day, f.hers, f.marked, f.there, f.kept, f.minutes, f.away)
        )
        ON CONFLICT (session_id, status) DO UPDATE SET
            cohort_id = excluded.cohort_id, version_id = excluded.version_id,
            project_site_id = excluded.project_site_id, on_day = excluded.on_day,
            hers = excluded.hers, marked = excluded.marked, there = excluded.there,
            kept = excluded.kept, minutes = excluded.minutes, away = excluded.away
    ), signed AS MATERIALIZED (
        SELECT 1 AS sign, f.session_id, f.cohort_id, f.project_site_id, f.on_day, f.version_id,
            f.status, f.hers, f.marked, f.there, f.kept, f.minutes, f.away FROM fresh f
        UNION ALL
        SELECT -1, o.session_id, o.cohort_id, o.project_site_id, o.on_day, o.version_id,
            o.status, o.hers, o.marked, o.there, o.kept, o.minutes, o.away FROM old o
    ), met AS (
        SELECT one.project_site_id,
            date_trunc('quarter', one.on_day - extract(dow FROM one.on_day)::int)::date AS quarter,
            one.cohort_id, one.sign, sum(one.marked)::int AS marked,
            sum(one.there)::int AS there, sum(one.away) AS away
        FROM signed one
        GROUP BY one.sign, one.session_id, 1, 2, 3
    ), moved_of_cohorts AS (
        SELECT project_site_id, quarter, cohort_id, sum(sign * (marked > 0)::int)::int AS sessions,
            sum(sign * marked)::int AS marked, sum(sign * there)::int AS there,
            sum(sign * away) AS away
        FROM met
        GROUP BY 1, 2, 3
    ), put_of_cohorts AS (
        INSERT INTO dashboards_cohortcount AS c (
            project_site_id, quarter, cohort_id, sessions, marked, there, away
        )
        SELECT * FROM moved_of_cohorts
        WHERE (sessions, marked, there, away) <> (0, 0, 0, 0)
        ORDER BY project_site_id, quarter, cohort_id
        ON CONFLICT (project_site_id, quarter, cohort_id) DO UPDATE SET
            sessions = c.sessions + excluded.sessions, marked = c.marked + excluded.marked,
            there = c.there + excluded.there, away = c.away + excluded.away
    ), moved AS (
        SELECT one.project_site_id, one.on_day - extract(dow FROM one.on_day)::int AS week,
            one.version_id, one.status,
            sum(sign * (marked > 0)::int)::int AS sessions, sum(sign * hers)::int AS hers,
            sum(sign * marked)::int AS marked, sum(sign * there)::int AS there,
            sum(sign * kept)::int AS kept, sum(sign * minutes)::int AS minutes,
            sum(sign * away) AS away
        FROM signed one
        GROUP BY 1, 2, 3, 4
    )
    INSERT INTO dashboards_weekcount AS w (
        project_site_id, week, version_id, status, sessions, hers, marked, there, kept, minutes,
        away
    )
    SELECT * FROM moved
    WHERE (sessions, hers, marked, there, kept, minutes, away) <> (0, 0, 0, 0, 0, 0, 0)
    ORDER BY project_site_id, week, version_id, status
    ON CONFLICT (project_site_id, week, version_id, status) DO UPDATE SET
        sessions = w.sessions + excluded.sessions, hers = w.hers + excluded.hers,
        marked = w.marked + excluded.marked, there = w.there + excluded.there,
        kept = w.kept + excluded.kept, minutes = w.minutes + excluded.minutes,
        away = w.away + excluded.away;
END $$
"""

FILL = """
UPDATE dashboards_sessioncount r SET away = f.away
FROM dashboards_counted((
    SELECT array_agg(DISTINCT session_id) FROM dashboards_sessioncount WHERE marked > there
)) f
WHERE r.session_id = f.session_id AND r.status = f.status AND f.away > 0;
UPDATE dashboards_weekcount w SET away = one.away
FROM (
    SELECT project_site_id, on_day - extract(dow FROM on_day)::int AS week, version_id, status,
        sum(away) AS away
    FROM dashboards_sessioncount GROUP BY 1, 2, 3, 4
) one
WHERE (w.project_site_id, w.week, w.version_id, w.status)
    = (one.project_site_id, one.week, one.version_id, one.status);
UPDATE dashboards_cohortcount c SET away = one.away
FROM (
    SELECT project_site_id, cohort_id, sum(away) AS away,
        date_trunc('quarter', on_day - extract(dow FROM on_day)::int)::date AS quarter
    FROM dashboards_sessioncount GROUP BY 1, 2, 4
) one
WHERE (c.project_site_id, c.quarter, c.cohort_id)
    = (one.project_site_id, one.quarter, one.cohort_id)
"""


def away(model: str) -> migrations.AddField:
    """The same counters beside every count."""
    counters = models.DecimalField(max_digits=128, decimal_places=0, db_default=0)
    return migrations.AddField(model, "away", counters)


class Migration(migrations.Migration):
    dependencies = [("dashboards", "0012_marks_by_session")]

    operations = [
        *(away(model) for model in ("sessioncount", "weekcount", "cohortcount")),
        migrations.RunSQL(
            COUNTED,
            "DROP FUNCTION dashboards_counted;"
            + BY_SESSION.COUNTED.replace(BY_SESSION.ANY_INDEX, BY_SESSION.ITS_OWN),
        ),
        migrations.RunSQL(RECOUNT, OF_COHORTS.RECOUNT),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
