"""Another project's session in a room is told by its hours alone, out of sight as it is."""

from django.db import migrations

TAKEN = """
CREATE FUNCTION trainings_rooms_taken_across_scopes(
    rooms uuid[], starts timestamptz[], ends timestamptz[], leaving_out uuid[]
) RETURNS TABLE (place int, session_id uuid, room_id uuid, starts_at timestamptz,
    ends_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT DISTINCT wanted.place::int, main.id, s.room_id, main.starts_at, main.ends_at
    FROM unnest(rooms, starts, ends) WITH ORDINALITY
        AS wanted(room_id, starts_at, ends_at, place)
    JOIN trainings_session s ON s.room_id = wanted.room_id
        AND s.state IN ('planned', 'held')
        AND tstzrange(s.starts_at, s.ends_at) && tstzrange(wanted.starts_at, wanted.ends_at)
    JOIN trainings_session main ON main.id = coalesce(s.parent_id, s.id)
    WHERE main.id <> ALL (leaving_out)
    ORDER BY 1
$$
"""


class Migration(migrations.Migration):
    dependencies = [("trainings", "0007_record")]

    operations = [
        migrations.RunSQL(TAKEN, "DROP FUNCTION trainings_rooms_taken_across_scopes"),
    ]
