"""The pages of a plain list of a school: all of it with a form for one more, one of it, and its removal."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from zvans.schools.actions.names import add_one, remove_one, rename_one
from zvans.schools.actions.naming import name_stamp
from zvans.schools.queries.workplaces import Workplace
from zvans.schools.rules import can_set_up
from zvans.web.school.answers import exported
from zvans.web.school.names import Names
from zvans.web.school.pages import page_of, school_page
from zvans.web.shared.answers import attempted, done, done_in, sent, shown

_View = Callable[..., HttpResponse]


def list_page(names: Names) -> _View:
    @school_page(rule=can_set_up, methods=("GET", "POST"))
    def show(request: HttpRequest, place: Workplace) -> HttpResponse:
        school, by = place.school, request.actor  # type: ignore[attr-defined]
        listing, rows = names.listing(school.code), names.rows(school)
        if listing.asked_file(request):
            return exported(request, place, listing, rows, names.section)
        form = names.form(sent(request), initial={"name": "", "short_name": ""})
        if request.method == "POST" and attempted(form, lambda new: _add(names, place, new, by)):
            return done(names.address(school.code), "added")
        context = page_of(place, names.section) | {
            "list": listing.page(request, rows),
            "form": form,
            "texts": names.texts,
            "done": done_in(request, names.done),
        }
        return shown(request, "school/names.html", context, form)

    return show


def _add(names: Names, place: Workplace, new: Any, by: Any) -> None:
    add_one(names.kind, school=place.school, name=new["name"], short_name=new["short_name"], by=by)


def one_page(names: Names) -> _View:
    @school_page(rule=can_set_up, load=names.find, methods=("GET", "POST"))
    def edit(request: HttpRequest, place: Workplace, row: Any) -> HttpResponse:
        code, by = place.school.code, request.actor  # type: ignore[attr-defined]
        now = {"name": row.name, "short_name": row.short_name, "stamp": name_stamp(row)}
        form = names.form(sent(request), initial=now)
        if request.method == "POST" and attempted(form, lambda new: rename_one(names.kind, row=row, by=by, **new)):
            return done(names.address(code), "renamed")
        ways = {"back": names.address(code), "remove": names.address_of(code, row, "remove_")}
        context = page_of(place, names.section) | {"row": row, "form": form, "texts": names.texts} | ways
        return shown(request, "school/name.html", context, form)

    return edit


def removal(names: Names) -> _View:
    @school_page(rule=can_set_up, load=names.find, methods=("POST",))
    def remove(request: HttpRequest, place: Workplace, row: Any) -> HttpResponse:
        remove_one(names.kind, row=row, by=request.actor)  # type: ignore[attr-defined]
        return done(names.address(place.school.code), "removed")

    return remove
