"""What Django cannot declare: rows of one place and day, and what is never changed again."""

from django.db import migrations

COMPOSITE = """
ALTER TABLE childcare_stay
    ADD CONSTRAINT stay_with_tag_of_its_day FOREIGN KEY (tag_id, project_site_id, on_day)
        REFERENCES childcare_daytag (id, project_site_id, on_day)
        DEFERRABLE INITIALLY IMMEDIATE,
    ADD CONSTRAINT stay_at_place_of_enrolment
        FOREIGN KEY (enrolment_id, cohort_id, project_site_id)
        REFERENCES trainings_enrolment (id, cohort_id, project_site_id)
        DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE childcare_shift
    ADD CONSTRAINT shift_at_place_of_carer FOREIGN KEY (carer_id, project_site_id)
        REFERENCES childcare_carer (id, project_site_id)
        DEFERRABLE INITIALLY IMMEDIATE;
"""
COMPOSITE_BACK = """
ALTER TABLE childcare_stay
    DROP CONSTRAINT stay_with_tag_of_its_day, DROP CONSTRAINT stay_at_place_of_enrolment;
ALTER TABLE childcare_shift DROP CONSTRAINT shift_at_place_of_carer;
"""

# Who came and who left with whom stays as it was written; a second check-out finds it so.
OVER = """
CREATE FUNCTION childcare_stay_is_over() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'This stay is over and stays as it is.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'stay_is_over', TABLE = TG_TABLE_NAME;
END $$;
CREATE TRIGGER stay_is_over BEFORE UPDATE ON childcare_stay FOR EACH ROW
    WHEN (OLD.out_at IS NOT NULL OR OLD.cancelled_at IS NOT NULL)
    EXECUTE FUNCTION childcare_stay_is_over();
CREATE TRIGGER stay_is_never_deleted BEFORE DELETE ON childcare_stay FOR EACH ROW
    EXECUTE FUNCTION childcare_stay_is_over();
"""
OVER_BACK = """
DROP TRIGGER stay_is_over ON childcare_stay;
DROP TRIGGER stay_is_never_deleted ON childcare_stay;
DROP FUNCTION childcare_stay_is_over;
"""

TAKEN_BACK = """
CREATE FUNCTION childcare_pickup_only_taken_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.revoked_at IS NOT NULL
        OR to_jsonb(NEW) - '{revoked_at,revoked_by_id}'::text[]
            <> to_jsonb(OLD) - '{revoked_at,revoked_by_id}'::text[]
    THEN
        RAISE EXCEPTION 'A line of the list is taken back, not changed.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'pickup_only_taken_back',
                TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER pickup_only_taken_back BEFORE UPDATE ON childcare_pickupauthorisation
    FOR EACH ROW EXECUTE FUNCTION childcare_pickup_only_taken_back();
"""
TAKEN_BACK_BACK = """
DROP TRIGGER pickup_only_taken_back ON childcare_pickupauthorisation;
DROP FUNCTION childcare_pickup_only_taken_back;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("childcare", "0001_initial"),
        ("trainings", "0002_same_cohort_and_place"),
    ]

    operations = [
        migrations.RunSQL(COMPOSITE, COMPOSITE_BACK),
        migrations.RunSQL(OVER, OVER_BACK),
        migrations.RunSQL(TAKEN_BACK, TAKEN_BACK_BACK),
    ]
