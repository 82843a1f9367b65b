"""The checklist of a published version is as frozen as its modules."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("trainings", "0019_shipped_skills")]

    operations = [
        migrations.RunSQL(
            "CREATE TRIGGER skill_frozen BEFORE INSERT OR UPDATE OR DELETE ON trainings_skill "
            "FOR EACH ROW EXECUTE FUNCTION trainings_module_frozen()",
            "DROP TRIGGER skill_frozen ON trainings_skill",
        ),
    ]
