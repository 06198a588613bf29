"""What changed between two versions of a post, word by word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zvans.portal.enums import Audience, Block, Language, PostState, Region, Section, Topic
from zvans.portal.markup import plain_text
from zvans.portal.prices import in_euros
from zvans.portal.queries.versions import Difference, Version
from zvans.web.shared.acts import act_of
from zvans.web.shared.words import moment

_AROUND = 6  # unchanged words that are shown beside a change
_MOST_WORDS = 4_000  # comparing more takes longer than anybody would wait
_FIELDS: dict[str, Promise] = {
    "section": gettext_lazy("Sadaļa"), "audience": gettext_lazy("Kam"), "language": gettext_lazy("Valoda"),
    "translation_of_id": gettext_lazy("Tas pats raksts otrā valodā"), "title": gettext_lazy("Virsraksts"), "lead": gettext_lazy("Ievads"),
    "body": gettext_lazy("Teksts"), "author": gettext_lazy("Autors"), "source": gettext_lazy("Avots"),
    "source_url": gettext_lazy("Avota adrese"), "picture_id": gettext_lazy("Attēls"), "picture_alt": gettext_lazy("Kas attēlā redzams"),
    "picture_credit": gettext_lazy("Attēla autors"), "state": gettext_lazy("Stāvoklis"), "published_at": gettext_lazy("Publicēts"),
    "block": gettext_lazy("Sākumlapas bloks"), "pin": gettext_lazy("Vieta sākumlapā"),
    "has_comments": gettext_lazy("Lasītāji var komentēt"),
    "place": gettext_lazy("Vieta"), "region": gettext_lazy("Reģions"), "topic": gettext_lazy("Par ko"),
    "from_grade": gettext_lazy("No klases"), "to_grade": gettext_lazy("Līdz klasei"), "price_cents": gettext_lazy("Cena skolēnam, eiro"),
    "contact_name": gettext_lazy("Kam zvanīt vai rakstīt"), "email": gettext_lazy("E-pasts"), "phone": gettext_lazy("Tālrunis"),
    "website": gettext_lazy("Tīmekļa vietne"), "map_url": gettext_lazy("Saite uz karti"), "offered_by": gettext_lazy("Kas piedāvā"),
    "offered_email": gettext_lazy("Piedāvātāja e-pasts"),
}  # fmt: skip
_CHOICES: dict[str, Any] = {
    "section": Section, "audience": Audience, "language": Language, "state": PostState, "block": Block, "region": Region, "topic": Topic,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """`kind`: same, added, removed, or «gap» for unchanged words that are left out."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class ChangedField:
    label: str
    pieces: Sequence[Piece]


@dataclass(frozen=True, slots=True)
class ShownVersion:
    action_id: int
    at: str
    who: str
    how: str
    fields: Sequence[ChangedField]
    has_text: bool


def shown_versions(versions: Sequence[Version]) -> list[ShownVersion]:
    return [
        ShownVersion(
            v.action_id,
            moment(v.at),
            v.who,
            act_of(v.how),
            [_field(d) for d in sorted(v.differences, key=_place)],
            v.has_text,
        )
        for v in versions
    ]


def _place(difference: Difference) -> int:
    """In the order of the form."""
    return list(_FIELDS).index(difference.field) if difference.field in _FIELDS else len(_FIELDS)


def _field(difference: Difference) -> ChangedField:
    before, after = (_said(difference.field, value) for value in (difference.before, difference.after))
    return ChangedField(str(_FIELDS.get(difference.field, difference.field)), list(pieces_of(before, after)))


def _said(field: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    if field in _CHOICES:
        return str(_CHOICES[field](value).label)
    if field == "body":
        return plain_text(value)
    if field == "has_comments":
        return _("jā") if value else _("nē")
    if field == "price_cents":
        return in_euros(value)
    if field == "published_at":
        return moment(datetime.fromisoformat(value))
    if field in ("picture_id", "translation_of_id"):
        return _("nr. %(number)s") % {"number": value}
    return str(value)


def pieces_of(before: str, after: str) -> Iterator[Piece]:
    """The words of both, those that stayed the same with a few around each change."""
    old, new = before.split(), after.split()
    if len(old) + len(new) > 2 * _MOST_WORDS:
        yield Piece("removed", " ".join(old[:50]) + " …")
        yield Piece("added", " ".join(new[:50]) + " …")
        return
    head = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    matcher = SequenceMatcher(None, old[head:], new[head:], autojunk=len(old) > 500)
    yield from _same(new[:head], is_first=True, is_last=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            yield from _same(new[head + c : head + d], is_first=False, is_last=head + d == len(new))
            continue
        if b > a:
            yield Piece("removed", " ".join(old[head + a : head + b]))
        if d > c:
            yield Piece("added", " ".join(new[head + c : head + d]))


def _same(words: Sequence[str], *, is_first: bool, is_last: bool) -> Iterator[Piece]:
    begin, end = (0 if is_first else _AROUND), (0 if is_last else _AROUND)
    if len(words) <= begin + end + 2:
        if words:
            yield Piece("same", " ".join(words))
        return
    if begin:
        yield Piece("same", " ".join(words[:begin]))
    yield Piece("gap", "…")
    if end:
        yield Piece("same", " ".join(words[-end:]))
