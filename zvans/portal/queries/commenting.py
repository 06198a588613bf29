"""Who may say something of a post, and under which name (A8).

Under 13 nobody may: that is from when a child in Latvia can agree to such a service by itself (GDPR, article 8; Fizisko personu datu
apstrādes likums, section 33). A school may ask for more of its pupils. Families' adults, staff and officers may.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from zvans.accounts.enums import Role
from zvans.accounts.models import Bar, Person
from zvans.accounts.queries.bars import bar_from_discussions
from zvans.audit.actor import Actor
from zvans.lib.dates import today
from zvans.portal.models import Commenter
from zvans.schools.models import School

YOUNGEST = 13  # years, by law; a school sets no less
OWN_NAME_FROM = 16  # years, where no school says otherwise


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody may do in discussions today. `age` is None where the birth date is not known."""

    is_pupil: bool
    age: int | None
    from_age: int
    own_name_from: int
    own_name: str
    display_name: str
    bar: Bar | None

    @property
    def is_old_enough(self) -> bool:
        if self.is_pupil:
            return self.age is not None and self.age >= self.from_age
        return self.age is None or self.age >= YOUNGEST

    @property
    def may_comment(self) -> bool:
        return self.is_old_enough and self.bar is None

    @property
    def may_use_own_name(self) -> bool:
        return not self.is_pupil or (self.age is not None and self.age >= self.own_name_from)

    @property
    def name(self) -> str:
        """Under which a comment would stand; empty where one is still to be chosen."""
        return self.display_name or (self.own_name if self.may_use_own_name else "")


def standing_of(actor: Actor) -> Standing:
    """Four statements at most. A pupil of several schools has the strictest rules of them."""
    is_pupil = actor.role == Role.PUPIL
    from_age, own_name_from = _rules_of_schools(actor) if is_pupil else (YOUNGEST, YOUNGEST)
    found = Person.objects.filter(pk=actor.person_id or 0).values_list("born_on", flat=True).first()
    chosen = Commenter.objects.filter(person=actor.person_id or 0).values_list("display_name", flat=True).first()
    return Standing(
        is_pupil,
        age_on(found, today()) if found else None,
        from_age,
        own_name_from,
        actor.full_name,
        chosen or "",
        bar_from_discussions(actor.person_id or 0),
    )


def _rules_of_schools(actor: Actor) -> tuple[int, int]:
    rules = School.objects.filter(pk__in=actor.school_ids).aggregate(
        comments=Max("comments_from_age"), own_name=Max("own_name_from_age")
    )
    return max(rules["comments"] or YOUNGEST, YOUNGEST), rules["own_name"] or OWN_NAME_FROM


def age_on(born_on: date, on: date) -> int:
    """In whole years; born on 29 February, one is a year older on 1 March of a common year."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))
