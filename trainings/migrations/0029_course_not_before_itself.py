"""A course that is asked for before itself would let nobody in."""

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("trainings", "0028_asked_about_who_moves")]

    operations = [
        # What was entered so far meant nothing: nobody could have met it.
        migrations.RunSQL(
            [
                "ALTER TABLE trainings_courseversion DISABLE TRIGGER course_version_frozen",
                "UPDATE trainings_courseversion SET prerequisite_id = NULL"
                " WHERE prerequisite_id = course_id",
                "ALTER TABLE trainings_courseversion ENABLE TRIGGER course_version_frozen",
            ],
            migrations.RunSQL.noop,
        ),
        migrations.AddConstraint(
            model_name="courseversion",
            constraint=models.CheckConstraint(
                condition=Q(prerequisite=None) | ~Q(prerequisite=F("course")),
                name="course_version_not_before_itself",
                violation_error_message="A course cannot be completed before itself.",
            ),
        ),
    ]
