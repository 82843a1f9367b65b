"""Her status on a day comes from one small index: counts ask it for each mark."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("participants", "0027_which_of_several")]

    operations = [
        migrations.AlterField(
            model_name="displacementepisode",
            name="participant",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="displacement_episodes",
                to="participants.participant",
            ),
        ),
        migrations.AddIndex(
            model_name="displacementepisode",
            index=models.Index(
                fields=["participant", "from_on"],
                include=("to_on", "status"),
                name="displacement_episode_on_a_day",
            ),
        ),
    ]
