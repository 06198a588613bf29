"""By when a school's journals are to be filled in."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zvans.journal.actions.deadlines import deadlines_stamp, set_deadlines
from zvans.journal.queries.deadlines import days_given
from zvans.schools.queries.workplaces import Workplace
from zvans.schools.rules import can_set_up
from zvans.web.school.forms.deadlines import DeadlinesForm
from zvans.web.school.pages import page_of, school_page
from zvans.web.shared.answers import attempted, done, done_in, sent, shown

_DONE = {"set": _("Termiņi ir saglabāti. Tie jau attiecas uz visām šī semestra stundām.")}


@school_page(rule=can_set_up, methods=("GET", "POST"))
def show(request: HttpRequest, place: Workplace) -> HttpResponse:
    now, by = days_given(place.school), request.actor  # type: ignore[attr-defined]
    initial = {"entry_days": now.entry, "owed_days": now.owed, "stamp": deadlines_stamp(now)}
    form = DeadlinesForm(sent(request), initial=initial)
    if request.method == "POST" and attempted(form, lambda new: set_deadlines(school=place.school, by=by, **new)):
        return done(reverse("school:deadlines", kwargs={"school": place.school.code}), "set")
    context = page_of(place, "deadlines") | {"form": form, "done": done_in(request, _DONE)}
    return shown(request, "school/deadlines.html", context, form)
