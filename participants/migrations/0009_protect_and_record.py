"""The new tables are found only where a person is known, and every change of them is noted."""

from django.db import migrations

from accounts.record import record_changes
from core.row_security import PROJECT_SITES, protect, protect_through
from participants.models.functioning import QUESTIONS

OF_A_PERSON = {
    "communityidentity": ["ethnicity", "belief"],
    "functioning": list(QUESTIONS),
    "householdmember": [],
}
NOTED_SO_FAR = record_changes(
    "participants_participant",
    subject="id",
    secret=["phone"],
    left_out=["sort_key", "folded_name"],
)
CONSENTS_SO_FAR = record_changes("participants_consent")


class Migration(migrations.Migration):
    dependencies = [("participants", "0008_phone_keys")]

    operations = [
        # Known where it was written down, and wherever somebody who lives there is known.
        protect(
            "participants_household",
            f"participants_household.project_site_id = ANY ({PROJECT_SITES}) OR EXISTS ("
            "SELECT FROM participants_householdmember member "
            "WHERE member.household_id = participants_household.id)",
        ),
        record_changes("participants_household"),
        *(
            protect_through(f"participants_{table}", "participant_id", "participants_participant")
            for table in OF_A_PERSON
        ),
        *(
            record_changes(f"participants_{table}", secret=secret)
            for table, secret in OF_A_PERSON.items()
        ),
        # Of the new encrypted columns it is noted that they changed, and nothing of the indexes.
        migrations.RunSQL(NOTED_SO_FAR.reverse_sql, NOTED_SO_FAR.sql),
        record_changes(
            "participants_participant",
            subject="id",
            secret=["phone", "address", "to_complete"],
            left_out=[
                "sort_key",
                "folded_name",
                "phone_index",
                "phone_tails",
                "known_at",
                "is_survivor",
                "points_to_survivor",
            ],
        ),
        migrations.RunSQL(CONSENTS_SO_FAR.reverse_sql, CONSENTS_SO_FAR.sql),
        record_changes("participants_consent", secret=["guardian"]),
    ]
