"""Files into a school: handed in, looked at, confirmed, seen later, undone."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from zvans.accounts.actions.allowances import UPLOADS, spend
from zvans.lib.files import FileTooLarge, keep
from zvans.lib.policy import NotAllowedNow
from zvans.schools.actions import imports as actions
from zvans.schools.actions.undo_imports import undo_import
from zvans.schools.enums import ImportKind, ImportState
from zvans.schools.imports.people.columns import meanings_of
from zvans.schools.queries.imports import counted, files_named, import_in, imports_of, rights_written
from zvans.schools.queries.workplaces import Workplace
from zvans.schools.rules import can_give, can_import, can_manage, can_read_lines, can_undo_import
from zvans.web.school.answers import exported
from zvans.web.school.forms.imports import (
    HandInForm,
    columns_form,
    columns_said,
    doubts_answered,
    doubts_form,
    earlier_answers,
)
from zvans.web.school.import_page import Preview, preview_of
from zvans.web.school.import_samples import FORMS, sample_as
from zvans.web.school.pages import page_of, school_page
from zvans.web.shared.listing import Column, Filter, Listing
from zvans.web.shared.uploads import is_too_large

if TYPE_CHECKING:
    from zvans.schools.models import Import


_WRITTEN = {"created", "changed"}


def _day_and_time(row: Any) -> str:
    return f"{localtime(row.created_at):%d.%m.%Y. %H:%M}"


def _listing(place: Workplace) -> Listing:
    return Listing(
        name=_("Ievestie faili"),
        columns=[
            Column("at", _("Kad"), _day_and_time, order=("created_at", "pk")),
            Column("file", _("Fails"), lambda row: row.file_name, link=lambda row: _address(place, row), is_name=True),
            Column("kind", _("Kas tajā ir"), lambda row: row.get_kind_display(), order=("kind", "created_at")),
            Column("who", _("Kas to ieveda"), lambda row: row.who or ""),
            Column("state", _("Stāvoklis"), lambda row: row.get_state_display(), order=("state", "created_at")),
        ],
        search=files_named,
        filters=[Filter("state", _("Stāvoklis"), ImportState.choices, lambda rows, state: rows.filter(state=state))],
        sort="-at",
    )


def _kinds(request: HttpRequest, place: Workplace) -> list[ImportKind]:
    actor = request.actor  # type: ignore[attr-defined]
    return [kind for kind in ImportKind if can_import(actor, place, kind)]


def _address(place: Workplace, found: "Import", step: str = "import") -> str:
    return reverse(f"school:{step}", kwargs={"school": place.school.code, "file": found.public_id})


@school_page(rule=can_manage)
def show_all(request: HttpRequest, place: Workplace) -> HttpResponse:
    listing, rows = _listing(place), imports_of(place.school, _kinds(request, place))
    if listing.asked_file(request):
        return exported(request, place, listing, rows, "imports")
    return render(request, "school/imports.html", page_of(place, "imports") | {"list": listing.page(request, rows)})


@school_page(rule=can_manage, methods=("GET", "POST"))
def hand_in(request: HttpRequest, place: Workplace) -> HttpResponse:
    kinds = _kinds(request, place)
    if request.method != "POST":
        return _hand_in_page(request, place, HandInForm(kinds))
    form = HandInForm(kinds, request.POST, request.FILES, too_large=is_too_large(request))
    if not form.is_valid():
        return _hand_in_page(request, place, form, status=422)
    spend((UPLOADS, str(request.actor.account_id)))  # type: ignore[attr-defined] # before the file is kept (C7)
    file = form.cleaned_data["file"]
    try:
        stored_as = keep(file.chunks())
    except FileTooLarge:
        form.too_large = True
        form.add_error("file", "")
        return _hand_in_page(request, place, form, status=422)
    found = actions.begin_import(
        school=place.school, kind=form.cleaned_data["kind"], file_name=file.name, stored_as=stored_as,
        starts_on=form.cleaned_data["starts_on"], language=get_language() or "lv", by=request.actor,  # type: ignore[attr-defined]
    )  # fmt: skip
    return HttpResponseRedirect(_address(place, found))


def _hand_in_page(request: HttpRequest, place: Workplace, form: HandInForm, status: int = 200) -> HttpResponse:
    return render(request, "school/import_new.html", page_of(place, "imports") | {"form": form}, status=status)


def _form_of_sample(place: Workplace, form: str) -> str:
    return form


@school_page(rule=can_manage, load=_form_of_sample)
def sample(request: HttpRequest, place: Workplace, form: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="paraugs-cilveki.{form}"'}
    return HttpResponse(sample_as(form), content_type=FORMS[form], headers=headers)


def _import_of(place: Workplace, file: str) -> "Import | None":
    return import_in(place.school, file)


_Step = Callable[[HttpRequest, Workplace, Any], HttpResponse]


def _import_page(method: str) -> Callable[[_Step], Callable[..., HttpResponse]]:
    """A page of one import, for those who may bring in files of its kind."""

    def decorate(view: _Step) -> Callable[..., HttpResponse]:
        @school_page(rule=can_manage, load=_import_of, methods=(method,))
        def shown(request: HttpRequest, place: Workplace, found: "Import") -> HttpResponse:
            if not can_import(request.actor, place, found.kind):  # type: ignore[attr-defined]
                raise PermissionDenied
            return view(request, place, found)

        return shown

    return decorate


@_import_page("GET")
def show(request: HttpRequest, place: Workplace, found: Any) -> HttpResponse:
    if request.GET.get("as"):
        preview = _preview(request, place, found)
        if preview.listing.asked_file(request):
            return exported(request, place, preview.listing, preview.rows, "import")
    return _shown(request, place, found)


def _preview(request: HttpRequest, place: Workplace, found: Any) -> Preview:
    is_done = found.state in (ImportState.DONE, ImportState.UNDONE)
    lines, counts = _lines_read(request, place, found), _counts_read(request, place, found)
    return preview_of(request, lines, counts, is_done=is_done)


def _shown(request: HttpRequest, place: Workplace, found: Any, status: int = 200, **forms: Any) -> HttpResponse:
    report = found.report or {"lines": [], "notes": [], "doubts": [], "heads": []}
    starts_on = found.options["starts_on"]
    lines = _lines_read(request, place, found)
    is_whole = len(lines) == len(report["lines"])
    is_open = is_whole and found.state in (ImportState.READY, ImportState.REFUSED) and bool(found.stored_as)
    heads = report["heads"] if is_open else []
    doubts = report["doubts"] if is_whole and found.state == ImportState.READY else []
    return render(
        request,
        "school/import.html",
        page_of(place, "imports")
        | {
            "found": found,
            "starts_on": date.fromisoformat(starts_on) if starts_on else None,
            "is_at_work": found.state in (ImportState.READING, ImportState.APPLYING),
            "can_discard": is_open,
            "is_whole": is_whole,
            "notes": report["notes"],
            "days_kept": settings.IMPORT_REPORT_DAYS,
            "preview": _preview(request, place, found),
            "columns": columns_form(heads, _meanings(found, heads)) if heads else None,
            "doubts": doubts_form(doubts) if doubts else None,
            "said": earlier_answers(report.get("said", [])) if is_whole and found.state == ImportState.READY else [],
            "remembers": report.get("remembers"),
            "refusal": "",
        }
        | forms,
        status=status,
    )  # fmt: skip


def _lines_read(request: HttpRequest, place: Workplace, found: Any) -> list[Any]:
    """Of somebody else's file only the people whom one may enter oneself."""
    lines: list[Any] = (found.report or {}).get("lines", [])
    if found.account_id == request.actor.account_id:  # type: ignore[attr-defined]
        return lines
    return [line for line in lines if can_read_lines(place, line[1])]


def _counts_read(request: HttpRequest, place: Workplace, found: Any) -> dict[tuple[str, str], int]:
    counts = counted(found.report or {})
    if found.account_id == request.actor.account_id:  # type: ignore[attr-defined]
        return counts
    return {key: number for key, number in counts.items() if can_read_lines(place, key[1])}


def _decides(view: _Step) -> _Step:
    """Nobody decides about a file of which they may not read everything."""

    def decided(request: HttpRequest, place: Workplace, found: Any) -> HttpResponse:
        if len(_lines_read(request, place, found)) < len((found.report or {}).get("lines", [])):
            raise PermissionDenied
        return view(request, place, found)

    return decided


def _meanings(found: Any, heads: list[str]) -> dict[str, str]:
    return meanings_of(heads) | {head: said for head, said in found.options["columns"].items() if head in heads}


@_import_page("POST")
@_decides
def columns(request: HttpRequest, place: Workplace, found: Any) -> HttpResponse:
    heads = (found.report or {}).get("heads", [])
    form = columns_form(heads, {}, request.POST)
    if not form.is_valid():
        return _shown(request, place, found, status=422, columns=form)
    actions.say_columns(found=found, columns=columns_said(form, heads), by=request.actor)  # type: ignore[attr-defined]
    return HttpResponseRedirect(_address(place, found))


@_import_page("POST")
@_decides
def answers(request: HttpRequest, place: Workplace, found: Any) -> HttpResponse:
    asked = (found.report or {}).get("doubts", [])
    form = doubts_form(asked, request.POST)
    if not form.is_valid():
        return _shown(request, place, found, status=422, doubts=form)
    actions.answer_doubts(found=found, answers=doubts_answered(form, asked), by=request.actor)  # type: ignore[attr-defined]
    return HttpResponseRedirect(_address(place, found))


@_import_page("POST")
@_decides
def ask_again(request: HttpRequest, place: Workplace, found: Any) -> HttpResponse:
    actions.ask_again(found=found, by=request.actor)  # type: ignore[attr-defined]
    return HttpResponseRedirect(_address(place, found))


@_import_page("POST")
@_decides
def confirm(request: HttpRequest, place: Workplace, found: Any) -> HttpResponse:
    if found.state not in (ImportState.APPLYING, ImportState.DONE):  # a second click is the first one again
        actions.confirm_import(found=found, by=request.actor)  # type: ignore[attr-defined]
    return HttpResponseRedirect(_address(place, found))


@_import_page("POST")
@_decides
def discard(request: HttpRequest, place: Workplace, found: Any) -> HttpResponse:
    if found.state != ImportState.REFUSED or found.stored_as:
        actions.throw_away_import(found=found, by=request.actor)  # type: ignore[attr-defined]
    return HttpResponseRedirect(_address(place, found))


@_import_page("POST")
def undo(request: HttpRequest, place: Workplace, found: Any) -> HttpResponse:
    written = {kind for outcome, kind in counted(found.report or {}) if outcome in _WRITTEN}
    may = can_undo_import(request.actor, place, found.kind, written)  # type: ignore[attr-defined]
    if not may or not can_give(place, rights_written(found)):
        raise PermissionDenied
    if found.state == ImportState.UNDONE:
        return HttpResponseRedirect(_address(place, found))
    try:
        undo_import(found=found, by=request.actor)  # type: ignore[attr-defined]
    except NotAllowedNow as refusal:
        found.refresh_from_db(fields=["state"])
        return _shown(request, place, found, status=409, refusal=refusal.reason)
    return HttpResponseRedirect(_address(place, found))
