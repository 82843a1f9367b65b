"""Courses that ask for each other in a circle would let nobody in, however long it is."""

from django.db import migrations

# A retired version is taught no more, so what it asks for binds nobody.
#
# Of two who close a circle from both sides at once, the second waits here until the first is
# done, and then sees what she wrote: each statement of the function looks anew.
NO_CIRCLE = """
CREATE FUNCTION trainings_course_in_no_circle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.prerequisite_id IS NULL OR NEW.state = 'retired' THEN
        RETURN NULL;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('trainings_course_in_no_circle'));
    IF EXISTS (
        WITH RECURSIVE before (course) AS (
            SELECT NEW.prerequisite_id
            UNION
            SELECT version.prerequisite_id
            FROM before JOIN trainings_courseversion version ON version.course_id = before.course
            WHERE version.prerequisite_id IS NOT NULL AND version.state <> 'retired'
        )
        SELECT FROM before WHERE course = NEW.course_id
    ) THEN
        RAISE EXCEPTION 'a course that builds on this one cannot come before it'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'course_version_in_no_circle';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER course_version_in_no_circle
AFTER INSERT OR UPDATE OF course_id, prerequisite_id, state ON trainings_courseversion
FOR EACH ROW EXECUTE FUNCTION trainings_course_in_no_circle();
"""

# What was entered so far meant nothing: nobody could have met it.
NOBODY_COULD_MEET = """
WITH RECURSIVE before (version, course) AS (
    SELECT id, prerequisite_id FROM trainings_courseversion
    WHERE prerequisite_id IS NOT NULL AND state <> 'retired'
    UNION
    SELECT before.version, version.prerequisite_id
    FROM before JOIN trainings_courseversion version ON version.course_id = before.course
    WHERE version.prerequisite_id IS NOT NULL AND version.state <> 'retired'
)
UPDATE trainings_courseversion version SET prerequisite_id = NULL
FROM before WHERE before.version = version.id AND before.course = version.course_id
"""


class Migration(migrations.Migration):
    dependencies = [("trainings", "0029_course_not_before_itself")]

    operations = [
        migrations.RunSQL(
            [
                "ALTER TABLE trainings_courseversion DISABLE TRIGGER course_version_frozen",
                NOBODY_COULD_MEET,
                "ALTER TABLE trainings_courseversion ENABLE TRIGGER course_version_frozen",
            ],
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(NO_CIRCLE, "DROP FUNCTION trainings_course_in_no_circle CASCADE"),
    ]
