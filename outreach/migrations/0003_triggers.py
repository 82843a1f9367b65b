"""Truths that no constraint can say: triggers, each raising under the name of a constraint."""

from django.db import migrations

# Two rows are changed together, so it is asked at the end of the transaction.
TEAM_OF_TWO = """
CREATE FUNCTION outreach_team_of_two() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed uuid;
BEGIN
    FOREACH changed IN ARRAY ARRAY[
        CASE WHEN TG_OP <> 'INSERT' THEN OLD.team_id END,
        CASE WHEN TG_OP <> 'DELETE' THEN NEW.team_id END
    ] LOOP
        IF changed IS NOT NULL AND (
            SELECT count(*) FROM outreach_roundgraduate WHERE team_id = changed
        ) NOT IN (0, 2) THEN
            RAISE EXCEPTION 'a team has two women'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'team_of_two';
        END IF;
    END LOOP;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER team_of_two
AFTER INSERT OR UPDATE OF team_id OR DELETE ON outreach_roundgraduate
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION outreach_team_of_two();
"""

TWO_GO = """
CREATE FUNCTION outreach_visit_two_go() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed uuid;
BEGIN
    IF TG_TABLE_NAME = 'outreach_visit' THEN
        changed := NEW.id;
    ELSE
        changed := OLD.visit_id;
    END IF;
    IF EXISTS (
        SELECT FROM outreach_visit WHERE id = changed AND left_base_at IS NOT NULL
    ) AND (SELECT count(*) FROM outreach_visitor WHERE visit_id = changed) < 2 THEN
        RAISE EXCEPTION 'nobody sets off alone'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'visit_two_go';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER visit_two_go AFTER INSERT OR UPDATE OF left_base_at ON outreach_visit
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION outreach_visit_two_go();
CREATE CONSTRAINT TRIGGER visitor_two_go AFTER DELETE OR UPDATE OF visit_id ON outreach_visitor
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION outreach_visit_two_go();
"""

# A household locked for share: nobody calls it unsafe between this question and the visit.
NOT_TO_UNSAFE = """
CREATE FUNCTION outreach_visit_not_to_unsafe() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (TG_OP = 'INSERT' OR NEW.household_id <> OLD.household_id
        OR NEW.on_day <> OLD.on_day OR NEW.team_id <> OLD.team_id
        OR (OLD.left_base_at IS NULL AND NEW.left_base_at IS NOT NULL))
        AND NEW.outcome = ''
        AND (
            SELECT unsafe_at FROM outreach_householdinneed
            WHERE id = NEW.household_id FOR SHARE
        ) IS NOT NULL
    THEN
        RAISE EXCEPTION 'the address is unsafe'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'visit_not_to_unsafe_address';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER visit_not_to_unsafe BEFORE INSERT OR UPDATE ON outreach_visit
FOR EACH ROW EXECUTE FUNCTION outreach_visit_not_to_unsafe();
"""

DECISIONS_STAY = """
CREATE FUNCTION outreach_consent_added_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'decisions are only ever added'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'household_consent_added_only';
END $$;
CREATE TRIGGER household_consent_added_only BEFORE UPDATE OR DELETE ON outreach_householdconsent
FOR EACH ROW EXECUTE FUNCTION outreach_consent_added_only();
"""


class Migration(migrations.Migration):
    dependencies = [("outreach", "0002_same_round_and_place")]

    operations = [
        migrations.RunSQL(TEAM_OF_TWO, "DROP FUNCTION outreach_team_of_two CASCADE"),
        migrations.RunSQL(TWO_GO, "DROP FUNCTION outreach_visit_two_go CASCADE"),
        migrations.RunSQL(NOT_TO_UNSAFE, "DROP FUNCTION outreach_visit_not_to_unsafe CASCADE"),
        migrations.RunSQL(DECISIONS_STAY, "DROP FUNCTION outreach_consent_added_only CASCADE"),
    ]
