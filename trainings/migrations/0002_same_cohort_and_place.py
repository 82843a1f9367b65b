"""Composite foreign keys: what hangs on a session or enrolment shares its cohort and place."""

from django.db import migrations


def key(table: str, name: str, columns: str, target: str, target_columns: str) -> migrations.RunSQL:
    """A foreign key over several columns, which Django cannot declare."""
    return migrations.RunSQL(
        f"ALTER TABLE trainings_{table} ADD CONSTRAINT {name} FOREIGN KEY ({columns}) "
        f"REFERENCES trainings_{target} ({target_columns}) DEFERRABLE INITIALLY IMMEDIATE",
        f"ALTER TABLE trainings_{table} DROP CONSTRAINT {name}",
    )


PLACE = "cohort_id, project_site_id"


class Migration(migrations.Migration):
    dependencies = [("trainings", "0001_initial")]

    operations = [
        key("session", "session_at_place_of_cohort", PLACE, "cohort", "id, project_site_id"),
        key("enrolment", "enrolment_at_place_of_cohort", PLACE, "cohort", "id, project_site_id"),
        key(
            "session",
            "session_in_cohort_of_parent",
            f"parent_id, {PLACE}",
            "session",
            f"id, {PLACE}",
        ),
        key(
            "session",
            "session_in_cohort_of_what_it_makes_up",
            f"makeup_of_id, {PLACE}",
            "session",
            f"id, {PLACE}",
        ),
        *(
            key(
                table,
                f"{name}_in_cohort_of_{target}",
                f"{target}_id, {PLACE}",
                target,
                f"id, {PLACE}",
            )
            for table, name in (("attendance", "attendance"), ("attendanceevent", "event"))
            for target in ("session", "enrolment")
        ),
    ]
