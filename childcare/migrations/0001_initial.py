import core.fields
import core.ids
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import participants.models.name_key
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('participants', '0004_record'),
        ('programmes', '0002_admin_areas'),
        ('trainings', '0008_rooms_across_scopes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Carer',
            fields=[
                ('id', models.UUIDField(default=core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('cleared_on', models.DateField(blank=True, null=True, verbose_name='cleared on')),
                ('cleared_until', models.DateField(blank=True, null=True, verbose_name='cleared until')),
                ('code_signed_on', models.DateField(blank=True, null=True, verbose_name='signed the code of conduct on')),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('project_site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.projectsite', verbose_name='place')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='sign-in')),
            ],
            options={
                'verbose_name': 'carer',
                'verbose_name_plural': 'carers',
                'ordering': ['name', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Child',
            fields=[
                ('id', models.UUIDField(default=core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('sex', models.CharField(choices=[('f', 'female'), ('m', 'male'), ('u', 'not recorded')], default='u', max_length=1, verbose_name='sex')),
                ('born_on', models.DateField(verbose_name='born on')),
                ('born_precision', models.CharField(choices=[('day', 'day'), ('estimated', 'estimated')], default='day', max_length=9, verbose_name='how exact')),
                ('allergies', core.fields.EncryptedTextField(blank=True, default='', max_length=300, null=True, verbose_name='allergies')),
                ('medicine', core.fields.EncryptedTextField(blank=True, default='', max_length=300, null=True, verbose_name='medicine')),
                ('notes', core.fields.EncryptedTextField(blank=True, default='', max_length=500, null=True, verbose_name='what the carers should know')),
                ('agreed_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='agreed at')),
                ('agreed_before', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='witness')),
                ('guardian', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='participants.participant')),
            ],
            options={
                'verbose_name': 'child',
                'verbose_name_plural': 'children',
                'ordering': ['born_on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='DayTag',
            fields=[
                ('id', models.UUIDField(default=core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('on_day', models.DateField()),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('code', core.fields.EncryptedTextField(max_length=6, null=False, verbose_name='code of the day')),
                ('wrong_codes', models.PositiveSmallIntegerField(default=0)),
                ('guardian', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='participants.participant')),
                ('project_site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.projectsite')),
            ],
            options={
                'verbose_name': 'tag',
                'verbose_name_plural': 'tags',
                'ordering': ['on_day', 'number'],
            },
        ),
        migrations.CreateModel(
            name='Guardianship',
            fields=[
                ('id', models.UUIDField(default=core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('relation', models.CharField(choices=[('mother', 'mother'), ('grandmother', 'grandmother'), ('aunt', 'aunt'), ('sister', 'sister'), ('father', 'father'), ('other', 'another guardian')], default='mother', max_length=11, verbose_name='relation')),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='guardianships', to='childcare.child')),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='guardianships', to='participants.participant')),
            ],
            options={
                'verbose_name': 'guardian',
                'verbose_name_plural': 'guardians',
            },
        ),
        migrations.CreateModel(
            name='PickupAuthorisation',
            fields=[
                ('id', models.UUIDField(default=core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('folded_name', participants.models.name_key.NameKeyField(editable=False)),
                ('relation', models.CharField(blank=True, max_length=60, verbose_name='relation to the child')),
                ('phone', core.fields.EncryptedTextField(blank=True, default='', max_length=20, null=True, verbose_name='phone')),
                ('from_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='from')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='until, not including')),
                ('is_blocked', models.BooleanField(default=False, verbose_name='must not collect')),
                ('blocked_reason', core.fields.EncryptedTextField(blank=True, default='', max_length=500, null=True, verbose_name='reason, confidential')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pickups', to='childcare.child')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('participant', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='participants.participant')),
                ('revoked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('said_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='participants.participant')),
            ],
            options={
                'verbose_name': 'who may collect',
                'verbose_name_plural': 'who may collect',
                'ordering': ['created_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='RatioBand',
            fields=[
                ('id', models.UUIDField(default=core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('from_years', models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(17)], verbose_name='from years')),
                ('children', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(30)], verbose_name='children per adult')),
                ('area_m2', models.DecimalField(decimal_places=1, max_digits=3, verbose_name='m² per child')),
                ('project_site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.projectsite')),
            ],
            options={
                'verbose_name': 'age band',
                'verbose_name_plural': 'age bands',
                'ordering': ['project_site', 'from_years'],
            },
        ),
        migrations.CreateModel(
            name='Shift',
            fields=[
                ('id', models.UUIDField(default=core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('in_at', models.DateTimeField()),
                ('out_at', models.DateTimeField(blank=True, null=True)),
                ('carer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shifts', to='childcare.carer')),
                ('project_site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.projectsite')),
            ],
            options={
                'verbose_name': 'shift',
                'verbose_name_plural': 'shifts',
                'ordering': ['in_at'],
            },
        ),
        migrations.CreateModel(
            name='Stay',
            fields=[
                ('id', models.UUIDField(default=core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('on_day', models.DateField(verbose_name='day')),
                ('in_at', models.DateTimeField(verbose_name='in at')),
                ('brought_name', core.fields.EncryptedTextField(blank=True, default='', max_length=120, null=True, verbose_name='who brought it')),
                ('out_at', models.DateTimeField(blank=True, null=True, verbose_name='out at')),
                ('out_check', models.CharField(blank=True, choices=[('mother', 'the mother or a guardian herself'), ('listed', "on the child's list"), ('code', 'code of the day'), ('supervisor', 'decided by a supervisor')], default='', max_length=10, verbose_name='how it was checked')),
                ('out_reason', models.CharField(blank=True, default='', max_length=300, verbose_name='reason')),
                ('out_key', models.UUIDField(blank=True, editable=False, null=True)),
                ('collected_name', core.fields.EncryptedTextField(blank=True, default='', max_length=120, null=True, verbose_name='who collected it')),
                ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                ('cancelled_reason', models.CharField(blank=True, default='', max_length=300)),
                ('brought_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='participants.participant')),
                ('brought_under', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='childcare.pickupauthorisation')),
                ('cancelled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stays', to='childcare.child')),
                ('cohort', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='trainings.cohort')),
                ('collected_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='participants.participant')),
                ('collected_under', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='childcare.pickupauthorisation')),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stays', to='trainings.enrolment')),
                ('in_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('out_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('project_site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.projectsite')),
                ('tag', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stays', to='childcare.daytag')),
            ],
            options={
                'verbose_name': 'stay',
                'verbose_name_plural': 'stays',
                'ordering': ['in_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='RefusedHandOver',
            fields=[
                ('id', models.UUIDField(default=core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('why', models.CharField(choices=[('already_out', 'the child had left already'), ('no_clearance', 'the carer has no valid clearance'), ('old_list', 'the page was older than 12 hours'), ('blocked', 'not allowed, call the manager'), ('revoked', 'the permission was taken back'), ('unlisted', "not on the child's list"), ('expired', 'not allowed on this day'), ('wrong_code', 'the code was wrong')], max_length=12, verbose_name='why')),
                ('collector_name', core.fields.EncryptedTextField(blank=True, default='', max_length=120, null=True, verbose_name='who came')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('collector_under', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='childcare.pickupauthorisation')),
                ('project_site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.projectsite')),
                ('stay', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='refusals', to='childcare.stay')),
            ],
            options={
                'verbose_name': 'refused hand-over',
                'verbose_name_plural': 'refused hand-overs',
                'ordering': ['-at', '-id'],
            },
        ),
        migrations.AddConstraint(
            model_name='carer',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='carer_has_a_name', violation_error_message='A carer needs a name.'),
        ),
        migrations.AddConstraint(
            model_name='carer',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None), ('user__isnull', False)), fields=('project_site', 'user'), name='carer_once_per_place', violation_error_message='She is on this list already.'),
        ),
        migrations.AddConstraint(
            model_name='carer',
            constraint=models.CheckConstraint(condition=models.Q(('cleared_until', None), models.Q(('cleared_on__isnull', False), ('cleared_until__gte', models.F('cleared_on'))), _connector='OR'), name='carer_cleared_from_a_day', violation_error_message='A clearance ends after the day on which it was given.'),
        ),
        migrations.AddConstraint(
            model_name='carer',
            constraint=models.UniqueConstraint(fields=('id', 'project_site'), name='carer_with_place'),
        ),
        migrations.AddConstraint(
            model_name='child',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='child_has_a_name', violation_error_message='A child needs a name.'),
        ),
        migrations.AddConstraint(
            model_name='daytag',
            constraint=models.UniqueConstraint(fields=('project_site', 'on_day', 'number'), name='tag_number_once_a_day', violation_error_message='Another family has this tag today.'),
        ),
        migrations.AddConstraint(
            model_name='daytag',
            constraint=models.UniqueConstraint(fields=('project_site', 'on_day', 'guardian'), name='tag_one_per_family_and_day', violation_error_message='This family has a tag today already.'),
        ),
        migrations.AddConstraint(
            model_name='daytag',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='tag_number_counts_from_one', violation_error_message='The first tag has number 1.'),
        ),
        migrations.AddConstraint(
            model_name='daytag',
            constraint=models.UniqueConstraint(fields=('id', 'project_site', 'on_day'), name='tag_with_place_and_day'),
        ),
        migrations.AddConstraint(
            model_name='guardianship',
            constraint=models.UniqueConstraint(fields=('child', 'participant'), name='guardianship_once', violation_error_message='She is a guardian of this child already.'),
        ),
        migrations.AddConstraint(
            model_name='pickupauthorisation',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='pickup_has_a_name', violation_error_message='Write the name of who may collect.'),
        ),
        migrations.AddConstraint(
            model_name='pickupauthorisation',
            constraint=models.CheckConstraint(condition=models.Q(('to_on', None), ('to_on__gt', models.F('from_on')), _connector='OR'), name='pickup_not_empty', violation_error_message='The last day is not before the first.'),
        ),
        migrations.AddConstraint(
            model_name='pickupauthorisation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('blocked_reason__isnull', False), ('is_blocked', True), ('to_on', None)), models.Q(('blocked_reason__isnull', True), ('is_blocked', False)), _connector='OR'), name='pickup_blocked_with_a_reason', violation_error_message='Say why, for the manager alone; it has no last day.'),
        ),
        migrations.AddConstraint(
            model_name='pickupauthorisation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('revoked_at', None), ('revoked_by', None)), models.Q(('revoked_at__isnull', False), ('revoked_by__isnull', False)), _connector='OR'), name='pickup_revoked_by_somebody', violation_error_message='What is taken back says who took it back.'),
        ),
        migrations.AddConstraint(
            model_name='ratioband',
            constraint=models.UniqueConstraint(fields=('project_site', 'from_years'), name='ratio_band_once_per_age', violation_error_message='Two bands begin at the same age.'),
        ),
        migrations.AddConstraint(
            model_name='ratioband',
            constraint=models.CheckConstraint(condition=models.Q(('children__range', (1, 30))), name='ratio_band_children_sensible', violation_error_message='One adult looks after 1 to 30 children.'),
        ),
        migrations.AddConstraint(
            model_name='ratioband',
            constraint=models.CheckConstraint(condition=models.Q(('from_years__lte', 17)), name='ratio_band_for_children', violation_error_message='A child is under 18.'),
        ),
        migrations.AddConstraint(
            model_name='ratioband',
            constraint=models.CheckConstraint(condition=models.Q(('area_m2__gte', 0)), name='ratio_band_area_sensible', violation_error_message='The floor for a child is not below 0 m².'),
        ),
        migrations.AddConstraint(
            model_name='shift',
            constraint=models.UniqueConstraint(condition=models.Q(('out_at', None)), fields=('carer',), name='shift_one_open_per_carer', violation_error_message='She is in the room already.'),
        ),
        migrations.AddConstraint(
            model_name='shift',
            constraint=models.CheckConstraint(condition=models.Q(('out_at', None), ('out_at__gte', models.F('in_at')), _connector='OR'), name='shift_ends_after_it_begins', violation_error_message='She leaves after she came.'),
        ),
        migrations.AddIndex(
            model_name='stay',
            index=models.Index(fields=['project_site', 'on_day'], name='stay_place_and_day'),
        ),
        migrations.AddConstraint(
            model_name='stay',
            constraint=models.UniqueConstraint(condition=models.Q(('cancelled_at', None), ('out_at', None)), fields=('child',), name='stay_one_open_per_child', violation_error_message='This child is noted as inside already.'),
        ),
        migrations.AddConstraint(
            model_name='stay',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('collected_by', None), ('collected_name__isnull', True), ('collected_under', None), ('out_at', None), ('out_by', None), ('out_check', ''), ('out_key', None), ('out_reason', '')), models.Q(('cancelled_at', None), ('collected_by__isnull', False), ('collected_name__isnull', True), ('collected_under', None), ('out_at__isnull', False), ('out_by__isnull', False), ('out_check', 'mother')), models.Q(('cancelled_at', None), ('collected_by', None), ('collected_name__isnull', True), ('collected_under__isnull', False), ('out_at__isnull', False), ('out_by__isnull', False), ('out_check', 'listed')), models.Q(('cancelled_at', None), ('collected_by', None), ('collected_name__isnull', True), ('collected_under__isnull', False), ('out_at__isnull', False), ('out_by__isnull', False), ('out_check', 'code')), models.Q(('cancelled_at', None), ('collected_name__isnull', False), ('out_at__isnull', False), ('out_by__isnull', False), ('out_check', 'supervisor'), models.Q(('out_reason', ''), _negated=True)), _connector='OR'), name='stay_out_only_with_a_check', violation_error_message='A child leaves only with somebody who was checked.'),
        ),
        migrations.AddConstraint(
            model_name='stay',
            constraint=models.CheckConstraint(condition=models.Q(('out_at', None), ('out_at__gte', models.F('in_at')), _connector='OR'), name='stay_ends_after_it_begins', violation_error_message='A child leaves after it came.'),
        ),
        migrations.AddConstraint(
            model_name='stay',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('cancelled_at', None), ('cancelled_by', None), ('cancelled_reason', '')), models.Q(('cancelled_at__isnull', False), ('cancelled_by__isnull', False), models.Q(('cancelled_reason', ''), _negated=True)), _connector='OR'), name='stay_cancelled_by_somebody', violation_error_message='What was noted by mistake says who said so, and why.'),
        ),
        migrations.AddConstraint(
            model_name='stay',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('brought_by__isnull', False), ('brought_name__isnull', True), ('brought_under', None)), models.Q(('brought_by', None), ('brought_name__isnull', True), ('brought_under__isnull', False)), models.Q(('brought_by', None), ('brought_name__isnull', False), ('brought_under', None)), _connector='OR'), name='stay_brought_by_one', violation_error_message='Say who brought the child.'),
        ),
    ]
