"""What is decided of a woman shares her cohort and place; what she moves to is hers too."""

from importlib import import_module

from django.db import migrations

key = import_module("trainings.migrations.0002_same_cohort_and_place").key
PLACE = "cohort_id, project_site_id"


class Migration(migrations.Migration):
    dependencies = [("trainings", "0016_completion")]

    operations = [
        *(
            key(
                table,
                f"{name}_in_cohort_of_enrolment",
                f"enrolment_id, {PLACE}",
                "enrolment",
                f"id, {PLACE}",
            )
            for table, name in (
                ("completion", "completion"),
                ("skillrating", "skill_rating"),
                ("certificate", "certificate"),
            )
        ),
        key(
            "nomination",
            "nomination_in_cohort_of_enrolment_before",
            "enrolment_before_id, cohort_before_id, project_site_id",
            "enrolment",
            f"id, {PLACE}",
        ),
        *(
            key(
                "nomination",
                f"nomination_of_who_holds_{column}",
                f"{column}_id, participant_id",
                "enrolment",
                "id, participant_id",
            )
            for column in ("enrolment_before", "enrolment")
        ),
        key(
            "enrolment",
            "enrolment_moved_from_her_own",
            "transferred_from_id, participant_id",
            "enrolment",
            "id, participant_id",
        ),
    ]
