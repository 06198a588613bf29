"""What the country's subjects and people are called."""

from collections.abc import Iterator
from itertools import product

from zvans.lib.text import search_key, sort_key

SUBJECTS = {  # lessons a week, 35 in all
    "Latviešu valoda": 5, "Matemātika": 4, "Angļu valoda": 3, "Vācu valoda": 3, "Vēsture": 3, "Bioloģija": 3, "Ģeogrāfija": 2,
    "Ķīmija": 2, "Fizika": 2, "Mūzika": 2, "Vizuālā māksla": 2, "Sports": 2, "Dizains un tehnoloģijas": 2,
}  # fmt: skip
_GIVEN = "Jānis Līga Čārlzs Ieva Ģirts Marta Emīls Šarlote Ņina Rūta Artūrs Žanete Kārlis Elīna Toms Agnese".split()
_FAMILY = "Bērziņ Ābol Čakst Kalniņ Ozoliņ Ķēniņ Liepiņ Šteinberg Zariņ Eglīt Krūmiņ Vītol Dzen Ūpīt Ģelz".split()
NAMED = [*SUBJECTS, *(str(100 + room) for room in range(1, 31)), *(f"{grade}.a" for grade in range(3, 13))]


def taught() -> Iterator[tuple[object, ...]]:
    first = 0
    for number, (name, weekly) in enumerate(SUBJECTS.items(), 1):
        yield number, name, weekly, first
        first += weekly


def names() -> Iterator[tuple[object, ...]]:
    for number, (given, stem) in enumerate(product(_GIVEN, _FAMILY)):
        family = stem + ("š" if given.endswith("s") else "a")
        yield number, given, family, sort_key(f"{family} {given}"), search_key(f"{family} {given}")


def sort_keys() -> Iterator[tuple[object, ...]]:
    """Of subjects, rooms and classes."""
    return ((name, sort_key(name)) for name in NAMED)


def public_id(key: int) -> str:
    """The key itself, written in characters that a public id has."""
    return f"{key:010}".translate(str.maketrans("01", "yz"))
