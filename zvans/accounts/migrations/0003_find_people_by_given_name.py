from django.db import migrations, models
from django.db.models.functions import Collate, Length, Right


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_sex_revisions_and_history'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='person',
            index=models.Index(Collate(Right('search_key', Length('given_name')), 'C'), name='person_given_key'),
        ),
    ]
