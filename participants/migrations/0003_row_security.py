"""Each row about a person is found only where she is known."""

from django.db import migrations

from core.row_security import protect_by_places, protect_through


class Migration(migrations.Migration):
    dependencies = [("participants", "0002_consent_texts")]

    operations = [
        protect_by_places("participants_participant"),
        protect_through(
            "participants_displacementepisode", "participant_id", "participants_participant"
        ),
        protect_through("participants_consent", "participant_id", "participants_participant"),
    ]
