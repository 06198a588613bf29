from django.urls import path

from zvans.web.office.views import figures, record, reports, start
from zvans.web.shared import converters  # noqa: F401 - registers <public_id:…>

app_name = "office"

urlpatterns = [
    path("office/", start.show, name="start"),
    path("office/record/", record.search, name="record"),
    path("office/record/people/<public_id:person>/", record.of_person, name="record_of_person"),
    path("office/schools/", figures.schools, name="schools"),
    path("office/municipalities/", figures.municipalities, name="municipalities"),
    path("office/reports/", reports.show_all, name="reports"),
    path("office/reports/<public_id:report>/", reports.show, name="report"),
]
