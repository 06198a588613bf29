from django.urls import path

from zvans.web.comments.views import authors, commenting, moderating, own, reporting, seen
from zvans.web.shared import converters  # noqa: F401 - registers <public_id:…>

app_name = "comments"

urlpatterns = [
    path("post/<public_id:post>/comment/", commenting.write, name="write"),
    path("post/<public_id:post>/seen/", seen.seen, name="seen"),
    path("comments/", own.show, name="own"),
    path("comments/name/", own.choose_name, name="name"),
    path("comments/name/own/", own.own_name, name="own_name"),
    path("comments/<public_id:comment>/remove/", own.remove, name="remove"),
    path("comments/<public_id:comment>/report/", reporting.report, name="report"),
    path("moderating/", moderating.queue, name="queue"),
    path("moderating/comments/", moderating.show_all, name="all"),
    path("moderating/comments/<public_id:comment>/", moderating.show, name="decide"),
    path("moderating/comments/<public_id:comment>/let-through/", moderating.let_through, name="let_through"),
    path("moderating/authors/<public_id:author>/", authors.show, name="author"),
    path("moderating/authors/<public_id:author>/bars/<public_id:bar>/lift/", authors.lift, name="lift_bar"),
]
