"""From which age a school's pupils comment on the portal, and from which under their own name (A8)."""

from django.utils.translation import gettext as _

from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.policy import ChangedMeanwhile, NotAcceptable, stamp_of
from zvans.schools.models import School

YOUNGEST = 13  # years, by law: GDPR, article 8; Fizisko personu datu apstrādes likums, section 33
OLDEST = 19  # years: a school that wants none of its pupils to comment sets this


def discussion_stamp(school: School) -> str:
    """Names the rules as somebody saw them."""
    return stamp_of(school.comments_from_age, school.own_name_from_age)


def set_discussion_rules(
    *, school: School, comments_from_age: int, own_name_from_age: int, stamp: str, by: Actor
) -> None:
    """Ages in years, from 13 to 19; the own name not before commenting itself. What was said before stays as it is.

    Raises `NotAcceptable`; `ChangedMeanwhile` where somebody has set other rules since.
    """
    with recorded(
        "set_discussion_rules", by=by, schools=[school.pk], about=school, ages=[comments_from_age, own_name_from_age]
    ):
        current = School.objects.select_for_update(no_key=True).get(pk=school.pk)
        if discussion_stamp(current) != stamp:
            told = {"comments": current.comments_from_age, "own": current.own_name_from_age}
            said = _(
                "Tikmēr kāds noteikumus mainīja (%(comments)s un %(own)s gadi). Ja saglabāsiet vēlreiz, paliks Jūsu ieraksts."
            )
            raise ChangedMeanwhile(discussion_stamp(current), comments_from_age=said % told)
        _check(comments_from_age, own_name_from_age)
        current.comments_from_age, current.own_name_from_age = comments_from_age, own_name_from_age
        current.save(update_fields=["comments_from_age", "own_name_from_age"])


def _check(comments_from_age: int, own_name_from_age: int) -> None:
    for field, age in (("comments_from_age", comments_from_age), ("own_name_from_age", own_name_from_age)):
        if not YOUNGEST <= age <= OLDEST:
            raise NotAcceptable(field, _("Ierakstiet vecumu no 13 līdz 19 gadiem."))
    if own_name_from_age < comments_from_age:
        raise NotAcceptable("own_name_from_age", _("Šis vecums nevar būt mazāks par vecumu, no kura vispār komentē."))
