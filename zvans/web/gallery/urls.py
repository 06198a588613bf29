from django.urls import path

from zvans.web.gallery import views

app_name = "gallery"

urlpatterns = [
    path("gallery/", views.show, name="show"),
    path("gallery/signed-in/<slug:kind>/", views.frame, name="frame"),
]
