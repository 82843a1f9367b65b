"""Triggers that keep the counts of cohorts as well, and say at which places something changed.

A cohort's quarter takes the difference as a week does; savers of several cohorts do not meet in it.
What no count covers is said in rows that are only added: who has a place, what she is, which
records are one woman, and the visits.
"""

from importlib import import_module

from django.db import migrations

from core.row_security import protect_by_place

BEFORE = import_module("dashboards.migrations.0003_counts_kept")

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
            hers, marked, there, kept, minutes
        )
        SELECT * FROM fresh f WHERE NOT EXISTS (
            SELECT FROM old o WHERE (o.session_id, o.status, o.cohort_id, o.version_id,
                o.project_site_id, o.on_day, o.hers, o.marked, o.there, o.kept, o.minutes)
                = (f.session_id, f.status, f.cohort_id, f.version_id,
                f.project_site_id, f.on_day, f.hers, f.marked, f.there, f.kept, f.minutes)
        )
        ON CONFLICT (session_id, status) DO UPDATE SET
            cohort_id = excluded.cohort_id, version_id = excluded.version_id,
            project_site_id = excluded.project_site_id, on_day = excluded.on_day,
            hers = excluded.hers, marked = excluded.marked, there = excluded.there,
            kept = excluded.kept, minutes = excluded.minutes
    ), signed AS MATERIALIZED (
        SELECT 1 AS sign, f.session_id, f.cohort_id, f.project_site_id, f.on_day, f.version_id,
            f.status, f.hers, f.marked, f.there, f.kept, f.minutes FROM fresh f
        UNION ALL
        SELECT -1, o.session_id, o.cohort_id, o.project_site_id, o.on_day, o.version_id,
            o.status, o.hers, o.marked, o.there, o.kept, o.minutes FROM old o
    ), met AS (
        SELECT one.project_site_id,
            date_trunc('quarter', one.on_day - extract(dow FROM one.on_day)::int)::date AS quarter,
            one.cohort_id, one.sign, sum(one.marked)::int AS marked, sum(one.there)::int AS there
        FROM signed one
        GROUP BY one.sign, one.session_id, 1, 2, 3
    ), moved_of_cohorts AS (
        SELECT project_site_id, quarter, cohort_id, sum(sign * (marked > 0)::int)::int AS sessions,
            sum(sign * marked)::int AS marked, sum(sign * there)::int AS there
        FROM met
        GROUP BY 1, 2, 3
    ), put_of_cohorts AS (
        INSERT INTO dashboards_cohortcount AS c (
            project_site_id, quarter, cohort_id, sessions, marked, there
        )
        SELECT * FROM moved_of_cohorts
        WHERE (sessions, marked, there) <> (0, 0, 0)
        ORDER BY project_site_id, quarter, cohort_id
        ON CONFLICT (project_site_id, quarter, cohort_id) DO UPDATE SET
            sessions = c.sessions + excluded.sessions, marked = c.marked + excluded.marked,
            there = c.there + excluded.there
    ), moved AS (
        SELECT one.project_site_id, one.on_day - extract(dow FROM one.on_day)::int AS week,
            one.version_id, one.status,
            sum(sign * (marked > 0)::int)::int AS sessions, sum(sign * hers)::int AS hers,
            sum(sign * marked)::int AS marked, sum(sign * there)::int AS there,
            sum(sign * kept)::int AS kept, sum(sign * minutes)::int AS minutes
        FROM signed one
        GROUP BY 1, 2, 3, 4
    )
    INSERT INTO dashboards_weekcount AS w (
        project_site_id, week, version_id, status, sessions, hers, marked, there, kept, minutes
    )
    SELECT * FROM moved
    WHERE (sessions, hers, marked, there, kept, minutes) <> (0, 0, 0, 0, 0, 0)
    ORDER BY project_site_id, week, version_id, status
    ON CONFLICT (project_site_id, week, version_id, status) DO UPDATE SET
        sessions = w.sessions + excluded.sessions, hers = w.hers + excluded.hers,
        marked = w.marked + excluded.marked, there = w.there + excluded.there,
        kept = w.kept + excluded.kept, minutes = w.minutes + excluded.minutes;
END $$;

CREATE OR REPLACE FUNCTION dashboards_recount_women_across_scopes(women uuid[], within uuid[])
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
    SET enable_seqscan = off SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    records uuid[];
BEGIN
    IF women IS NULL THEN
        RETURN;
    END IF;
    -- Her places and her status may change at once: the second waits and sees the first.
    PERFORM FROM participants_participant p
    WHERE p.canonical_id IN (
        SELECT h.canonical_id FROM participants_participant h WHERE h.id = ANY(women)
    )
    ORDER BY p.id FOR NO KEY UPDATE;
    records := ARRAY(
        SELECT p.id FROM participants_participant p
        WHERE p.canonical_id = ANY(ARRAY(
            SELECT h.canonical_id FROM participants_participant h WHERE h.id = ANY(women)
        ))
    );
    -- Step by step: a server that takes the tables for empty would try all pairs of rows.
    PERFORM dashboards_recount_across_scopes((
        SELECT array_agg(s.id)
        FROM trainings_session s
        WHERE s.cohort_id = ANY(ARRAY(
                SELECT e.cohort_id FROM trainings_enrolment e
                WHERE e.participant_id = ANY(records)
            ))
            AND (within IS NULL OR s.cohort_id = ANY(within))
            AND (s.state = 'held' OR EXISTS (
                SELECT FROM trainings_attendance a WHERE a.session_id = s.id
            ))
    ));
    -- Of a place that is gone, or moved away, what its cohort had counted.
    IF within IS NOT NULL THEN
        PERFORM dashboards_recount_across_scopes((
            SELECT array_agg(DISTINCT r.session_id)
            FROM dashboards_sessioncount r
            WHERE r.cohort_id = ANY(within) AND NOT EXISTS (
                SELECT FROM trainings_enrolment e
                WHERE e.cohort_id = r.cohort_id AND e.participant_id = ANY(records)
            )
        ));
    END IF;
END $$
"""

FILL = """
INSERT INTO dashboards_cohortcount (project_site_id, quarter, cohort_id, sessions, marked, there)
SELECT project_site_id, date_trunc('quarter', on_day - extract(dow FROM on_day)::int)::date,
    cohort_id, count(*) FILTER (WHERE marked > 0), sum(marked), sum(there)
FROM (
    SELECT session_id, project_site_id, on_day, cohort_id, sum(marked) AS marked,
        sum(there) AS there
    FROM dashboards_sessioncount GROUP BY 1, 2, 3, 4
) one
GROUP BY 1, 2, 3
HAVING sum(marked) > 0
"""

CHANGES = """
CREATE FUNCTION dashboards_say_places_across_scopes(places int[], women uuid[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
    SET enable_seqscan = off SET plan_cache_mode = force_custom_plan AS $$
    INSERT INTO dashboards_placechange (project_site_id)
    SELECT unnest(places)
    UNION
    SELECT e.project_site_id FROM trainings_enrolment e
    WHERE e.participant_id = ANY(ARRAY(
        SELECT p.id FROM participants_participant p
        WHERE p.canonical_id = ANY(ARRAY(
            SELECT h.canonical_id FROM participants_participant h WHERE h.id = ANY(women)
        ))
    ))
$$;

CREATE FUNCTION dashboards_say_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP IN ('INSERT', 'UPDATE') THEN
        PERFORM dashboards_say_places_across_scopes(
            (SELECT array_agg(DISTINCT n.project_site_id) FROM new_rows n), NULL
        );
    END IF;
    IF TG_OP IN ('UPDATE', 'DELETE') THEN
        PERFORM dashboards_say_places_across_scopes(
            (SELECT array_agg(DISTINCT o.project_site_id) FROM old_rows o), NULL
        );
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION dashboards_say_status() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP IN ('INSERT', 'UPDATE') THEN
        PERFORM dashboards_say_places_across_scopes(
            NULL, (SELECT array_agg(DISTINCT n.participant_id) FROM new_rows n)
        );
    END IF;
    IF TG_OP IN ('UPDATE', 'DELETE') THEN
        PERFORM dashboards_say_places_across_scopes(
            NULL, (SELECT array_agg(DISTINCT o.participant_id) FROM old_rows o)
        );
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION dashboards_say_merged() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    women uuid[];
BEGIN
    SELECT array_agg(DISTINCT one.id) INTO women
    FROM new_rows n JOIN old_rows o ON o.id = n.id AND o.canonical_id <> n.canonical_id
    CROSS JOIN LATERAL (VALUES (n.canonical_id), (o.canonical_id)) one (id);
    IF women IS NOT NULL THEN
        PERFORM dashboards_say_places_across_scopes(NULL, women);
    END IF;
    RETURN NULL;
END $$
"""

DROP = """
DROP FUNCTION dashboards_say_place;
DROP FUNCTION dashboards_say_status;
DROP FUNCTION dashboards_say_merged;
DROP FUNCTION dashboards_say_places_across_scopes
"""

WATCHED = {
    "trainings_enrolment": ("dashboards_say_place", BEFORE.KINDS),
    "trainings_cohort": ("dashboards_say_place", BEFORE.KINDS),
    "outreach_visit": ("dashboards_say_place", BEFORE.KINDS),
    "participants_displacementepisode": ("dashboards_say_status", BEFORE.KINDS),
    "participants_participant": ("dashboards_say_merged", ["UPDATE"]),
}


def watch(table: str, function: str, kinds: object) -> migrations.RunSQL:
    """Call a function once for each statement that writes a table."""
    return migrations.RunSQL(
        [
            f"CREATE TRIGGER say_{kind.lower()} AFTER {kind} ON {table} "
            f"REFERENCING {BEFORE.KINDS[kind]} FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
            for kind in kinds
        ],
        [f"DROP TRIGGER say_{kind.lower()} ON {table}" for kind in kinds],
    )


class Migration(migrations.Migration):
    dependencies = [
        ("dashboards", "0010_counts_of_cohorts"),
        ("outreach", "0007_measure_bounds_record"),
        ("participants", "0028_status_on_a_day"),
    ]

    operations = [
        protect_by_place("dashboards_cohortcount"),
        protect_by_place("dashboards_placechange"),
        migrations.RunSQL(
            RECOUNT, BEFORE.RECOUNT.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
        ),
        migrations.RunSQL(FILL, "DELETE FROM dashboards_cohortcount"),
        migrations.RunSQL(CHANGES, DROP),
        *(watch(table, *how) for table, how in WATCHED.items()),
    ]
