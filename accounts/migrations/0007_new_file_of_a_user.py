"""Whether a file waits for somebody; that it does is no change of her to be put on record."""

from django.db import migrations, models

from accounts.record import KINDS, record_changes


def recorded(*left_out: str) -> migrations.RunSQL:
    """The triggers of the record, as they are to be."""
    return record_changes(
        "accounts_user", subject="", secret=["password"], left_out=["last_login", *left_out]
    )


DROP = [f"DROP TRIGGER record_{kind.lower()} ON accounts_user" for kind in KINDS]


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_register_of_files_protected")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="has_new_file",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.RunSQL(DROP, recorded().sql),
        recorded("has_new_file"),
    ]
