from django.urls import path

from zvans.web.shared import converters  # noqa: F401 - registers <day:…>, <public_id:…>
from zvans.web.timetable.views import directory, week

app_name = "timetable"

urlpatterns = [
    path("timetable/", directory.show, name="directory"),
    path("timetable/class/<public_id:class_group>/", week.of_class, name="class"),
    path("timetable/class/<public_id:class_group>/<day:on>/", week.of_class, name="class_week"),
    path("timetable/teacher/<public_id:teacher>/", week.of_teacher, name="teacher"),
    path("timetable/teacher/<public_id:teacher>/<day:on>/", week.of_teacher, name="teacher_week"),
    path("timetable/room/<public_id:room>/", week.of_room, name="room"),
    path("timetable/room/<public_id:room>/<day:on>/", week.of_room, name="room_week"),
]
