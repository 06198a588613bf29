from django.urls import path

from zvans.web.journal.views import cells, changes, grid, lesson, steps, today
from zvans.web.shared import converters  # noqa: F401 - registers <day:…>, <lesson_number:…>, <public_id:…>

app_name = "journal"

_LESSON = "journal/<public_id:course>/<day:on>/<lesson_number:number>/<lesson_number:part>/"

urlpatterns = [
    path("today/", today.show, name="today"),
    path("today/<day:on>/", today.show_day, name="day"),
    path("journal/<public_id:course>/", grid.show, name="grid"),
    path("journal/<public_id:course>/cells/", cells.save, name="cells"),
    path("journal/<public_id:course>/changes/", changes.show, name="changes"),
    path(_LESSON, lesson.show, name="lesson"),
    path(f"{_LESSON}nobody-absent/", steps.nobody_absent, name="nobody_absent"),
    path(f"{_LESSON}before/", steps.before, name="before"),
    path(f"{_LESSON}after/", steps.after, name="after"),
]
