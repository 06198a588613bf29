"""What pages with a form answer with: done and led on, or the form again with what does not fit."""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.functional import Promise

from zvans.lib.policy import ChangedMeanwhile, NotAcceptable, RefusedValues


def attempted(form: Form, act: Callable[[Mapping[str, Any]], Any]) -> bool:
    """Whether the form was right and `act(cleaned data)` done. What does not fit what is there stands at its field.

    Where somebody else changed the thing meanwhile, the form goes back with the new stamp: sent again, it means it.
    """
    if not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except NotAcceptable as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.reason)
        return False
    except RefusedValues as refusal:
        for name, reason in refusal.errors.items():
            form.add_error(name if name in form.fields else None, reason)
        if isinstance(refusal, ChangedMeanwhile):
            form.data = form.data.copy()  # type: ignore[attr-defined]
            form.data[form.add_prefix("stamp")] = refusal.stamp  # type: ignore[index]
        return False
    return True


def done_in(request: HttpRequest, said: Mapping[str, str | Promise]) -> str:
    """What the page says was done, by `?done=…` of its address."""
    return str(said.get(request.GET.get("done", ""), ""))


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with; None where the page is only looked at. An empty form was sent too."""
    return request.POST if request.method == "POST" else None


def done(address: str, what: str) -> HttpResponse:
    """Lead on to a page that says what was done: `what` is one of the words it knows."""
    return HttpResponseRedirect(f"{address}?done={what}")


def shown(request: HttpRequest, template: str, context: dict[str, Any], *forms: Form) -> HttpResponse:
    """A page with its forms: 422 where one of them is not right."""
    wrong = any(form.is_bound and form.errors for form in forms)
    return render(request, template, context, status=422 if wrong else 200)
