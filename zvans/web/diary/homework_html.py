"""The line of one homework. The page and the answer to a tick are built here alike."""

from dataclasses import dataclass

from django.urls import reverse

from zvans.diary.queries.children import Child
from zvans.diary.queries.entries import SetHomework
from zvans.web.diary.words import Words
from zvans.web.shared.icons import icon
from zvans.web.shared.markup import escape
from zvans.web.shared.words import day_month


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks at the lines of a page: a pupil with a form in each, or a guardian who only reads.

    `back` is the page's own address: a tick without a script returns there. `week` is the week's address up to its day.
    """

    words: Words
    may_tick: bool
    csrf_token: str
    back: str
    week: str


def due_html(homework: SetHomework, child: Child, viewer: Viewer, subject: str = "") -> str:
    """What must be ready that day, with the pupil's own tick; `subject` where the line stands outside of a lesson."""
    is_done = child.person_id in homework.done_by
    key = f"{homework.homework_id}-{child.person_id}"
    label = escape(subject) or viewer.words.due
    text = f'<span class="did-text"><b>{label}</b> {escape(homework.text)}</span>'
    if viewer.may_tick:
        return _form(homework.homework_id, key, is_done, text, viewer)
    return _seen(key, is_done, text, viewer.words)


def _form(homework_id: int, key: str, is_done: bool, text: str, viewer: Viewer) -> str:
    action = reverse("diary:not_done" if is_done else "diary:done", args=[homework_id])
    return (
        f'<form class="homework" id="homework-{key}" method="post" action="{action}" hx-post="{action}" hx-swap="outerHTML">'
        f'<input type="hidden" name="csrfmiddlewaretoken" value="{viewer.csrf_token}">'
        f'<input type="hidden" name="back" value="{escape(viewer.back)}">'
        f'<button class="did" id="did-{key}" role="checkbox" aria-checked="{"true" if is_done else "false"}">'
        f'<span class="did-box">{icon("tick") if is_done else ""}</span>{text}</button></form>'
    )


def _seen(key: str, is_done: bool, text: str, words: Words) -> str:
    state = f' <span class="state done">{icon("tick")}{words.done}</span>' if is_done else ""
    return f'<p class="seen" id="homework-{key}">{text}{state}</p>'


def given_html(homework: SetHomework, child: Child, viewer: Viewer) -> str:
    """What was set in a lesson; its day leads to the line with the tick."""
    return (
        f'<p class="given"><b>{viewer.words.given} '
        f'<a href="{viewer.week}{homework.due_on}#homework-{homework.homework_id}-{child.person_id}">{day_month(homework.due_on)}</a></b> '
        f"{escape(homework.text)}</p>"
    )
