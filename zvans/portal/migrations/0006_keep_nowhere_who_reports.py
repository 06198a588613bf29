from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("portal", "0005_forget_history_of_tickets")]

    operations = [
        migrations.RemoveField(
            model_name='commentreport',
            name='person',
        ),
    ]
