"""People are found in one function of the database, which keeps scope itself.

Row security hides the rest as well, but by conditions that have to be asked first: `LIKE`, `&&` and
`@>` might tell of a row that is not hers, so that no index would be used for what is searched.
"""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models
from django.db.models import F, Func, Value
from django.db.models.functions import Collate, Left

WORDS = Func(Func("skeleton", function="btrim"), Value(" "), function="string_to_array")
INDEXES = [
    # A B-tree holds no entry longer than a third of a page; how a name begins is enough.
    models.Index(Collate(Left("folded_name", 120), "C"), name="participant_begins"),
    GinIndex(
        F("project_sites"),
        WORDS,
        Func("skeleton", function="cohesion_slips_v1"),
        name="participant_words",
    ),
]

# Whom a question may answer with: NULL for nobody, a condition on the table `p` otherwise. Who has
# most places is found by the name first, who has few by both at once.
WITHIN = """
CREATE FUNCTION participants_within_v1(places int[], among uuid[]) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
    mine int[] := nullif(current_setting('app.project_sites', true), '')::int[];
    within text := 'true';
BEGIN
    IF mine IS NULL AND current_setting('role') <> 'cohesion_service' THEN
        RETURN NULL;
    END IF;
    among := coalesce(among, '{}');
    IF mine IS NOT NULL AND among = '{}' AND (places IS NULL OR places @> mine) THEN
        places := mine;
    ELSIF mine IS NOT NULL THEN
        within := format('p.project_sites && %L::int[]', mine);
    END IF;
    IF places IS NOT NULL THEN
        within := within || format(
            CASE
                WHEN cardinality(among) > 0
                    THEN ' AND (p.project_sites && %L::int[] OR p.id = ANY (%L::uuid[]))'
                WHEN 4 * cardinality(places) > (SELECT count(*) FROM programmes_projectsite)
                    THEN ' AND (p.project_sites && %L::int[]) IS TRUE'
                ELSE ' AND p.project_sites && %L::int[]'
            END,
            places, among
        );
    END IF;
    RETURN within;
END $$;
"""

# From the likeliest on; each step adds whom the ones before did not find, until there are enough:
#   1. the name begins so, letter for letter
#   2. every word is in it by its sound, in any script
#   3. every word is part of a word in it, by its letters
#   4. what the words may have been meant as is in it by its sound
#   5. all words but one are in it by their sounds, and that one but for a slip: a letter too few,
#      too many, another one, or two that changed places
# Every step looks at no more than some thousand, so that the commonest name costs no more than a
# rare one. Within a step she comes first whose folded name has more of the words, begins with the
# same letters or sounds, and is likest.
SEARCH = """
CREATE FUNCTION participants_search_v1_across_scopes(
    asked text, words text[], sounds text[], meant text[], slips text[], places int[],
    among uuid[], most int
) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
SET jit = off SET synchronize_seqscans = off SET random_page_cost = 1.1 AS $$
DECLARE
    within text := participants_within_v1(places, among);
    in_it CONSTANT text := 'string_to_array(btrim(p.skeleton), '' '') @> %L::text[]';
    has_sounds CONSTANT boolean := cardinality(sounds) > 0;
    steps text[];
    checks text[];
    found uuid[] := '{}';
    more uuid[];
BEGIN
    IF within IS NULL OR cardinality(words) = 0 THEN
        RETURN;
    END IF;
    steps := ARRAY[
        format('left(p.folded_name, 120) COLLATE "C" LIKE %L', asked || '%')
            -- The index that knows places has sounds, not letters.
            || CASE WHEN has_sounds AND within LIKE '%AND p.project_sites &&%'
                THEN ' AND ' || format(in_it, sounds)
                ELSE ' ORDER BY left(p.folded_name, 120) COLLATE "C"' END
            || format(' LIMIT %s', 2 * most),
        CASE WHEN has_sounds THEN format(in_it, sounds) || ' LIMIT 800' END,
        (
            SELECT string_agg(
                format(
                    CASE WHEN length(word) < 3
                        THEN '(p.folded_name LIKE %1$L OR p.folded_name LIKE %2$L)'
                        ELSE 'p.folded_name LIKE %3$L' END,
                    word || '%', '% ' || word || '%', '%' || word || '%'),
                ' AND ') || ' LIMIT 300'
            FROM unnest(words) word
        )
    ];
    steps := steps || ARRAY(
        SELECT format(in_it, string_to_array(sound, ' ')) || ' LIMIT 200' FROM unnest(meant) sound
    );
    checks := array_fill('true'::text, ARRAY[cardinality(steps)]);
    FOR place IN 1 .. coalesce(array_length(slips, 1), 0) LOOP
        CONTINUE WHEN slips[place][2] = '';
        -- Words with a piece in common are many, and few of them are a slip away.
        steps := steps || (
            format('cohesion_slips_v1(p.skeleton) && %L::text[]', cohesion_slips_v1(sounds[place]))
            || CASE WHEN cardinality(sounds) > 1
                THEN ' AND ' || format(in_it, array_remove(sounds, sounds[place])) ELSE '' END
            || ' LIMIT 1500');
        checks := checks || (
            format('(format('' %%s %%s '', folded_name, lower(latin_name)) ~ %L', slips[place][2])
            || CASE WHEN slips[place][1] = '' THEN ')'
                ELSE format(' OR skeleton ~ %L)', slips[place][1]) END);
    END LOOP;
    FOR place IN 1 .. cardinality(steps) LOOP
        CONTINUE WHEN steps[place] IS NULL;
        EXECUTE format(
            'SELECT array_agg(who ORDER BY near DESC, first, who) FROM (
                SELECT canonical_id who, min(sort_key) first, max(
                    (left(folded_name, length($1)) = $1)::int + (skeleton LIKE $2)::int
                    + (SELECT count(*) FROM unnest($3) word WHERE position(
                        format('' %%s '', word)
                        IN format('' %%s %%s '', folded_name, lower(latin_name))) > 0)
                    + greatest(similarity(folded_name, $1), similarity(lower(latin_name), $1))
                ) near
                FROM (
                    SELECT p.canonical_id, p.folded_name, p.latin_name, p.sort_key, p.skeleton
                    FROM participants_participant p WHERE %s AND %s
                ) hits
                WHERE canonical_id <> ALL ($4) AND %s GROUP BY canonical_id
            ) ranked', within, steps[place], checks[place])
        INTO more USING asked, ' ' || array_to_string(sounds, ' ') || ' %', words, found;
        found := found || coalesce(more, '{}');
        EXIT WHEN cardinality(found) >= most;
    END LOOP;
    RETURN QUERY SELECT * FROM unnest(found) LIMIT most;
END $$;
REVOKE ALL ON FUNCTION participants_search_v1_across_scopes FROM PUBLIC;
"""

# The endings of phones are keyed indexes, salted by project; see `models.phone_keys`.
BY_PHONE = """
CREATE FUNCTION participants_by_phone_v1_across_scopes(
    tails text[], places int[], among uuid[], most int
) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp SET enable_seqscan = off AS $$
BEGIN
    RETURN QUERY EXECUTE format(
        'SELECT DISTINCT p.canonical_id FROM participants_participant p
        WHERE p.phone_tails && %L::varchar[] AND %s LIMIT %s',
        tails, coalesce(participants_within_v1(places, among), 'false'), most);
END $$;
REVOKE ALL ON FUNCTION participants_by_phone_v1_across_scopes FROM PUBLIC;
"""

FUNCTIONS = """
DROP FUNCTION participants_by_phone_v1_across_scopes;
DROP FUNCTION participants_search_v1_across_scopes;
DROP FUNCTION participants_within_v1;
"""


class Migration(migrations.Migration):
    dependencies = [("participants", "0020_anonymous")]

    operations = [
        *[migrations.AddIndex("participant", index) for index in INDEXES],
        migrations.RemoveIndex("participant", "participant_slips"),
        migrations.RunSQL(WITHIN + SEARCH + BY_PHONE, FUNCTIONS),
    ]
