from django.urls import path

from zvans.web.adverts.views import edited, shown
from zvans.web.shared import converters  # noqa: F401 - registers <public_id:…>

app_name = "adverts"

urlpatterns = [
    path("adverts/<public_id:advert>/", shown.follow, name="follow"),
    path("adverts/<public_id:advert>/seen/", shown.seen, name="seen"),
    path("editing/adverts/", edited.show_all, name="adverts"),
    path("editing/adverts/new/", edited.add, name="add"),
    path("editing/adverts/<public_id:advert>/", edited.show, name="advert"),
    path("editing/adverts/<public_id:advert>/switch/", edited.switch, name="switch"),
]
