"""Anyone may say that a comment should not stand there (A8); nobody has to be signed in."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from zvans.lib.policy import TooOften
from zvans.portal.actions.comments import report_comment
from zvans.portal.queries.comments import shown_comment
from zvans.web.comments.forms import ReportForm
from zvans.web.public.addresses import post_address
from zvans.web.shared.answers import attempted, sent, shown
from zvans.web.shared.errors import too_often
from zvans.web.shared.guard import public


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, comment: str) -> HttpResponse:
    found = shown_comment(comment)
    if found is None:
        raise Http404
    context = {"heading": _("Ziņot par komentāru"), "comment": found, "post_page": post_address(found.post)}
    form = ReportForm(sent(request))

    def act(new: Any) -> None:
        report_comment(comment=found, text=new["text"], address=request.META.get("REMOTE_ADDR", ""))

    try:
        if request.method == "POST" and attempted(form, act):
            return render(request, "comments/reported.html", context)
    except TooOften as refusal:
        return too_often(request, refusal)
    return shown(request, "comments/report.html", context | {"form": form}, form)
