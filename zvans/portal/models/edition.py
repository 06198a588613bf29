"""The number of what the portal shows now. Kept pages hang on it: made under another number, a page is made again."""

import pgtrigger
from django.db import models

_OPERATIONS = {"INSERT": pgtrigger.Insert, "UPDATE": pgtrigger.Update, "DELETE": pgtrigger.Delete}
_ROWS = {
    "INSERT": pgtrigger.Referencing(new="changed"),
    "UPDATE": pgtrigger.Referencing(new="changed"),
    "DELETE": pgtrigger.Referencing(old="changed"),
}
_NEXT = """
INSERT INTO portal_edition (id, number) SELECT 1, 1 {where}
ON CONFLICT (id) DO UPDATE SET number = portal_edition.number + 1"""
NEXT_EDITION = _NEXT.format(where="")
_NEXT_OF_CHANGED = _NEXT.format(where="WHERE EXISTS (SELECT FROM changed)") + ";\nRETURN NULL;\n"


class Edition(models.Model):
    """One row, there from the first write on."""

    number = models.BigIntegerField(default=0, db_default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="portal_has_one_edition")]

    class Privacy:
        fields = {"number": "public"}


def new_edition(*operations: str) -> list[pgtrigger.Trigger]:
    """Each write to rows of the table makes a new edition, in its own transaction; or only writes of these kinds.

    A statement that finds no row to write makes none.
    """
    return [
        pgtrigger.Trigger(
            name=f"edition_{operation.lower()}",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=_OPERATIONS[operation],
            referencing=_ROWS[operation],
            func=_NEXT_OF_CHANGED,
        )
        for operation in operations or tuple(_OPERATIONS)
    ]
