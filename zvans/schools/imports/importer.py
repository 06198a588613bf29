"""What the one who brings in a file may do: no file does more than its importer may by hand."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from zvans.audit.actor import Actor
from zvans.schools.enums import Permission
from zvans.schools.queries.workplaces import Workplace
from zvans.schools.rules import can_appoint

NOT_ONESELF = _("Sevi par skolotāju Jūs ierakstīt nevarat. Palūdziet to kolēģim, kurš drīkst lasīt visus žurnālus.")
OWN_FAMILY = _("Jūsu un Jūsu ģimenes datus skolā maina cits darbinieks. Palūdziet to kolēģim.")
KEPT_CONTACTS = _("Kontu jau lieto, bet skolā ir ierakstīti nesen: tālrunis un e-pasts paliek, kā bija.")
OPERATES = _("Šo cilvēku skolas darbinieku sarakstā ierakstīt nevar. Jautājiet sistēmas uzturētājam.")
MAY_DO_MORE = _("Šim cilvēkam skolā ir tiesības, kuru nav Jums, tāpēc viņa datus mainīt nevarat.")


@dataclass(frozen=True, slots=True)
class Importer:
    """`gives`: the rights that positions may have which the file gives or ends, and people whom it corrects (`can_give`).

    `not_teacher`: the person whom the file makes teacher of no journal and no class (`can_appoint`). By default all is allowed: whoever
    runs the program at the command line has the database in their hands.
    """

    gives: Collection[Permission] = frozenset(Permission)
    not_teacher: int | None = None

    def lacks(self, rights: Collection[str]) -> bool:
        return bool(frozenset(rights) - frozenset(self.gives))


def importer_at(place: Workplace, by: Actor) -> Importer:
    return Importer(place.permissions, None if can_appoint(by, place, {by.person_id}) else by.person_id)
