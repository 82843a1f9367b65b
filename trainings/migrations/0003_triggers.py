"""Truths that no constraint can say: triggers, each raising under the name of a constraint."""

from django.db import migrations

ON_DAY = """
CREATE FUNCTION trainings_session_on_day() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT (NEW.starts_at AT TIME ZONE site.time_zone)::date INTO NEW.on_day
    FROM programmes_projectsite ps JOIN programmes_site site ON site.id = ps.site_id
    WHERE ps.id = NEW.project_site_id;
    RETURN NEW;
END $$;
CREATE TRIGGER session_on_day BEFORE INSERT OR UPDATE OF starts_at, project_site_id, on_day
ON trainings_session FOR EACH ROW EXECUTE FUNCTION trainings_session_on_day();
"""

WITHIN_PARENT = """
CREATE FUNCTION trainings_session_within_parent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM trainings_session child JOIN trainings_session parent
            ON parent.id = child.parent_id
        WHERE (child.id = NEW.id OR parent.id = NEW.id)
            AND child.state IN ('planned', 'held')
            AND (child.starts_at < parent.starts_at OR child.ends_at > parent.ends_at
                OR parent.parent_id IS NOT NULL)
    ) THEN
        RAISE EXCEPTION 'a session inside another lies within its hours'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'session_within_parent';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER session_within_parent
AFTER INSERT OR UPDATE OF starts_at, ends_at, parent_id, state ON trainings_session
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION trainings_session_within_parent();
"""

ROOM_AT_SITE = """
CREATE FUNCTION trainings_session_room_at_site() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.room_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM programmes_projectsite ps
        JOIN programmes_room room ON room.site_id = ps.site_id
        WHERE ps.id = NEW.project_site_id AND room.id = NEW.room_id
    ) THEN
        RAISE EXCEPTION 'the room is at another site'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'session_room_at_its_site';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER session_room_at_site BEFORE INSERT OR UPDATE OF room_id, project_site_id
ON trainings_session FOR EACH ROW EXECUTE FUNCTION trainings_session_room_at_site();
"""

APPEND_ONLY = """
CREATE FUNCTION trainings_event_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        -- Anonymising takes the free words away; everything else stays as it was said.
        IF NEW.note IS NULL AND to_jsonb(NEW) - 'note' = to_jsonb(OLD) - 'note' THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'attendance events are only ever added'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'attendance_event_append_only';
END $$;
CREATE TRIGGER attendance_event_append_only BEFORE UPDATE OR DELETE
ON trainings_attendanceevent FOR EACH ROW EXECUTE FUNCTION trainings_event_append_only();
"""

FROZEN = """
CREATE FUNCTION trainings_version_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'draft' THEN
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    -- Published and retired follow each other both ways; the content stays.
    IF TG_OP = 'UPDATE' AND NEW.state <> 'draft'
        AND to_jsonb(NEW) - 'state' = to_jsonb(OLD) - 'state' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a published version is frozen'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'course_version_frozen';
END $$;
CREATE TRIGGER course_version_frozen BEFORE UPDATE OR DELETE
ON trainings_courseversion FOR EACH ROW EXECUTE FUNCTION trainings_version_frozen();

CREATE FUNCTION trainings_module_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM trainings_courseversion v WHERE v.state <> 'draft'
            AND v.id IN (
                CASE WHEN TG_OP <> 'INSERT' THEN OLD.version_id END,
                CASE WHEN TG_OP <> 'DELETE' THEN NEW.version_id END
            )
    ) THEN
        RAISE EXCEPTION 'a published version is frozen'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'course_version_frozen';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER module_frozen BEFORE INSERT OR UPDATE OR DELETE
ON trainings_module FOR EACH ROW EXECUTE FUNCTION trainings_module_frozen();
"""


class Migration(migrations.Migration):
    dependencies = [("trainings", "0002_same_cohort_and_place")]

    operations = [
        migrations.RunSQL(ON_DAY, "DROP FUNCTION trainings_session_on_day CASCADE"),
        migrations.RunSQL(WITHIN_PARENT, "DROP FUNCTION trainings_session_within_parent CASCADE"),
        migrations.RunSQL(ROOM_AT_SITE, "DROP FUNCTION trainings_session_room_at_site CASCADE"),
        migrations.RunSQL(APPEND_ONLY, "DROP FUNCTION trainings_event_append_only CASCADE"),
        migrations.RunSQL(
            FROZEN,
            "DROP FUNCTION trainings_version_frozen CASCADE;"
            "DROP FUNCTION trainings_module_frozen CASCADE",
        ),
    ]
