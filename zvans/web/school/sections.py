"""The pages by which a school sets itself up, in the order in which a new school needs them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zvans.schools.enums import Permission


@dataclass(frozen=True, slots=True)
class Section:
    """`name` is its address's; `needs` the rights that open it, all of them (none: whoever manages anything)."""

    key: str
    label: str | Promise
    name: str
    needs: frozenset[Permission]

    def is_open(self, permissions: frozenset[Permission]) -> bool:
        return permissions >= self.needs

    def address(self, school: str) -> str:
        return reverse(self.name, kwargs={"school": school})


_ANY = frozenset[Permission]()
_SET_UP, _PEOPLE, _STAFF = (frozenset({right}) for right in (Permission.SET_UP, Permission.PEOPLE, Permission.STAFF))

SECTIONS = [
    Section("overview", _("Pārskats"), "school:overview", _ANY),
    Section("year", _("Mācību gads"), "school:year", _SET_UP),
    Section("bells", _("Zvani"), "school:bells", _SET_UP),
    Section("rooms", _("Telpas"), "school:rooms", _SET_UP),
    Section("subjects", _("Priekšmeti"), "school:subjects", _SET_UP),
    Section("kinds", _("Vērtēšana"), "school:kinds", _SET_UP),
    Section("classes", _("Klases"), "school:classes", _SET_UP),
    Section("pupils", _("Skolēni"), "school:pupils", _PEOPLE),
    Section("staff", _("Darbinieki"), "school:staff", _STAFF),
    Section("teaching", _("Slodzes"), "school:teaching", _SET_UP),
    Section("groups", _("Grupas"), "school:groups", _SET_UP),
    Section("deadlines", _("Termiņi"), "school:deadlines", _SET_UP),
    Section("imports", _("Ievešana no failiem"), "school:imports", _ANY),
    Section("rollover", _("Jaunais gads"), "school:rollover", _SET_UP | _PEOPLE),
    Section("reports", _("Ziņojumi"), "school:reports", _STAFF),
    Section("security", _("Drošība"), "school:security", _STAFF),
    Section("archive", _("Arhīvs"), "school:archive", frozenset(Permission)),
]
