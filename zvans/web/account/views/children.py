"""Who at a school has looked at a child's page, or changed what is kept of the child (C2): for the child and its guardians."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from zvans.accounts.enums import Door
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.diary.queries.children import Child, children_of
from zvans.lib.dates import today
from zvans.oversight.queries.looks import looks_at
from zvans.web.shared.acts import act_of
from zvans.web.shared.guard import guarded
from zvans.web.shared.listing import Column, Listing
from zvans.web.shared.words import moment

_LISTING = Listing(
    name=gettext_lazy("Kas skatījies"),
    columns=[
        Column("at", gettext_lazy("Kad"), lambda row: moment(row.at), ("at",), is_name=True),
        Column("who", gettext_lazy("Kas"), lambda row: row.who, ("who",)),
        Column("school", gettext_lazy("Skola"), lambda row: row.school, ("school",)),
        Column("name", gettext_lazy("Kas darīts"), lambda row: act_of(row.name), ("name",)),
    ],
    sort="-at",
)


def _children(actor: Actor) -> dict[str, Child]:
    return {child.public_id: child for child in children_of(actor, today())}


@require_safe
@guarded(door=Door.FAMILY, load=_children)
def show_all(request: HttpRequest, children: dict[str, Child]) -> HttpResponse:
    """With one child, its page at once."""
    if len(children) == 1:
        return redirect("account:looks", next(iter(children)))
    return render(request, "account/children.html", {"section": "children", "children": children.values()})


def _child_in(actor: Actor, child: str) -> tuple[Child, list[Child]] | None:
    children = _children(actor)
    return (children[child], list(children.values())) if child in children else None


@require_safe
@guarded(door=Door.FAMILY, load=_child_in)
def show(request: HttpRequest, found: tuple[Child, list[Child]]) -> HttpResponse:
    child, children = found
    rows = looks_at(child.person_id)
    if _LISTING.asked_file(request):
        with recorded("export_record", by=request.actor):  # type: ignore[attr-defined]
            return _LISTING.file(request, rows)
    context = {
        "section": "children",
        "child": child,
        "are_several": len(children) > 1,
        "list": _LISTING.page(request, rows),
    }
    return render(request, "account/looks.html", context)
