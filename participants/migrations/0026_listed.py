"""People are listed a page at a time from where a reader is, along an index of their order.

In one function of the database, as they are searched ("search"): below row security the planner
takes the places of a scope for one row in a hundred, and reads and sorts all of them for a page.
"""

from django.db import migrations, models

# `edge` is the woman behind whom, or before whom, a page begins; one out of sight is nobody's edge.
LISTED = """
CREATE FUNCTION participants_listed_v1_across_scopes(
    places int[], among uuid[], status text, day date, edge uuid, backwards boolean, most int
) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp SET jit = off SET random_page_cost = 1.1 AS $$
DECLARE
    within text := participants_within_v1(places, among);
    beyond text := '';
    edge_key text;
BEGIN
    IF within IS NULL THEN
        RETURN;
    END IF;
    EXECUTE format('SELECT sort_key FROM participants_participant p WHERE p.id = $1 AND %s', within)
        INTO edge_key USING edge;
    IF edge_key IS NOT NULL THEN
        beyond := format(
            ' AND (p.sort_key, p.id) %s (%L, %L::uuid)',
            CASE WHEN backwards THEN '<' ELSE '>' END, edge_key, edge);
    END IF;
    IF status <> '' THEN
        beyond := beyond || format(
            ' AND EXISTS (
                SELECT FROM participants_participant record
                JOIN participants_displacementepisode episode ON episode.participant_id = record.id
                WHERE record.canonical_id = p.id AND episode.status = %1$L
                    AND episode.from_on <= %2$L
                    AND (episode.to_on IS NULL OR episode.to_on > %2$L))',
            status, day);
    END IF;
    RETURN QUERY EXECUTE format(
        'SELECT p.id FROM participants_participant p
        WHERE p.is_survivor AND p.anonymised_at IS NULL AND %1$s%2$s
        ORDER BY p.sort_key %3$s, p.id %3$s LIMIT %4$s',
        within, beyond, CASE WHEN backwards THEN 'DESC' ELSE 'ASC' END, most);
END $$;
REVOKE ALL ON FUNCTION participants_listed_v1_across_scopes FROM PUBLIC;
"""


class Migration(migrations.Migration):
    dependencies = [("participants", "0025_known_elsewhere_of_a_list")]

    operations = [
        migrations.AddIndex(
            "participant", models.Index(fields=["sort_key", "id"], name="participant_in_order")
        ),
        migrations.RunSQL(LISTED, "DROP FUNCTION participants_listed_v1_across_scopes"),
    ]
