from django.urls import path

from zvans.web.school.views import classes, groups, imports, overview, own_groups, rooms, subjects
from zvans.web.shared import converters  # noqa: F401 - registers <public_id:…>

app_name = "school"

urlpatterns = [
    path("school/", overview.choose, name="choose"),
    path("school/<slug:school>/", overview.show, name="overview"),
    path("school/<slug:school>/classes/", classes.show, name="classes"),
    path("school/<slug:school>/classes/<day:year_from>/", classes.show, name="classes_of_year"),
    path("school/<slug:school>/classes/<day:year_from>/add/", classes.add, name="class_add"),
    path("school/<slug:school>/classes/<public_id:class_group>/", classes.show_one, name="class"),
    path("school/<slug:school>/classes/<public_id:class_group>/change/", classes.change, name="class_change"),
    path("school/<slug:school>/classes/<public_id:class_group>/lead/", classes.lead, name="class_lead"),
    path("school/<slug:school>/classes/<public_id:class_group>/remove/", classes.remove, name="class_remove"),
    path("school/<slug:school>/imports/", imports.show_all, name="imports"),
    path("school/<slug:school>/imports/new/", imports.hand_in, name="import_new"),
    path("school/<slug:school>/imports/sample.csv", imports.sample, {"form": "csv"}, name="import_sample_csv"),
    path("school/<slug:school>/imports/sample.xlsx", imports.sample, {"form": "xlsx"}, name="import_sample_xlsx"),
    path("school/<slug:school>/imports/<public_id:file>/", imports.show, name="import"),
    path("school/<slug:school>/imports/<public_id:file>/columns/", imports.columns, name="import_columns"),
    path("school/<slug:school>/imports/<public_id:file>/answers/", imports.answers, name="import_answers"),
    path("school/<slug:school>/imports/<public_id:file>/confirm/", imports.confirm, name="import_confirm"),
    path("school/<slug:school>/imports/<public_id:file>/discard/", imports.discard, name="import_discard"),
    path("school/<slug:school>/groups/", groups.show, name="groups"),
    path("school/<slug:school>/groups/divide/", groups.divide, name="divide"),
    path("school/<slug:school>/groups/new/", own_groups.add, name="own_group_new"),
    path("school/<slug:school>/groups/own/<int:own_group>/", own_groups.show, name="own_group"),
    path("school/<slug:school>/groups/<public_id:class_group>/<int:group>/", groups.show_division, name="division"),
    path("school/<slug:school>/rooms/", rooms.show, name="rooms"),
    path("school/<slug:school>/rooms/<public_id:room>/", rooms.edit, name="room"),
    path("school/<slug:school>/rooms/<public_id:room>/remove/", rooms.remove, name="remove_room"),
    path("school/<slug:school>/subjects/", subjects.show, name="subjects"),
    path("school/<slug:school>/subjects/<int:subject>/", subjects.edit, name="subject"),
    path("school/<slug:school>/subjects/<int:subject>/remove/", subjects.remove, name="remove_subject"),
]
