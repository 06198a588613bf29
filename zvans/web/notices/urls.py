from django.urls import path

from zvans.web.notices import views

app_name = "notices"

urlpatterns = [
    path("notices/", views.show, name="show"),
    path("notices/seen/", views.seen, name="seen"),
]
