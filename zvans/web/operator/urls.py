from django.urls import path

from zvans.web.operator.views import schools

app_name = "operator"

urlpatterns = [
    path("operator/", schools.show, name="schools"),
]
