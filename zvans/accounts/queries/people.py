"""Finding people in a country of them.

Names are folded (`zvans.lib.text.search_key`) and found by their beginnings, family name and given name alike, through two indexes of
`Person`: `search_key` begins with the family name, and its right end is the given name.
"""

from collections.abc import Collection, Sequence
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet
from django.db.models.functions import Collate, Length, Right

from zvans.accounts.enums import Role
from zvans.accounts.models import Person, SignInName
from zvans.accounts.personal_code import keyed_hashes
from zvans.lib.text import search_key

_FEWEST_LETTERS = 2  # one letter is a twentieth of a country
_MOST_WORDS = 6
_MOST_FOUND = (
    1000  # of more than this, whoever searches must say more anyway; putting all of them in order would take longer
)


def person_with_code(code: str) -> Person | None:
    """Whose code these eleven digits are now."""
    return Person.objects.filter(codes__keyed_hash__in=keyed_hashes(code), codes__ends_on=None).first()


def person_who_had_code(code: str) -> Person | None:
    """Whose code these eleven digits are, or were before the law gave the person another."""
    return Person.objects.filter(codes__keyed_hash__in=keyed_hashes(code)).first()


def operators_among(people: Collection[int]) -> set[int]:
    """Those who run the installation."""
    rows = SignInName.objects.filter(account__person__in=people, role=Role.OPERATOR)
    return set(rows.values_list("account__person", flat=True))


def is_operated() -> bool:
    """Whether anybody can sign in as operator of the installation."""
    return SignInName.objects.filter(role=Role.OPERATOR, account__is_active=True).exists()


def can_be_searched(text: str) -> bool:
    """Whether the text has a word long enough to look for."""
    return any(len(word) >= _FEWEST_LETTERS for word in search_key(text).split())


def people_named(text: str) -> QuerySet[Person]:
    """Those whose family name, given name or both (in either order) begin with the words of the text, in Latvian order.

    Of very many, some.
    """
    words = search_key(text).split()[:_MOST_WORDS]
    given = Collate(Right("search_key", Length("given_name")), "C")  # as its index has it
    if not can_be_searched(text):
        return Person.objects.none()
    found = Person.objects.annotate(given_key=given).filter(_begin_with(words)).values("pk")[:_MOST_FOUND]
    return Person.objects.filter(pk__in=found).order_by("sort_key", "pk")


def _begin_with(words: Sequence[str]) -> Q:
    """Where there are several words, each place may be the one between the two names."""
    whole = " ".join(words)
    asked = [Q(search_key__startswith=whole), Q(given_key__startswith=whole)]
    for place in range(1, len(words)):
        one, other = " ".join(words[:place]), " ".join(words[place:])
        asked += [
            Q(search_key__startswith=one, given_key__startswith=other),
            Q(search_key__startswith=other, given_key__startswith=one),
        ]
    return reduce(or_, asked)
