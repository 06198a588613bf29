from django.urls import path

from zvans.web.journal.views import cells, changes, columns, grid, history, kinds, lesson, outcomes, owed, steps, today
from zvans.web.shared import converters  # noqa: F401 - registers <day:…>, <lesson_number:…>, <public_id:…>

app_name = "journal"

_OUTCOMES = "journal/<public_id:course>/outcomes/"
_LESSON = "journal/<public_id:course>/<day:on>/<lesson_number:number>/<lesson_number:part>/"

urlpatterns = [
    path("today/", today.show, name="today"),
    path("today/<day:on>/", today.show_day, name="day"),
    path("open/", owed.show, name="owed"),
    path("open/class/<public_id:class_group>/", owed.of_class, name="owed_class"),
    path("open/school/<slug:school>/", owed.of_school, name="owed_school"),
    path("open/school/<slug:school>/entries/", owed.entries, name="owed_entries"),
    path("open/school/<slug:school>/late/", owed.late, name="late"),
    path("journal/<public_id:course>/", grid.show, name="grid"),
    path("journal/<public_id:course>/cells/", cells.save, name="cells"),
    path("journal/<public_id:course>/changes/", changes.show, name="changes"),
    path("journal/<public_id:course>/new/", columns.new, name="column_new"),
    path("journal/<public_id:course>/undo/<int:action>/", columns.undo, name="undo"),
    path(_OUTCOMES, outcomes.show, name="outcomes"),
    path(f"{_OUTCOMES}levels/", outcomes.save, name="levels"),
    path(f"{_OUTCOMES}copy/", outcomes.copy, name="outcomes_copy"),
    path(f"{_OUTCOMES}<int:outcome>/", outcomes.show_one, name="outcome"),
    path(f"{_OUTCOMES}<int:outcome>/history/", history.of_outcome, name="outcome_history"),
    path(f"{_OUTCOMES}<int:outcome>/history/<int:pupil_id>/", history.of_level, name="level_history"),
    path(f"{_OUTCOMES}<int:outcome>/rename/", outcomes.rename, name="outcome_rename"),
    path(f"{_OUTCOMES}<int:outcome>/move/", outcomes.move, name="outcome_move"),
    path(f"{_OUTCOMES}<int:outcome>/remove/", outcomes.remove, name="outcome_remove"),
    path(f"{_OUTCOMES}<int:outcome>/restore/", outcomes.restore, name="outcome_restore"),
    path(_LESSON, lesson.show, name="lesson"),
    path(f"{_LESSON}cancel/", columns.cancel, name="cancel"),
    path(f"{_LESSON}restore/", columns.restore, name="restore"),
    path(f"{_LESSON}remove/", columns.remove, name="column_remove"),
    path(f"{_LESSON}move/", columns.move, name="move"),
    path(f"{_LESSON}changes/", changes.of_lesson, name="lesson_changes"),
    path(f"{_LESSON}history/", history.of_lesson, name="history"),
    path(f"{_LESSON}history/<int:pupil_id>/", history.of_cell, name="cell_history"),
    path(f"{_LESSON}nobody-absent/", steps.nobody_absent, name="nobody_absent"),
    path(f"{_LESSON}kind/", kinds.choose, name="kind"),
    path(f"{_LESSON}before/", steps.before, name="before"),
    path(f"{_LESSON}after/", steps.after, name="after"),
]
