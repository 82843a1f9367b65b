"""Every person has a code of eight digits, given out by the database."""

from django.db import migrations

import participants.models.code

# The numbers of a sequence, scrambled one to one within ten millions, and the check digit of Damm,
# which is another one after any wrong digit and any two that changed places.
MAKE = """
CREATE SEQUENCE participants_code MAXVALUE 9999999;
CREATE FUNCTION participants_code_v1(number bigint) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    digits text := lpad(((number * 7368787 + 4871213) % 10000000)::text, 7, '0');
    digit text;
    checked int := 0;
BEGIN
    FOREACH digit IN ARRAY string_to_array(digits, NULL) LOOP
        checked := substr(
            '03175986427092154863420687135917509834266123045978'
            '36742095815869720134894536201794386172052581436790',
            checked * 10 + digit::int + 1, 1)::int;
    END LOOP;
    RETURN digits || checked;
END $$;
"""
UNMAKE = "DROP FUNCTION participants_code_v1; DROP SEQUENCE participants_code"


class Migration(migrations.Migration):
    dependencies = [("participants", "0018_name_keys")]

    operations = [
        migrations.RunSQL(MAKE, UNMAKE),
        migrations.AddField(
            model_name="participant",
            name="code",
            field=participants.models.code.CodeField(verbose_name="code"),
        ),
    ]
