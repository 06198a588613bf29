from django.urls import path

from zvans.web.school.views import overview
from zvans.web.shared import converters  # noqa: F401 - registers <public_id:…>

app_name = "school"

urlpatterns = [
    path("school/", overview.choose, name="choose"),
    path("school/<slug:school>/", overview.show, name="overview"),
]
