from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zvans.diary.queries.home import home_of
from zvans.lib.dates import today
from zvans.web.diary.family import Family
from zvans.web.diary.legend import legend_of_days
from zvans.web.diary.news_html import news_html
from zvans.web.diary.pages import family_page, page_of, viewer_of
from zvans.web.diary.parts_html import legend_html
from zvans.web.diary.week_html import children_html
from zvans.web.diary.words import following_day
from zvans.web.shared.words import weekday_and_day


@family_page
def show(request: HttpRequest, family: Family) -> HttpResponse:
    """Today, the next school day and what is new, on one page (G2)."""
    now_on = today()
    home = home_of(family.shown, now_on)
    viewer = viewer_of(request, family)
    context = page_of(family, "home") | {
        "today_name": weekday_and_day(home.today.on),
        "today_html": children_html(home.today, viewer),
        "next": home.next,
        "next_name": following_day(home.next.on, now_on) if home.next else "",
        "next_html": children_html(home.next, viewer) if home.next else "",
        "news_html": news_html(home.news, now_on, family.are_several, viewer),
        "legend": legend_html(legend_of_days([home.today, home.next] if home.next else [home.today], home.news)),
    }
    return render(request, "diary/home.html", context)
