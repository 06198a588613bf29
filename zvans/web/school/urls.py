from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, path

from zvans.web.school.names import ROOMS, SUBJECTS, Names
from zvans.web.school.views import (
    archives,
    bells,
    classes,
    deadlines,
    groups,
    hiring,
    imports,
    marking,
    names,
    overview,
    own_groups,
    positions,
    reports,
    security,
    staff,
    teaching,
    year,
)
from zvans.web.school.views.pupils import guardians, lists, merging, movement, pupil
from zvans.web.school.views.rollover import close as close_year
from zvans.web.school.views.rollover import show as roll_over
from zvans.web.shared import converters  # noqa: F401 - registers <public_id:…>

app_name = "school"
_GUARDIAN = "pupils/<public_id:pupil>/guardians/<public_id:guardian>/"


def _page(rest: str, view: Callable[..., HttpResponse], more: dict[str, Any] | None = None, *, name: str) -> URLPattern:
    """A page of one school."""
    return path(f"school/<slug:school>/{rest}", view, more, name=name)


def _names(kind: Names) -> list[URLPattern]:
    one = f"{kind.section}/<{kind.key[0]}:{kind.one}>/"
    return [
        _page(f"{kind.section}/", names.list_page(kind), name=kind.section),
        _page(one, names.one_page(kind), name=kind.one),
        _page(f"{one}remove/", names.removal(kind), name=f"remove_{kind.one}"),
    ]


urlpatterns = [
    path("school/", overview.choose, name="choose"),
    _page("", overview.show, name="overview"),
    _page("teaching/", teaching.show, name="teaching"),
    _page("teaching/<day:year_from>/", teaching.show, name="teaching_of_year"),
    _page("teaching/<day:year_from>/add/", teaching.add, name="course_add"),
    _page("teaching/<public_id:course>/", teaching.show_one, name="course"),
    _page("teaching/<public_id:course>/teachers/", teaching.teach, name="course_teachers"),
    _page("teaching/<public_id:course>/values/", teaching.value, name="course_values"),
    _page("teaching/<public_id:course>/remove/", teaching.remove, name="course_remove"),
    _page("staff/", staff.show, name="staff"),
    _page("security/", security.show, name="security"),
    _page("security/discussions/", security.discussions, name="discussions"),
    _page("staff/<public_id:teacher>/second-factor/", security.employee, name="employee_factor"),
    _page("staff/hire/", hiring.hire, name="hire"),
    _page("staff/<public_id:teacher>/", staff.show_one, name="employee"),
    _page("staff/<public_id:teacher>/correct/", staff.correct, name="employee_correct"),
    _page("staff/<public_id:teacher>/leave/", positions.leave, name="employee_leave"),
    _page("staff/<public_id:teacher>/positions/", positions.give, name="position_give"),
    _page("staff/<public_id:teacher>/positions/<int:position>/", positions.change, name="position"),
    _page(
        "staff/<public_id:teacher>/positions/<int:position>/end/",
        positions.end,
        name="position_end",
    ),
    _page("classes/", classes.show, name="classes"),
    _page("classes/<day:year_from>/", classes.show, name="classes_of_year"),
    _page("classes/<day:year_from>/add/", classes.add, name="class_add"),
    _page("classes/<public_id:class_group>/", classes.show_one, name="class"),
    _page("classes/<public_id:class_group>/change/", classes.change, name="class_change"),
    _page("classes/<public_id:class_group>/lead/", classes.lead, name="class_lead"),
    _page("classes/<public_id:class_group>/remove/", classes.remove, name="class_remove"),
    _page("deadlines/", deadlines.show, name="deadlines"),
    _page("imports/", imports.show_all, name="imports"),
    _page("imports/new/", imports.hand_in, name="import_new"),
    _page("imports/sample.csv", imports.sample, {"form": "csv"}, name="import_sample_csv"),
    _page("imports/sample.xlsx", imports.sample, {"form": "xlsx"}, name="import_sample_xlsx"),
    _page("imports/<public_id:file>/", imports.show, name="import"),
    _page("imports/<public_id:file>/columns/", imports.columns, name="import_columns"),
    _page("imports/<public_id:file>/answers/", imports.answers, name="import_answers"),
    _page("imports/<public_id:file>/ask-again/", imports.ask_again, name="import_ask_again"),
    _page("imports/<public_id:file>/confirm/", imports.confirm, name="import_confirm"),
    _page("imports/<public_id:file>/discard/", imports.discard, name="import_discard"),
    _page("groups/", groups.show, name="groups"),
    _page("groups/divide/", groups.divide, name="divide"),
    _page("groups/new/", own_groups.add, name="own_group_new"),
    _page("groups/own/<int:own_group>/", own_groups.show, name="own_group"),
    _page("groups/<public_id:class_group>/<int:group>/", groups.show_division, name="division"),
    _page("year/", year.show, name="year"),
    _page("year/new/", year.add, name="year_add"),
    _page("year/<day:year_from>/", year.show_year, name="year_of"),
    _page("year/<day:year_from>/change/", year.change, name="year_change"),
    _page("year/<day:year_from>/remove/", year.remove, name="year_remove"),
    _page("year/<day:year_from>/breaks/", year.break_add, name="break_add"),
    _page("year/<day:year_from>/breaks/<int:off>/", year.break_edit, name="break"),
    _page("year/<day:year_from>/breaks/<int:off>/remove/", year.break_remove, name="break_remove"),
    _page("bells/", bells.show, name="bells"),
    _page("bells/new/", bells.add, name="bells_add"),
    _page("bells/days/", bells.add_day, name="bell_day_add"),
    _page("bells/days/<int:day>/remove/", bells.remove_day, name="bell_day_remove"),
    _page("bells/<int:bells>/", bells.edit, name="bells_edit"),
    _page("bells/<int:bells>/shorten/", bells.shorten, name="bells_shorten"),
    _page("bells/<int:bells>/usual/", bells.make_usual, name="bells_usual"),
    _page("bells/<int:bells>/remove/", bells.remove, name="bells_remove"),
    _page("imports/<public_id:file>/undo/", imports.undo, name="import_undo"),
    _page("pupils/", lists.show, name="pupils"),
    _page("pupils/codes/", lists.codes, name="pupil_codes"),
    _page("pupils/enrol/", movement.enrol, name="pupil_enrol"),
    _page("pupils/<public_id:pupil>/", pupil.show, name="pupil"),
    _page("pupils/<public_id:pupil>/edit/", pupil.edit, name="pupil_edit"),
    _page("pupils/<public_id:pupil>/file/", pupil.keep, name="pupil_file"),
    _page("pupils/<public_id:pupil>/code/", pupil.code, name="pupil_code"),
    _page("pupils/<public_id:pupil>/move/", movement.move, name="pupil_move"),
    _page("pupils/<public_id:pupil>/leave/", movement.leave, name="pupil_leave"),
    _page("pupils/<public_id:pupil>/return/", movement.come_back, name="pupil_return"),
    _page("pupils/<public_id:pupil>/guardians/add/", guardians.add, name="guardian_add"),
    _page(_GUARDIAN, guardians.change, name="guardian"),
    _page(f"{_GUARDIAN}contacts/", guardians.correct, name="guardian_contacts"),
    _page(f"{_GUARDIAN}end/", guardians.end, name="guardian_end"),
    _page(f"{_GUARDIAN}earlier/", guardians.earlier, name="guardian_earlier"),
    _page("people/<public_id:person>/same/", merging.compare, name="person_merge"),
    _page("people/<public_id:person>/merge/", merging.merge, name="person_merged"),
    _page("rollover/", roll_over, name="rollover"),
    _page("rollover/close/<day:year_from>/", close_year, name="close_year"),
    _page("reports/", reports.show_all, name="reports"),
    _page("reports/responsible/", reports.choose, name="responsible"),
    _page("reports/<public_id:report>/", reports.show, name="report"),
    _page("reports/<public_id:report>/take/", reports.take, name="report_taken"),
    _page("reports/<public_id:report>/hand-on/", reports.hand_on, name="report_handed"),
    _page("archive/", archives.show, name="archive"),
    _page("archive/<int:archive>/", archives.take, name="archive_file"),
    _page("marking/", marking.show, name="kinds"),
    _page("marking/usual/", marking.add_usual, name="usual_kinds"),
    _page("marking/<int:kind>/", marking.edit, name="kind"),
    _page("marking/<int:kind>/end/", marking.end, name="kind_end"),
    _page("marking/<int:kind>/remove/", marking.remove, name="kind_remove"),
    _page("marking/percent/", marking.scale, name="percent_scale"),
    *_names(ROOMS),
    *_names(SUBJECTS),
]
