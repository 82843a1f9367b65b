"""A focal point says that she has taken a referral up, and when."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("trainings", "0030_courses_in_no_circle"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("referral", "taken_up_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField(
            "referral",
            "taken_up_by",
            models.ForeignKey(
                settings.AUTH_USER_MODEL,
                django.db.models.deletion.PROTECT,
                related_name="+",
                blank=True,
                null=True,
            ),
        ),
        migrations.AddConstraint(
            "referral",
            models.CheckConstraint(
                condition=Q(taken_up_at=None, taken_up_by=None)
                | Q(taken_up_at__isnull=False, taken_up_by__isnull=False),
                name="referral_taken_up_by_somebody",
                violation_error_message="A referral that is taken up says who took it up.",
            ),
        ),
    ]
