"""How a line of the record is written, sealed and made unreadable; by its owner alone."""

from django.db import migrations

from accounts.record import record_changes

# The difference of two rows as JSON; what is empty on both sides of an insertion is left out.
NOTE = """
CREATE FUNCTION accounts_note_change(
    what text, old jsonb, new jsonb, secret text[], left_out text[], key_name text, subject text
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    said jsonb := coalesce(new, old);
    worker uuid := nullif(current_setting('app.user', true), '')::uuid;
    was jsonb;
    is_now jsonb;
BEGIN
    SELECT
        jsonb_object_agg(key, told_before) FILTER (WHERE old IS NOT NULL),
        jsonb_object_agg(key, told_after) FILTER (WHERE new IS NOT NULL)
    INTO was, is_now
    FROM jsonb_each(said) field
    CROSS JOIN LATERAL (
        SELECT
            CASE WHEN key = ANY(secret) AND old->key <> 'null' THEN '"changed"' ELSE old->key END
                AS told_before,
            CASE WHEN key = ANY(secret) AND new->key <> 'null' THEN '"changed"' ELSE new->key END
                AS told_after
    ) told
    WHERE old->key IS DISTINCT FROM new->key AND key <> ALL(left_out)
        AND (old IS NOT NULL OR value NOT IN ('null', '""'));
    IF was IS NULL AND is_now IS NULL THEN
        RETURN;
    END IF;
    INSERT INTO accounts_change (
        at, user_id, service, request, table_name, row_id, action, before, after,
        participant_id, enrolment_id, project_site_id
    ) VALUES (
        clock_timestamp(), worker,
        -- Somebody at the database by hand has no name here but that of her login.
        coalesce(nullif(current_setting('app.service', true), ''),
            CASE WHEN worker IS NULL THEN left(session_user, 60) END, ''),
        coalesce(current_setting('app.request', true), ''), what, said->>key_name,
        CASE WHEN old IS NULL THEN 'insert' WHEN new IS NULL THEN 'delete' ELSE 'update' END,
        was, is_now, (said->>subject)::uuid,
        CASE WHEN what = 'trainings_enrolment' THEN said->>'id' ELSE said->>'enrolment_id' END
            ::uuid,
        (said->>'project_site_id')::int
    );
END $$;
REVOKE ALL ON FUNCTION accounts_note_change FROM PUBLIC;
"""

RECORD = """
CREATE FUNCTION accounts_record_changes() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    secret text[] := TG_ARGV[0];
    left_out text[] := TG_ARGV[1];
    key_name text := TG_ARGV[2];
    subject text := TG_ARGV[3];
    has_a_log boolean := TG_ARGV[4];
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM accounts_note_change(
            TG_TABLE_NAME, NULL, to_jsonb(n), secret, left_out, key_name, subject) FROM new_rows n;
    ELSIF TG_OP = 'DELETE' THEN
        PERFORM accounts_note_change(
            TG_TABLE_NAME, to_jsonb(o), NULL, secret, left_out, key_name, subject) FROM old_rows o;
    ELSIF has_a_log THEN
        PERFORM accounts_note_change(
            TG_TABLE_NAME, was, is_now, secret, left_out, key_name, subject)
        FROM (
            SELECT to_jsonb(o) AS was, to_jsonb(n) AS is_now
            FROM old_rows o JOIN new_rows n USING (id) WHERE n.version <= o.version
        ) unlogged;
    ELSE
        -- A row whose key was changed is one that went and one that came.
        PERFORM accounts_note_change(
            TG_TABLE_NAME, o.row, n.row, secret, left_out, key_name, subject)
        FROM (SELECT to_jsonb(old_rows) AS row FROM old_rows) o
        FULL JOIN (SELECT to_jsonb(new_rows) AS row FROM new_rows) n
            ON n.row->>key_name = o.row->>key_name;
    END IF;
    RETURN NULL;
END $$;
"""

# A line of the seal tells everything but the values, of which it tells a salted digest: values
# can be blanked later, and a low-entropy one cannot be guessed once its salt is gone.
SEAL = """
CREATE FUNCTION accounts_digest(salt uuid, before jsonb, after jsonb) RETURNS bytea
LANGUAGE sql IMMUTABLE AS $$
    SELECT sha256(convert_to(
        salt::text || '|' || coalesce(before::text, '') || '|' || coalesce(after::text, ''), 'UTF8'
    ))
$$;
CREATE FUNCTION accounts_hash_of_day(day date, hash_before bytea) RETURNS bytea
LANGUAGE sql STABLE AS $$
    SELECT sha256(coalesce(hash_before, '') || convert_to(coalesce(string_agg(
        concat_ws('|', id, extract(epoch FROM at), coalesce(user_id::text, ''), service, request,
            table_name, row_id, action, encode(digest, 'hex')),
        E'\\n' ORDER BY id), ''), 'UTF8'))
    FROM accounts_change
    WHERE at >= day::timestamp AT TIME ZONE 'UTC'
        AND at < (day + 1)::timestamp AT TIME ZONE 'UTC' AND digest IS NOT NULL
$$;
CREATE FUNCTION accounts_seal_day(day date) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    sealed int;
    chained bytea;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('accounts_seal_day'));
    IF EXISTS (SELECT FROM accounts_seal WHERE on_day >= day) THEN
        RETURN 0;
    END IF;
    UPDATE accounts_change c SET salt = s.salt,
        digest = accounts_digest(s.salt, c.before, c.after)
    FROM (
        SELECT id, gen_random_uuid() AS salt FROM accounts_change
        WHERE at >= day::timestamp AT TIME ZONE 'UTC'
            AND at < (day + 1)::timestamp AT TIME ZONE 'UTC' AND digest IS NULL
    ) s
    WHERE c.id = s.id;
    GET DIAGNOSTICS sealed = ROW_COUNT;
    SELECT hash INTO chained FROM accounts_seal ORDER BY on_day DESC LIMIT 1;
    INSERT INTO accounts_seal (on_day, changes, last_id, hash, sealed_at)
    SELECT day, sealed, coalesce(max(id), 0), accounts_hash_of_day(day, chained),
        clock_timestamp()
    FROM accounts_change
    WHERE at >= day::timestamp AT TIME ZONE 'UTC'
        AND at < (day + 1)::timestamp AT TIME ZONE 'UTC';
    RETURN sealed;
END $$;
REVOKE ALL ON FUNCTION accounts_seal_day FROM PUBLIC;
"""

BLANK = """
CREATE FUNCTION accounts_blank_changes(person uuid, places uuid[]) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    blanked int;
BEGIN
    UPDATE accounts_change
    SET before = NULL, after = NULL, salt = NULL, blanked_at = clock_timestamp()
    WHERE (participant_id = person OR enrolment_id = ANY(places)) AND blanked_at IS NULL
        AND action <> 'blank';
    GET DIAGNOSTICS blanked = ROW_COUNT;
    INSERT INTO accounts_change (
        at, user_id, service, request, table_name, row_id, action, after, participant_id
    ) VALUES (
        clock_timestamp(), nullif(current_setting('app.user', true), '')::uuid,
        coalesce(current_setting('app.service', true), ''),
        coalesce(current_setting('app.request', true), ''), 'participants_participant',
        person::text, 'blank', jsonb_build_object('lines', blanked), person
    );
    RETURN blanked;
END $$;
REVOKE ALL ON FUNCTION accounts_blank_changes FROM PUBLIC;
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_record")]

    operations = [
        migrations.RunSQL(NOTE, "DROP FUNCTION accounts_note_change"),
        migrations.RunSQL(RECORD, "DROP FUNCTION accounts_record_changes"),
        migrations.RunSQL(
            SEAL,
            "DROP FUNCTION accounts_seal_day; DROP FUNCTION accounts_hash_of_day;"
            "DROP FUNCTION accounts_digest",
        ),
        migrations.RunSQL(BLANK, "DROP FUNCTION accounts_blank_changes"),
        # When somebody signed in is a look, not a change.
        record_changes("accounts_user", subject="", secret=["password"], left_out=["last_login"]),
        record_changes("accounts_grant", subject=""),
    ]
