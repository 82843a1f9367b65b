"""A row of a table with a log of its own is noted where that log did not see it change."""

from django.db import migrations

UNLOGGED = """
CREATE FUNCTION accounts_record_unlogged() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM accounts_note_change(
        TG_TABLE_NAME, to_jsonb(OLD), to_jsonb(NEW), TG_ARGV[0]::text[], TG_ARGV[1]::text[],
        TG_ARGV[2], TG_ARGV[3]
    );
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_record_functions")]

    operations = [migrations.RunSQL(UNLOGGED, "DROP FUNCTION accounts_record_unlogged")]
