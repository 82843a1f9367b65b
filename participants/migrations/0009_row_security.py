"""Each row about a person is found only where she is known, in the new tables too."""

from django.db import migrations

from core.row_security import protect_by_place, protect_through

OF_A_PERSON = ("communityidentity", "functioning", "householdmember")


class Migration(migrations.Migration):
    dependencies = [("participants", "0008_index_known_phones")]

    operations = [
        protect_by_place("participants_household"),
        *(
            protect_through(f"participants_{table}", "participant_id", "participants_participant")
            for table in OF_A_PERSON
        ),
    ]
