"""A file is found by who asked for it, and where people are seen that it is about."""

from django.db import migrations

from accounts.record import record_changes
from core.row_security import PROJECT_SITES, USER, protect


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_register_of_files")]

    operations = [
        protect(
            "accounts_export",
            f"accounts_export.created_by_id = {USER}"
            f" OR accounts_export.project_sites && {PROJECT_SITES}",
        ),
        record_changes("accounts_export", subject="", left_out=["done", "asked", "project_sites"]),
    ]
