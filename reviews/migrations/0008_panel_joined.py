"""When somebody joined a panel; of those who are on one already that was not kept, so it stays unknown."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reviews', '0007_illustrative_cases'),
    ]

    operations = [
        migrations.AddField('panelmember', 'joined_at', models.DateTimeField(null=True)),
        migrations.AlterField(
            'panelmember', 'joined_at', models.DateTimeField(default=django.utils.timezone.now, null=True)
        ),
    ]
