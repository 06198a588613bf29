from django.urls import path

from zvans.web.school.views import classes, overview
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
]
