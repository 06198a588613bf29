"""Writing a post: the form, with everything that was typed kept until it is right (A6)."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from zvans.portal.actions.posts import change_post, write_post
from zvans.portal.queries.editing import pair_of
from zvans.web.editing.forms import PostForm, values_of
from zvans.web.editing.pages import address_of, editors_page, post_in
from zvans.web.editing.views.pictures import brought_picture
from zvans.web.shared.answers import attempted, done, shown

if TYPE_CHECKING:
    from zvans.portal.models import Post

_NEW = {"language": "lv", "audience": "everyone", "section": "news", "has_comments": True}


@editors_page(methods=("GET", "POST"))
def new(request: HttpRequest) -> HttpResponse:
    form = _form(request, None, _NEW | {"section": request.GET.get("section", "news")})
    made: list[Any] = []

    def act(told: Any) -> None:
        made.append(write_post(facts=form.facts, trip=form.trip, by=request.actor))  # type: ignore[attr-defined]

    if request.method == "POST" and attempted(form, act):
        return done(address_of(made[0]), "written")
    context = {"section": "new", "form": form, "heading": _("Jauns raksts"), "post": None}
    return shown(request, "editing/write.html", context, form)


@editors_page(load=post_in, methods=("GET", "POST"))
def change(request: HttpRequest, post: "Post") -> HttpResponse:
    form = _form(request, post, values_of(post))

    def act(told: Any) -> None:
        change_post(post=post, facts=form.facts, trip=form.trip, seen=told["stamp"], by=request.actor)  # type: ignore[attr-defined]

    if request.method == "POST" and attempted(form, act):
        return done(address_of(post), "changed")
    pair = pair_of(post)
    context = {"section": "posts", "tab": "write", "form": form, "post": post, "heading": post.title}
    context["named_by"] = pair if pair and not post.translation_of_id else None
    return shown(request, "editing/write.html", context, form)


def _form(request: HttpRequest, post: "Post | None", initial: dict[str, Any]) -> PostForm:
    """A picture that was brought is kept before anything else is looked at: another field's mistake does not lose it."""
    if request.method != "POST":
        return PostForm(initial=initial, post=post)
    data = request.POST.copy()
    picture, refused = brought_picture(request)
    if picture is not None:
        data["picture"] = picture.public_id
        data.pop("picture_removed", None)
    form = PostForm(data, post=post)
    if refused:
        form.is_valid()
        form.add_error("picture_file", refused)
    return form
