from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from zvans.diary.queries.marks import WHOLE_YEAR, Terms, marks_by_subject, terms_of
from zvans.lib.dates import today
from zvans.web.diary.family import Family
from zvans.web.diary.legend import legend_of
from zvans.web.diary.marks_html import subjects_html
from zvans.web.diary.pages import family_page, page_of, viewer_of
from zvans.web.diary.parts_html import legend_html, link_html


@family_page
def show(request: HttpRequest, family: Family) -> HttpResponse:
    """Marks of a semester by subject (G3): `?term=1`, or 0 for the whole year; the semester we are in, where nothing is said."""
    terms = terms_of(family.shown, today())
    number = _term_in(request, terms)
    viewer = viewer_of(request, family)
    children = marks_by_subject(family.shown, terms, number)
    context = page_of(family, "marks", term=request.GET.get("term", "")) | {
        "terms": mark_safe("".join(_way_to(n, number, family) for n in terms.numbers)),  # noqa: S308 - words of our own
        "children": [{"of": line, "subjects": subjects_html(line.subjects, viewer)} for line in children],
        "legend": legend_html(
            legend_of(
                [mark for line in children for subject in line.subjects for mark in subject.marks],
                [],
                [level.level for line in children for subject in line.subjects for level in subject.levels],
            )
        ),
    }
    return render(request, "diary/marks.html", context)


def _term_in(request: HttpRequest, terms: Terms) -> int:
    text = request.GET.get("term", "")
    if not text:
        return terms.current
    if text not in {str(number) for number in terms.numbers}:
        raise Http404
    return int(text)


def _way_to(number: int, chosen: int, family: Family) -> str:
    name = _("%(number)s. semestris") % {"number": number} if number != WHOLE_YEAR else _("Viss gads")
    return link_html(family.address("marks", term=number), name, is_current=number == chosen)
