"""Load the governorates, districts and sub-districts of Iraq; see programmes/data/README.md."""

import csv
from pathlib import Path

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

AREAS = Path(__file__).resolve().parent.parent / "data" / "iraq_admin_areas.csv"


def load(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add every area, the larger ones first."""
    area = apps.get_model("programmes", "AdminArea")
    with AREAS.open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["level"])
    area.objects.bulk_create(
        area(
            pcode=row["pcode"],
            level=int(row["level"]),
            name_en=row["name_en"],
            name_ar=row["name_ar"],
            parent_id=None if row["level"] == "1" else row["parent_pcode"],
        )
        for row in rows
    )


def unload(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take them away; refused by the database where a site stands in one."""
    apps.get_model("programmes", "AdminArea").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("programmes", "0001_initial")]

    operations = [migrations.RunPython(load, unload)]
