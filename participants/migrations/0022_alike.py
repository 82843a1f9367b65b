"""Who may be known already is found by the sounds of her name, within a scope and beyond it."""

from importlib import import_module

from django.db import migrations

# A wide net for `participants.likeness`, which decides: the same phone; the given name and one of
# the others by their sounds, of a birth that may fit; or a slip in the given name of a long one.
ALIKE = """
CREATE FUNCTION participants_alike_v1_across_scopes(
    firsts text[], others text[], slip text, phones bytea[], born_from date, born_to date,
    places int[], among uuid[], most int
) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp SET jit = off SET random_page_cost = 1.1 AS $$
DECLARE
    within text := participants_within_v1(places, among);
    words CONSTANT text := 'string_to_array(btrim(p.skeleton), '' '')';
    fits text := 'true';
    nets text[];
    net text;
BEGIN
    IF within IS NULL THEN
        RETURN;
    END IF;
    IF born_from IS NOT NULL THEN
        fits := format('(p.born_on IS NULL OR p.born_on BETWEEN %L AND %L)', born_from, born_to);
    END IF;
    nets := ARRAY[
        CASE WHEN cardinality(phones) > 0
            THEN format('p.phone_index = ANY (%L::bytea[])', phones) END,
        CASE WHEN cardinality(firsts) > 0
            THEN format('%s && %L::text[] AND p.skeleton ~ %L AND %s AND ', words, firsts,
                '^ (?:' || array_to_string(firsts, '|') || ') ', fits)
                || CASE WHEN cardinality(others) > 0 THEN format('%s && %L::text[]', words, others)
                    ELSE 'p.father || p.grandfather || p.family = ''''' END END,
        CASE WHEN slip <> '' AND cardinality(others) > 1
            THEN format('%s @> %L::text[] AND cohesion_slips_v1(p.skeleton) && %L::text[] '
                'AND p.skeleton ~ %L AND %s', words, others[1:2], cohesion_slips_v1(firsts[1]),
                '^' || slip, fits) END
    ];
    FOREACH net IN ARRAY nets LOOP
        CONTINUE WHEN net IS NULL;
        RETURN QUERY EXECUTE format(
            'SELECT p.id FROM participants_participant p WHERE %s AND %s LIMIT %s',
            within, net, most);
    END LOOP;
END $$;
REVOKE ALL ON FUNCTION participants_alike_v1_across_scopes FROM PUBLIC;
"""

# How many parts of her name another name has too, none unless the given name is among them. Each
# part tells its sounds, and of the ways to write known names that sound so which are the same name
# and which are another one. Two names with as many parts have them in the same places.
MATCHED = """
CREATE FUNCTION participants_parts_matched_v1(parts jsonb, folded text, skeleton text) RETURNS int
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
    SELECT CASE WHEN bool_or(is_hers AND place = 1)
        THEN (count(*) FILTER (WHERE is_hers))::int ELSE 0 END
    FROM (
        SELECT place, EXISTS (
            SELECT FROM string_to_table(btrim(skeleton), ' ') WITH ORDINALITY sound (word, at)
            WHERE part -> 'sounds' ? word AND (
                CASE WHEN place = 1 OR jsonb_array_length(parts) = cardinality(theirs)
                    THEN at = place ELSE true END
            )
        ) AND (
            part -> 'same' ?| theirs OR NOT part -> 'other' ?| theirs
        ) AS is_hers
        FROM string_to_array(folded, ' ') theirs,
            jsonb_array_elements(parts) WITH ORDINALITY told (part, place)
    ) compared;
END;
"""

# What it finds it puts before those who see both; who asks learns that there is somebody. Only
# about a woman whom she sees herself, so that nobody can be asked after by a made-up id.
ACROSS = """
CREATE FUNCTION participants_known_v1_across_scopes(whom uuid, parts jsonb) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp SET jit = off SET random_page_cost = 1.1 AS $$
DECLARE
    me participants_participant;
    mine int[] := nullif(current_setting('app.project_sites', true), '')::int[];
    firsts text[] := ARRAY(SELECT jsonb_array_elements_text(parts -> 0 -> 'sounds'));
    others text[] := ARRAY(
        SELECT jsonb_array_elements_text(part -> 'sounds')
        FROM jsonb_array_elements(parts - 0) part
    );
    told int := jsonb_array_length(parts);
BEGIN
    SELECT * INTO me FROM participants_participant WHERE id = whom;
    mine := coalesce(mine, me.project_sites);
    IF me.id IS NULL OR NOT me.project_sites && mine THEN
        RETURN false;
    END IF;
    INSERT INTO participants_duplicatecandidate (id, one_id, other_id, reasons, verdict, found_at)
    SELECT gen_random_uuid(), least(me.id, id), greatest(me.id, id),
        array_remove(ARRAY[
            CASE WHEN same_phone THEN 'phone' END,
            CASE WHEN apart = 0 THEN 'birth' WHEN apart <= near THEN 'birth_near' END,
            CASE WHEN folded_name = me.folded_name THEN 'name' ELSE 'name_alike' END
        ], NULL),
        '', now()
    FROM (
        SELECT o.id, o.folded_name, o.phone_index = me.phone_index IS TRUE AS same_phone,
            abs(extract(year FROM o.born_on) - extract(year FROM me.born_on)) AS apart,
            CASE WHEN 'estimated' IN (o.born_precision, me.born_precision)
                THEN 3 ELSE 1 END AS near,
            cardinality(string_to_array(o.folded_name, ' ')) AS theirs,
            participants_parts_matched_v1(parts, o.folded_name, o.skeleton) AS matched
        FROM participants_participant o
        WHERE NOT o.project_sites && mine AND o.canonical_id <> me.canonical_id AND (
            o.phone_index = me.phone_index
            OR string_to_array(btrim(o.skeleton), ' ') && firsts
                AND (string_to_array(btrim(o.skeleton), ' ') && others OR cardinality(others) = 0)
                AND (abs(o.born_on - me.born_on) < 4 * 366 OR o.born_on IS NULL
                    OR me.born_on IS NULL)
        )
    ) found
    WHERE matched >= least(told, theirs) AND matched > 0
        AND (same_phone OR least(told, theirs) > 1 OR told = theirs)
        AND (same_phone OR apart <= near OR apart IS NULL AND least(told, theirs) > 2)
    ON CONFLICT DO NOTHING;
    RETURN EXISTS (
        SELECT FROM participants_duplicatecandidate c
        JOIN participants_participant o
            ON o.id = CASE WHEN c.one_id = me.id THEN c.other_id ELSE c.one_id END
        WHERE me.id IN (c.one_id, c.other_id) AND c.verdict IN ('', 'unsure')
            AND NOT o.project_sites && mine AND o.canonical_id <> me.canonical_id
    );
END $$;
REVOKE ALL ON FUNCTION participants_known_v1_across_scopes FROM PUBLIC;
"""

BEFORE = import_module("participants.migrations.0016_known_elsewhere").ACROSS

REMOVED = "DROP FUNCTION participants_known_across_scopes(uuid);"


class Migration(migrations.Migration):
    dependencies = [("participants", "0021_search")]

    operations = [
        migrations.RunSQL(ALIKE, "DROP FUNCTION participants_alike_v1_across_scopes"),
        migrations.RunSQL(
            MATCHED + ACROSS,
            "DROP FUNCTION participants_known_v1_across_scopes;"
            "DROP FUNCTION participants_parts_matched_v1;",
        ),
        migrations.RunSQL(REMOVED, BEFORE),
    ]
