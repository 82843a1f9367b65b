"""Triggers that keep the counts as the marks are, in the same transaction.

A session is counted anew as a whole; a week takes the difference, last and in the order of its key.
Whoever counts holds the session, and before it the women whose places or status change, so that two
who count at once wait for each other.

The functions look rows up by their keys. What every save of marks asks is planned once for a
connection, since planning takes four times as long as counting a class; what a change of her status
or her places asks is planned for the moment.
"""

from django.db import migrations

from core.row_security import protect_by_place

# The same as `dashboards.queries.pieces`; random histories compare the two.
COUNTED = """
CREATE FUNCTION dashboards_counted(wanted uuid[]) RETURNS TABLE (
    session_id uuid, status text, cohort_id uuid, version_id uuid, project_site_id int,
    on_day date, hers int, marked int, there int, kept int, minutes int
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
        )) FILTER (WHERE is_dialogue AND a.mark IN ('present', 'late')), 0)::int
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
    LEFT JOIN trainings_attendance a ON a.session_id = s.id AND a.enrolment_id = e.id
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
CREATE FUNCTION dashboards_recount_across_scopes(wanted uuid[]) RETURNS void
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
    ), moved AS (
        SELECT one.project_site_id, one.on_day - extract(dow FROM one.on_day)::int AS week,
            one.version_id, one.status,
            sum(sign * (marked > 0)::int)::int AS sessions, sum(sign * hers)::int AS hers,
            sum(sign * marked)::int AS marked, sum(sign * there)::int AS there,
            sum(sign * kept)::int AS kept, sum(sign * minutes)::int AS minutes
        FROM (
            SELECT 1 AS sign, f.project_site_id, f.on_day, f.version_id, f.status, f.hers,
                f.marked, f.there, f.kept, f.minutes FROM fresh f
            UNION ALL
            SELECT -1, o.project_site_id, o.on_day, o.version_id, o.status, o.hers,
                o.marked, o.there, o.kept, o.minutes FROM old o
        ) one
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

CREATE FUNCTION dashboards_recount_women_across_scopes(women uuid[], within uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
    SET enable_seqscan = off SET plan_cache_mode = force_custom_plan AS $$
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
    PERFORM dashboards_recount_across_scopes((
        SELECT array_agg(DISTINCT s.id)
        FROM participants_participant h
        JOIN participants_participant p ON p.canonical_id = h.canonical_id
        JOIN trainings_enrolment e ON e.participant_id = p.id
        JOIN trainings_session s ON s.cohort_id = e.cohort_id
        WHERE h.id = ANY(women) AND (within IS NULL OR s.cohort_id = ANY(within))
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
                JOIN participants_participant p ON p.id = e.participant_id
                JOIN participants_participant h ON h.canonical_id = p.canonical_id
                WHERE e.cohort_id = r.cohort_id AND h.id = ANY(women)
            )
        ));
    END IF;
END $$
"""

TRIGGERS = """
CREATE FUNCTION dashboards_marks_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touched uuid[];
BEGIN
    IF TG_OP = 'INSERT' THEN
        SELECT array_agg(DISTINCT n.session_id) INTO touched FROM new_rows n;
    ELSIF TG_OP = 'DELETE' THEN
        SELECT array_agg(DISTINCT o.session_id) INTO touched FROM old_rows o;
    ELSE
        SELECT array_agg(DISTINCT n.session_id) INTO touched
        FROM new_rows n JOIN old_rows o ON o.id = n.id
        WHERE (n.mark, n.minutes_late, n.left_early_minutes)
            IS DISTINCT FROM (o.mark, o.minutes_late, o.left_early_minutes);
    END IF;
    PERFORM dashboards_recount_across_scopes(touched);
    RETURN NULL;
END $$;

CREATE FUNCTION dashboards_sessions_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touched uuid[];
BEGIN
    IF TG_OP = 'INSERT' THEN
        SELECT array_agg(n.id) INTO touched FROM new_rows n WHERE n.state = 'held';
    ELSIF TG_OP = 'DELETE' THEN
        SELECT array_agg(o.id) INTO touched FROM old_rows o;
    ELSE
        SELECT array_agg(n.id) INTO touched
        FROM new_rows n JOIN old_rows o ON o.id = n.id
        WHERE (n.state, n.on_day, n.ends_at - n.starts_at, n.module_id, n.parent_id, n.cohort_id,
                n.project_site_id)
            IS DISTINCT FROM (o.state, o.on_day, o.ends_at - o.starts_at, o.module_id,
                o.parent_id, o.cohort_id, o.project_site_id);
    END IF;
    PERFORM dashboards_recount_across_scopes(touched);
    RETURN NULL;
END $$;

CREATE FUNCTION dashboards_places_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    women uuid[];
    cohorts uuid[];
BEGIN
    IF TG_OP = 'INSERT' THEN
        SELECT array_agg(DISTINCT n.participant_id), array_agg(DISTINCT n.cohort_id)
        INTO women, cohorts FROM new_rows n;
    ELSIF TG_OP = 'DELETE' THEN
        SELECT array_agg(DISTINCT o.participant_id), array_agg(DISTINCT o.cohort_id)
        INTO women, cohorts FROM old_rows o;
    ELSE
        SELECT array_agg(DISTINCT one.participant_id), array_agg(DISTINCT one.cohort_id)
        INTO women, cohorts
        FROM new_rows n JOIN old_rows o ON o.id = n.id
        CROSS JOIN LATERAL (
            VALUES (n.participant_id, n.cohort_id), (o.participant_id, o.cohort_id)
        ) one (participant_id, cohort_id)
        WHERE (n.state, n.kind, n.from_on, n.to_on, n.participant_id, n.cohort_id)
            IS DISTINCT FROM
            (o.state, o.kind, o.from_on, o.to_on, o.participant_id, o.cohort_id);
    END IF;
    PERFORM dashboards_recount_women_across_scopes(women, cohorts);
    RETURN NULL;
END $$;

CREATE FUNCTION dashboards_status_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    women uuid[];
BEGIN
    IF TG_OP = 'INSERT' THEN
        SELECT array_agg(DISTINCT n.participant_id) INTO women FROM new_rows n;
    ELSIF TG_OP = 'DELETE' THEN
        SELECT array_agg(DISTINCT o.participant_id) INTO women FROM old_rows o;
    ELSE
        SELECT array_agg(DISTINCT one.participant_id) INTO women
        FROM new_rows n JOIN old_rows o ON o.id = n.id
        CROSS JOIN LATERAL (VALUES (n.participant_id), (o.participant_id)) one (participant_id)
        WHERE (n.status, n.from_on, n.to_on, n.participant_id)
            IS DISTINCT FROM (o.status, o.from_on, o.to_on, o.participant_id);
    END IF;
    PERFORM dashboards_recount_women_across_scopes(women, NULL);
    RETURN NULL;
END $$;

CREATE FUNCTION dashboards_merged() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    women uuid[];
BEGIN
    SELECT array_agg(DISTINCT one.id) INTO women
    FROM new_rows n JOIN old_rows o ON o.id = n.id AND o.canonical_id <> n.canonical_id
    CROSS JOIN LATERAL (VALUES (n.canonical_id), (o.canonical_id)) one (id);
    PERFORM dashboards_recount_women_across_scopes(women, NULL);
    RETURN NULL;
END $$
"""

DROP = """
DROP FUNCTION dashboards_marks_changed;
DROP FUNCTION dashboards_sessions_changed;
DROP FUNCTION dashboards_places_changed;
DROP FUNCTION dashboards_status_changed;
DROP FUNCTION dashboards_merged
"""

KINDS = {
    "INSERT": "NEW TABLE AS new_rows",
    "UPDATE": "OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "DELETE": "OLD TABLE AS old_rows",
}
WATCHED = {
    "trainings_attendance": ("dashboards_marks_changed", KINDS),
    "trainings_session": ("dashboards_sessions_changed", KINDS),
    "trainings_enrolment": ("dashboards_places_changed", KINDS),
    "participants_displacementepisode": ("dashboards_status_changed", KINDS),
    "participants_participant": ("dashboards_merged", ["UPDATE"]),
}


def watch(table: str, function: str, kinds: object) -> migrations.RunSQL:
    """Call a function once for each statement that writes a table."""
    return migrations.RunSQL(
        [
            f"CREATE TRIGGER count_{kind.lower()} AFTER {kind} ON {table} "
            f"REFERENCING {KINDS[kind]} FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
            for kind in kinds
        ],
        [f"DROP TRIGGER count_{kind.lower()} ON {table}" for kind in kinds],
    )


class Migration(migrations.Migration):
    dependencies = [
        ("dashboards", "0002_counts"),
        ("trainings", "0020_skills_frozen"),
        ("participants", "0019_codes"),
    ]

    operations = [
        protect_by_place("dashboards_sessioncount"),
        protect_by_place("dashboards_weekcount"),
        migrations.RunSQL(COUNTED, "DROP FUNCTION dashboards_counted"),
        migrations.RunSQL(
            RECOUNT,
            "DROP FUNCTION dashboards_recount_women_across_scopes;"
            "DROP FUNCTION dashboards_recount_across_scopes",
        ),
        migrations.RunSQL(TRIGGERS, DROP),
        *(watch(table, *how) for table, how in WATCHED.items()),
    ]
