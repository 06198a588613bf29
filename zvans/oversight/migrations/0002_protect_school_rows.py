from django.db import migrations

from zvans.lib.database.protection import ProtectSchoolRows


class Migration(migrations.Migration):
    dependencies = [("oversight", "0001_initial")]

    operations = [ProtectSchoolRows()]
