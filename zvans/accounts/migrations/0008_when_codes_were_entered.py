from datetime import UTC, datetime

import django.db.models.functions.datetime
from django.db import migrations, models

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)  # codes that are there already have been there for long


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0007_how_sessions_were_opened'),
    ]

    operations = [
        migrations.AddField(
            model_name='personalcode',
            name='entered_at',
            field=models.DateTimeField(db_default=LONG_AGO),
        ),
        migrations.AlterField(
            model_name='personalcode',
            name='entered_at',
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
        ),
    ]
