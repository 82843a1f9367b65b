"""A line of the list is taken back, or loses its name and ends once somebody is made anonymous."""

from django.db import migrations

FUNCTION = """
CREATE OR REPLACE FUNCTION childcare_pickup_only_taken_back() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    may_change text[] := CASE
        {when_anonymous}
        WHEN OLD.revoked_at IS NULL THEN '{{revoked_at,revoked_by_id}}'
        ELSE '{{}}'
    END;
BEGIN
    IF to_jsonb(NEW) - may_change <> to_jsonb(OLD) - may_change OR cardinality(may_change) = 0 THEN
        RAISE EXCEPTION 'A line of the list is taken back, not changed.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'pickup_only_taken_back',
                TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
"""
WHEN_ANONYMOUS = """WHEN NEW.name = '—' AND NEW.relation = '' AND NEW.phone IS NULL
            AND (OLD.to_on IS NULL OR NEW.to_on <= OLD.to_on)
            THEN '{name,folded_name,relation,phone,blocked_reason,to_on}'"""


class Migration(migrations.Migration):
    dependencies = [("childcare", "0004_record")]

    operations = [
        migrations.RunSQL(
            FUNCTION.format(when_anonymous=WHEN_ANONYMOUS), FUNCTION.format(when_anonymous="")
        ),
    ]
