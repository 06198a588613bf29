from django.db import models
from django.db.models.functions import Now

from zvans.audit.history import recorded_history
from zvans.lib.public_id import new_public_id
from zvans.portal.enums import PictureWidth


class Picture(models.Model):
    """A picture as it is served: in several widths, without what the camera or the program that made it added. The files lie beside
    the database (`queries/pictures.py` says under which names)."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        triggers = recorded_history(of_school=False)

    class Privacy:
        fields = {"public_id": "identifier", "width": "public", "height": "public", "created_at": "record"}

    @property
    def widths(self) -> list[int]:
        """Those it is kept in: none is larger than what was brought, but there is always one."""
        largest = min(self.width, int(PictureWidth.LARGE))
        return [*(int(width) for width in PictureWidth if width < largest), largest]

    def height_at(self, width: int) -> int:
        return max(1, round(self.height * width / self.width))
