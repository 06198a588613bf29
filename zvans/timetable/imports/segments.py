"""The stretches of the year that a file plans: one, or one for each term when its cards differ by term."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest

from django.utils.translation import gettext_lazy as _

from zvans.lib.policy import NotAllowedNow
from zvans.timetable.imports.contents import CardEntry
from zvans.timetable.imports.draft import Draft


@dataclass(frozen=True, slots=True)
class Segment:
    """From a day until a day (None: until the year ends). `term` is the bit of the cards that hold then; None: all do."""

    starts_on: date
    ends_on: date | None
    term: int | None

    def has(self, card: CardEntry) -> bool:
        return self.term is None or bool(card.terms >> self.term & 1)


def segments_of(draft: Draft) -> list[Segment]:
    frame, contents = draft.frame, draft.contents
    always = (1 << contents.terms) - 1
    if all(card.terms == always for card in contents.cards):
        return [Segment(frame.starts_on, None, None)]
    if contents.terms != len(frame.terms):
        numbers = {"file": contents.terms, "school": len(frame.terms)}
        reason = _("Failā stundas dalītas %(file)s posmos, bet skolas mācību gadā semestru skaits ir %(school)s.")
        raise NotAllowedNow(str(reason % numbers))
    segments = []
    for bit, (term, following) in enumerate(zip_longest(frame.terms, frame.terms[1:])):
        ends_on = following.starts_on - timedelta(days=1) if following else None
        if ends_on is None or ends_on >= frame.starts_on:
            segments.append(Segment(max(term.starts_on, frame.starts_on), ends_on, bit))
    return segments
