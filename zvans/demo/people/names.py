"""Invented names: given names by generation, family names in the form of the person's sex."""

from dataclasses import dataclass
from functools import cache
from random import Random

from zvans.demo.reading import content, lines

# Of a hundred families so many have a name of Slavic origin, and of their children every second a given name to go with it.
_SLAVIC_FAMILIES = 14
_SLAVIC_GIVEN_NAMES = 50

_GENERATIONS = {("child", "m"): "boys", ("child", "f"): "girls", ("adult", "m"): "men", ("adult", "f"): "women"}


@dataclass(frozen=True)
class FamilyName:
    """One name in its two forms, «Bērziņš» and «Bērziņa»."""

    male: str
    female: str
    is_slavic: bool

    def of(self, sex: str) -> str:
        return self.male if sex == "m" else self.female


@cache
def family_names() -> tuple[FamilyName, ...]:
    table = content("names")["family"]
    pairs = [(kind, line.split()) for kind in ("latvian", "slavic") for line in lines(table[kind])]
    return tuple(FamilyName(male, female, kind == "slavic") for kind, (male, female) in pairs)


@cache
def given_names(generation: str, sex: str, is_slavic: bool = False) -> tuple[str, ...]:
    table = content("names")["given_slavic" if is_slavic else "given"]
    return tuple(table[_GENERATIONS[generation, sex]].split())


def pick_family_name(random: Random) -> FamilyName:
    is_slavic = random.randrange(100) < _SLAVIC_FAMILIES
    return random.choice([name for name in family_names() if name.is_slavic == is_slavic])


def pick_given_name(random: Random, generation: str, sex: str, family: FamilyName) -> str:
    is_slavic = family.is_slavic and random.randrange(100) < _SLAVIC_GIVEN_NAMES
    return random.choice(given_names(generation, sex, is_slavic))
