from django.urls import path

from zvans.web.access import staff, views
from zvans.web.shared import converters  # noqa: F401 - registers <public_id:…>

app_name = "access"
_CLASS = "access/<public_id:class_group>/"

urlpatterns = [
    path("access/", views.choose, name="classes"),
    path(_CLASS, views.show, name="class"),
    path(f"{_CLASS}issue/", views.issue, name="issue"),
    path(f"{_CLASS}letters/", views.letters, name="letters"),
    path(f"{_CLASS}send/", views.send, name="send"),
    path(f"{_CLASS}<public_id:person>/", views.one, name="person"),
    path("school/<slug:school>/staff/passwords/", staff.show, name="staff"),
    path("school/<slug:school>/staff/passwords/letters/", staff.letters, name="staff_letters"),
]
