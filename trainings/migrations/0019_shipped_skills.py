"""The shipped courses get their checklists, and ask for dialogue and the last assessment.

Where a cohort has pinned a version already, it stays as it was published.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from trainings.catalogue import shipped_skills

RULES = {
    "sewing": {"completion_dialogue_minutes": 360, "completion_assessment": True},
    "womens-leadership": {"completion_dialogue_minutes": 45, "completion_assessment": True},
}


def load(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add the skills, and the rules past the trigger that keeps published versions frozen."""
    version_model = apps.get_model("trainings", "CourseVersion")
    skill_model = apps.get_model("trainings", "Skill")
    table = "trainings_courseversion"
    for code, names in shipped_skills().items():
        version = version_model.objects.filter(
            course__code=code, number=1, cohort=None, skills=None
        ).first()
        if version is None:
            continue
        skill_model.objects.bulk_create(
            skill_model(
                version=version,
                number=number,
                **{f"name_{language}": name for language, name in skill.items()},
            )
            for number, skill in enumerate(names, 1)
        )
        schema_editor.execute(f"ALTER TABLE {table} DISABLE TRIGGER course_version_frozen")
        version_model.objects.filter(pk=version.pk).update(**RULES[code])
        schema_editor.execute(f"ALTER TABLE {table} ENABLE TRIGGER course_version_frozen")


class Migration(migrations.Migration):
    dependencies = [("trainings", "0018_completion_protected")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
