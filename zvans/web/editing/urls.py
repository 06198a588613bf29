from django.urls import path

from zvans.web.editing.views import figures, front, history, offers, pictures, posts, state, write
from zvans.web.shared import converters  # noqa: F401 - registers <public_id:…>

app_name = "editing"

urlpatterns = [
    path("editing/", posts.show_all, name="posts"),
    path("editing/new/", write.new, name="new"),
    path("editing/pictures/", pictures.keep, name="picture"),
    path("editing/offers/", offers.show_all, name="offers"),
    path("editing/front/", front.show, name="front"),
    path("editing/front/<slug:block>/", front.order, name="order"),
    path("editing/<public_id:post>/", posts.show, name="post"),
    path("editing/<public_id:post>/write/", write.change, name="write"),
    path("editing/<public_id:post>/preview/", posts.preview, name="preview"),
    path("editing/<public_id:post>/publish/", state.publish, name="publish"),
    path("editing/<public_id:post>/schedule/", state.schedule, name="schedule"),
    path("editing/<public_id:post>/withdraw/", state.withdraw, name="withdraw"),
    path("editing/<public_id:post>/throw-away/", state.throw_away, name="throw_away"),
    path("editing/<public_id:post>/pin/", front.pin, name="pin"),
    path("editing/<public_id:post>/answer/", offers.answer, name="answer"),
    path("editing/<public_id:post>/history/", history.show, name="history"),
    path("editing/<public_id:post>/history/<int:action>/", history.restore, name="restore"),
    path("editing/<public_id:post>/figures/", figures.show, name="figures"),
]
