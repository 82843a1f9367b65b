"""Make the indexes of phone numbers that were written down before there were any."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def index(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write both columns of everybody with a phone."""
    # The owner of the tables finds nobody either, unless row security lets him for a moment.
    schema_editor.execute("ALTER TABLE participants_participant NO FORCE ROW LEVEL SECURITY")
    people = apps.get_model("participants", "Participant").objects.filter(phone__isnull=False)
    for person in people.only("phone", "project_sites").iterator():
        person.save(update_fields=["phone_index", "phone_tails"])
    schema_editor.execute("ALTER TABLE participants_participant FORCE ROW LEVEL SECURITY")


class Migration(migrations.Migration):
    dependencies = [("participants", "0009_protect_and_record")]

    operations = [migrations.RunPython(index, migrations.RunPython.noop)]
