"""Teachers and rooms have timetables, and each timetable an address that can be sent: a random name, as classes have."""

from django.db import migrations, models

from zvans.lib.public_id import new_public_id

_FILL = "UPDATE {} SET public_id = translate(substr(md5(random()::text || id), 1, 10), '01', 'xy')"


def _address(model: str) -> list[migrations.operations.base.Operation]:
    """A default in the database would give all rows the same: they are filled before the column must be unique."""
    return [
        migrations.AddField(model, "public_id", models.CharField(max_length=12, null=True)),
        migrations.RunSQL(_FILL.format(f"schools_{model}"), migrations.RunSQL.noop),
        migrations.AlterField(model, "public_id", models.CharField(default=new_public_id, max_length=12, unique=True)),
    ]


class Migration(migrations.Migration):
    dependencies = [("schools", "0002_protect_school_rows")]

    operations = [*_address("employment"), *_address("room")]
