from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0008_when_codes_were_entered'),
    ]

    operations = [
        migrations.AddField(
            model_name='account',
            name='password_known_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
