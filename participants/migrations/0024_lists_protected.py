"""Lists are found where they were sent; what a list did to somebody, wherever she is known."""

from django.db import migrations

from accounts.record import record_changes
from core.row_security import protect_by_place, protect_through


class Migration(migrations.Migration):
    dependencies = [("participants", "0023_lists_of_people")]

    operations = [
        protect_by_place("participants_peopleimport"),
        protect_through("participants_importrow", "imported_id", "participants_peopleimport"),
        protect_through("participants_importedperson", "imported_id", "participants_peopleimport"),
        record_changes(
            "participants_peopleimport",
            secret=["file_name", "digest"],
            left_out=["digest_index", "done", "total", "matching"],
        ),
        record_changes("participants_importedperson", secret=["before"]),
    ]
