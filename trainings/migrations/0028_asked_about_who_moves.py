"""Of communities in a class is asked for a woman who moves to it, too: her place is elsewhere."""

from importlib import import_module

from django.db import migrations

key = import_module("trainings.migrations.0002_same_cohort_and_place").key
made = key(
    "communityanswer",
    "community_answer_of_place_in_cohort",
    "enrolment_id, cohort_id, project_site_id",
    "enrolment",
    "id, cohort_id, project_site_id",
)


class Migration(migrations.Migration):
    dependencies = [("trainings", "0027_nomination_taken_back")]

    operations = [migrations.RunSQL(made.reverse_sql, made.sql)]
