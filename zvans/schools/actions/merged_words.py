"""What a pupil of age has said of a guardian, where two records of one human being become one (C8)."""

from django.db.models import Q

from zvans.accounts.models import Person
from zvans.lib.dates import today
from zvans.schools.actions.changes import Changes
from zvans.schools.enums import least
from zvans.schools.models import Guardianship
from zvans.schools.queries.adults import said_of

Words = dict[tuple[int, int], Guardianship]


def words_on(kept: Person, gone: Person) -> Words:
    """Before the two are made one: by pupil and guardian, as they will be after."""
    pair, becomes = [kept.pk, gone.pk], {gone.pk: kept.pk}
    said = said_of(Q(pupil__in=pair) | Q(guardian__in=pair))
    return {
        (becomes.get(pupil, pupil), becomes.get(guardian, guardian)): row for (pupil, guardian), row in said.items()
    }


def keep_words(kept: Person, words: Words) -> None:
    """After that: a tie of which nothing was said gives no more than what was said of the other."""
    held = Q(ends_on=None) | Q(ends_on__gte=today())
    changes = Changes()
    for tie in Guardianship.objects.filter(held, Q(pupil=kept) | Q(guardian=kept), chosen_on=None) if words else ():
        word = words.get((tie.pupil_id, tie.guardian_id))
        if word is not None:
            changes.alter(tie, access=least(tie.access, word.access), chosen_on=word.chosen_on)
    changes.write()
