from django.urls import path

from zvans.web.operator.views import (
    bars,
    material,
    merging,
    municipalities,
    offices,
    people,
    school,
    schools,
    superusers,
)
from zvans.web.shared import converters  # noqa: F401 - registers <public_id:…>

app_name = "operator"

urlpatterns = [
    path("operator/", schools.show, name="schools"),
    path("operator/new-school/", school.add, name="add_school"),
    path("operator/schools/<slug:school>/", school.show, name="school"),
    path("operator/schools/<slug:school>/change/", school.change, name="change_school"),
    path("operator/schools/<slug:school>/superusers/", superusers.add, name="add_superuser"),
    path(
        "operator/schools/<slug:school>/superusers/<public_id:superuser>/password/",
        superusers.issue_password,
        name="superuser_password",
    ),
    path("operator/municipalities/", municipalities.show, name="municipalities"),
    path("operator/municipalities/<int:municipality>/", municipalities.rename, name="rename_municipality"),
    path("operator/people/", people.find, name="people"),
    path("operator/people/<public_id:person>/", merging.choose, name="person"),
    path("operator/people/new-officer/", offices.add, name="add_officer"),
    path("operator/people/<public_id:person>/offices/", offices.give, name="give_office"),
    path("operator/people/<public_id:person>/offices/<int:office>/end/", offices.end, name="end_office"),
    path("operator/people/<public_id:person>/second-factor/", offices.factor, name="factor"),
    path("operator/people/<public_id:person>/password/", superusers.staff_password, name="staff_password"),
    path("operator/people/<public_id:person>/bars/", bars.bar, name="bar"),
    path("operator/people/<public_id:person>/bars/<public_id:bar>/lift/", bars.lift, name="lift_bar"),
    path("operator/people/<public_id:person>/material/", material.show, name="material"),
    path("operator/people/<public_id:person>/same/<public_id:second>/", merging.merge, name="merge_people"),
    path("operator/people/<public_id:person>/same/<public_id:second>/decline/", merging.decline, name="decline_merge"),
]
