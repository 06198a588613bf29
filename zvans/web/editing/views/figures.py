"""How a post is read: by day, with a chart and its table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse

from zvans.portal.queries.figures import PostFigures, figures_of
from zvans.web.editing.pages import editors_page, post_in
from zvans.web.shared.answers import shown

if TYPE_CHECKING:
    from zvans.portal.models import Post

_HEIGHT, _STEP, _BAR = 120, 20, 14  # of the chart, in its own units


@dataclass(frozen=True, slots=True)
class Bar:
    on: date
    views: int
    x: int
    y: int
    width: int
    height: int


@editors_page(load=post_in)
def show(request: HttpRequest, post: "Post") -> HttpResponse:
    figures = figures_of(post)
    context = {"section": "posts", "tab": "figures", "post": post, "figures": figures, "bars": _bars(figures)}
    context |= {"height": _HEIGHT, "width": _STEP * len(figures.days)}
    return shown(request, "editing/figures.html", context)


def _bars(figures: PostFigures) -> Sequence[Bar]:
    """The highest takes the whole height; a day with readers is never nothing."""
    heights = [
        max(round(_HEIGHT * views / figures.most), 2 if views else 0) if figures.most else 0
        for _, views in figures.days
    ]
    return [
        Bar(day, views, number * _STEP + (_STEP - _BAR) // 2, _HEIGHT - height, _BAR, height)
        for number, ((day, views), height) in enumerate(zip(figures.days, heights, strict=True))
    ]
