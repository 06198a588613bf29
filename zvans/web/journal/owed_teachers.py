"""Who has how much to enter: the overview of a head."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zvans.journal.queries.owed import Owed, Owner
from zvans.lib.text import search_key, sort_key
from zvans.web.journal.owed_list import kept, span_filter
from zvans.web.shared.listing import Column, Listing


@dataclass(frozen=True)
class TeacherLine:
    """A teacher with how much there is to enter, for the head's overview."""

    public_id: str
    name: str
    lessons: int
    marks: int
    late: int
    order: int = 0

    @property
    def name_key(self) -> str:
        return sort_key(self.name)


def by_teacher(entries: Iterable[Owed]) -> list[TeacherLine]:
    """Who has most that is late comes first. What nobody is to enter stands under an empty name."""
    found: dict[tuple[str, str], list[Owed]] = {}
    for entry in entries:
        for owner in entry.owners or (Owner("", "", None),):
            found.setdefault(owner[:2], []).append(entry)
    lines = [
        TeacherLine(
            public_id, name, sum(not e.is_mark for e in own), sum(e.is_mark for e in own), sum(e.late > 0 for e in own)
        )
        for (public_id, name), own in found.items()
    ]
    lines.sort(key=lambda line: (-line.late, -line.lessons - line.marks, line.name_key))
    return [replace(line, order=order) for order, line in enumerate(lines)]


def teachers_listing(school: str) -> Listing:
    """Each number leads to those entries."""
    address = reverse("journal:owed_entries", args=[school])

    def to(kind: str = "") -> Callable[[TeacherLine], str]:
        more = {"kind": kind} if kind else {}
        return lambda line: f"{address}?{urlencode({'teacher': line.public_id} | more)}" if line.public_id else ""

    return Listing(
        name=gettext_lazy("Vēl jāieraksta"),
        columns=[
            Column("late", gettext_lazy("Kavējas"), lambda line: line.late, ("order",), to("late"), kind="number"),
            Column(
                "name",
                gettext_lazy("Skolotājs"),
                lambda line: line.name or _("nav skolotāja"),
                ("name_key",),
                to(),
                is_name=True,
            ),
            Column(
                "lessons", gettext_lazy("Stundas"), lambda line: line.lessons, ("lessons", "name_key"), kind="number"
            ),
            Column(
                "marks",
                gettext_lazy("Vērtējumi (nv)"),
                lambda line: line.marks,
                ("marks", "name_key"),
                to("mark"),
                kind="number",
            ),
        ],
        search=lambda rows, query: kept(rows, lambda line: search_key(query) in search_key(line.name)),
        filters=[span_filter()],
    )
