"""The pages by which a school sets itself up, in the order in which a new school needs them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zvans.schools.enums import Permission


@dataclass(frozen=True, slots=True)
class Section:
    """`name` is its address's; `permission` what opens it (none: whoever manages anything); `needs_all`: only all of them do."""

    key: str
    label: str | Promise
    name: str
    permission: Permission | None
    needs_all: bool = False

    def is_open(self, permissions: frozenset[Permission]) -> bool:
        if self.needs_all:
            return permissions >= frozenset(Permission)
        return self.permission is None or self.permission in permissions

    def address(self, school: str) -> str:
        return reverse(self.name, kwargs={"school": school})


SECTIONS = [
    Section("overview", _("Pārskats"), "school:overview", None),
    Section("year", _("Mācību gads"), "school:year", Permission.SET_UP),
    Section("bells", _("Zvani"), "school:bells", Permission.SET_UP),
    Section("rooms", _("Telpas"), "school:rooms", Permission.SET_UP),
    Section("subjects", _("Priekšmeti"), "school:subjects", Permission.SET_UP),
    Section("classes", _("Klases"), "school:classes", Permission.SET_UP),
    Section("pupils", _("Skolēni"), "school:pupils", Permission.PEOPLE),
    Section("staff", _("Darbinieki"), "school:staff", Permission.STAFF),
    Section("teaching", _("Slodzes"), "school:teaching", Permission.SET_UP),
    Section("groups", _("Grupas"), "school:groups", Permission.SET_UP),
    Section("imports", _("Ievešana no failiem"), "school:imports", None),
    Section("rollover", _("Jaunais gads"), "school:rollover", Permission.SET_UP),
    Section("archive", _("Arhīvs"), "school:archive", None, needs_all=True),
]
