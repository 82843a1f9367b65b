"""Load the catalogue that every installation starts with; see trainings/catalogue."""

from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from trainings.catalogue import shipped_courses, shipped_modules

COURSE_FIELDS = [
    f"{name}_{language}"
    for name in ("title", "description")
    for language in ("ar", "ckb", "en", "tr")
]
VERSION_FIELDS = ["capacity", "completion_percent", "balance_percent", "reasons_policy"]


def load(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add the courses, each with a first version: a draft, its modules, then published."""
    course_model = apps.get_model("trainings", "Course")
    version_model = apps.get_model("trainings", "CourseVersion")
    # What was published stays when this is undone, so it may be there already.
    present = set(course_model.objects.values_list("code", flat=True))
    for shipped in shipped_courses():
        if shipped["code"] in present:
            continue
        course = course_model.objects.create(
            code=shipped["code"], **{name: shipped[name] for name in COURSE_FIELDS}
        )
        version = version_model.objects.create(
            course=course,
            prerequisite=course_model.objects.filter(code=shipped["prerequisite"]).first(),
            **{name: shipped[name] for name in VERSION_FIELDS},
        )
        add_modules(apps, version, shipped_modules(course.code))
        version_model.objects.filter(pk=version.pk).update(state="published")


def add_modules(apps: Apps, version: Any, rows: list[dict[str, Any]]) -> None:
    """Add the modules of a version, each dialogue inside the day that it names."""
    module_model = apps.get_model("trainings", "Module")
    modules: dict[int, Any] = {}
    for row in rows:
        day = modules.get(row["inside"])
        modules[row["number"]] = module_model.objects.create(
            version=version, **row | {"inside": day}
        )


class Migration(migrations.Migration):
    dependencies = [("trainings", "0004_checks_answer_for_nothing")]

    # What was published stays: a cohort may pin it, and the database keeps it frozen.
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
