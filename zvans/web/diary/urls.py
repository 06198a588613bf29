from django.urls import path

from zvans.web.diary.views import home, homework, marks, week

app_name = "diary"

urlpatterns = [
    path("home/", home.show, name="home"),
    path("week/", week.show, name="week"),
    path("marks/", marks.show, name="marks"),
    path("homework/<int:homework>/done/", homework.done, name="done"),
    path("homework/<int:homework>/not-done/", homework.not_done, name="not_done"),
]
