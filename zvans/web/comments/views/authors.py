"""The author of a comment, as moderators know them: what they have said, and a bar from discussions (A8, C4)."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zvans.accounts.enums import BarKind, Office
from zvans.audit.actor import Actor
from zvans.lib.dates import end_of
from zvans.oversight.actions.bars import bar_person, lift_bar
from zvans.oversight.queries.bars import bar_of, bars_of
from zvans.oversight.rules import can_lift_from_discussions
from zvans.portal.policies import check_moderates
from zvans.portal.queries.comments import author_by_id, comments_of, roles_of
from zvans.web.comments.forms import DiscussionBarForm
from zvans.web.office.pages import office_page
from zvans.web.shared.answers import attempted, done, done_in, sent, shown
from zvans.web.shared.words import role_name

if TYPE_CHECKING:
    from zvans.accounts.models import Bar, Person

_DONE = {
    "barred": _("Autoram ir liegts komentēt. Iemeslu un termiņu viņš redz pie katra raksta."),
    "lifted": _("Liegums ir atcelts."),
}
_SHOWN = 100


def _author(actor: Actor, author: str) -> "Person | None":
    return author_by_id(author)


def _own_bar(actor: Actor, author: str, bar: str) -> "Bar | None":
    found = bar_of(author, bar)
    return found if found is not None and can_lift_from_discussions(actor, found) else None


def _address(author: "Person") -> str:
    return reverse("comments:author", args=[author.public_id])


@office_page(Office.MODERATOR, load=_author, methods=("GET", "POST"))
def show(request: HttpRequest, author: "Person") -> HttpResponse:
    """The bar holds from this moment; its term ends with its last day."""
    form, by = DiscussionBarForm(sent(request)), request.actor  # type: ignore[attr-defined]

    def act(new: Any) -> None:
        check_moderates(by)
        ends_at = end_of(new["ends_on"]) if new["ends_on"] else None
        bar_person(person=author, kind=BarKind.DISCUSSIONS, reason=new["reason"], ends_at=ends_at, by=by)

    if request.method == "POST" and attempted(form, act):
        return done(_address(author), "barred")
    context = {
        "section": "comments", "author": author, "roles": [role_name(role) for role in roles_of(author)], "form": form,
        "comments": comments_of(author)[:_SHOWN], "bars": bars_of(author).filter(kind=BarKind.DISCUSSIONS),
        "done": done_in(request, _DONE),
    }  # fmt: skip
    return shown(request, "moderating/author.html", context, form)


@office_page(Office.MODERATOR, load=_own_bar, methods=("POST",))
def lift(request: HttpRequest, bar: "Bar") -> HttpResponse:
    by = request.actor  # type: ignore[attr-defined]
    check_moderates(by)
    lift_bar(bar=bar, by=by)
    return done(_address(bar.person), "lifted")
