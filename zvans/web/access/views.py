"""Passwords of a class: who has one, and how its class teacher gets it to them (B5, B7)."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zvans.accounts.enums import Door
from zvans.audit.actor import Actor
from zvans.credentials.actions.issuing import issue_letters, send_password, send_passwords
from zvans.credentials.enums import Standing
from zvans.credentials.policies import check_is_somebody, check_password_unchanged, check_still_there
from zvans.credentials.queries.members import ClassPlace, Member, class_for, classes_for, members_of, once_each
from zvans.credentials.rules import can_change_phone, can_issue_in, can_issue_to
from zvans.schools.actions.readings import record_reading
from zvans.schools.queries.staff import rights_of
from zvans.web.access.forms import SendForm
from zvans.web.access.letters import family_letters, pdf_answer
from zvans.web.access.words import DONE, icon_of, state_of_sms
from zvans.web.shared.answers import attempted, done, done_in, sent
from zvans.web.shared.guard import guarded


@require_safe
@guarded(door=Door.STAFF)
def choose(request: HttpRequest) -> HttpResponse:
    """With one class, its page at once."""
    places = classes_for(request.actor)  # type: ignore[attr-defined]
    if len(places) == 1:
        return HttpResponseRedirect(reverse("access:class", args=[places[0].class_group.public_id]))
    return render(request, "access/classes.html", {"places": places})


@never_cache
@require_safe
@guarded(door=Door.STAFF, load=class_for, rule=can_issue_in)
def show(request: HttpRequest, place: ClassPlace) -> HttpResponse:
    rows = [_line(request.actor, member) for member in members_of(place)]  # type: ignore[attr-defined]
    return _shown(request, "class", place, {"rows": rows, "done": done_in(request, DONE)})


@never_cache
@require_safe
@guarded(door=Door.STAFF, load=class_for, rule=can_issue_in)
def issue(request: HttpRequest, place: ClassPlace) -> HttpResponse:
    """Before anything is issued: to whom, and what happens to a password that they have."""
    wanted = set(request.GET.getlist("who"))
    found = once_each([m for m in members_of(place) if m.person.public_id in wanted])
    check_is_somebody(found)
    rows = [_line(request.actor, member) for member in found]  # type: ignore[attr-defined]
    with_phone = [row for row in rows if row["may_issue"] and row["member"].gets_sms]
    return _shown(request, "issue", place, {"rows": rows, "can_send": settings.SMS_ENABLED and bool(with_phone)})


@never_cache
@require_POST
@guarded(door=Door.STAFF, load=class_for, rule=can_issue_in)
def letters(request: HttpRequest, place: ClassPlace) -> HttpResponse:
    """The passwords stand in this answer and nowhere else (B13)."""
    by = request.actor  # type: ignore[attr-defined]
    issued = issue_letters(place=place, members=_chosen(request, place), by=by)
    return pdf_answer(family_letters(place, issued, by))


@require_POST
@guarded(door=Door.STAFF, load=class_for, rule=can_issue_in)
def send(request: HttpRequest, place: ClassPlace) -> HttpResponse:
    members = [member for member in _chosen(request, place) if member.gets_sms]
    check_is_somebody(members)
    send_passwords(place=place, members=members, by=request.actor)  # type: ignore[attr-defined]
    return done(reverse("access:class", args=[place.class_group.public_id]), "sent")


def _one_in(actor: Actor, class_group: str, person: str) -> tuple[ClassPlace, Member] | None:
    place = class_for(actor, class_group)
    found = once_each([m for m in members_of(place) if m.person.public_id == person]) if place else []
    return (place, found[0]) if place and found else None


def _may_one(actor: Actor, found: tuple[ClassPlace, Member]) -> bool:
    return can_issue_in(actor, found[0])


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@guarded(door=Door.STAFF, load=_one_in, rule=_may_one)
def one(request: HttpRequest, found: tuple[ClassPlace, Member]) -> HttpResponse:
    """One of the family: the phone, the message and what became of it, or a letter."""
    (place, member), by = found, request.actor  # type: ignore[attr-defined]
    may_change = can_change_phone(place, rights_of(place.school, [member.person]))
    first = {"phone": member.person.phone, "revision": member.person.revision, "stamp": member.stamp}
    form = SendForm(sent(request), initial=first, member=member, may_change=may_change)

    def act(entered: Any) -> None:
        check_password_unchanged([] if entered["stamp"] == member.stamp else [member.person])
        send_password(
            place=place, member=member, phone=entered["phone"], revision=entered["revision"],
            is_agreed=bool(entered.get("replace")), by=by,
        )  # fmt: skip

    if request.method == "POST":
        if not (member.can_have and can_issue_to(by, member)):
            raise PermissionDenied
        if attempted(form, act):
            return done(request.path, "sent")
    record_reading("read_password", of=[member.pupil.pk], school=place.school, by=by)
    status = 422 if form.errors else 200
    shown = {"form": form, "row": _line(by, member), "may_change": may_change, "done": done_in(request, DONE)}
    return _shown(request, "person", place, shown, status=status)


def _chosen(request: HttpRequest, place: ClassPlace) -> list[Member]:
    """Whom the form names, as they are in this class now. Raises `NotAllowedNow` where one of them has got another password since."""
    keys = dict(key.partition(".")[::2] for key in request.POST.getlist("who"))
    check_is_somebody(list(keys))
    members = [member for member in once_each(members_of(place)) if member.person.public_id in keys]
    check_still_there(len(members) == len(keys) and all(member.can_have for member in members))
    if not all(can_issue_to(request.actor, member) for member in members):  # type: ignore[attr-defined]
        raise PermissionDenied
    check_password_unchanged([m.person for m in members if m.stamp != keys[m.person.public_id]])
    return members


def _line(actor: Actor, member: Member) -> dict[str, Any]:
    """`asks` are those who have made up a password: they are ticked only by whoever means it."""
    return {
        "member": member,
        "may_issue": member.can_have and can_issue_to(actor, member),
        "is_own": not can_issue_to(actor, member),
        "icon": icon_of(member.standing),
        "sms": state_of_sms(member.sms),
        "asks": member.standing == Standing.CHOSEN,
        "replaces": member.standing == Standing.ISSUED,
    }


def _shown(
    request: HttpRequest, name: str, place: ClassPlace, shown: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    context = {"place": place, "class_group": place.class_group, "sms_on": settings.SMS_ENABLED} | shown
    return render(request, f"access/{name}.html", context, status=status)
