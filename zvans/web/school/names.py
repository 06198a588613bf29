"""The plain lists of a school, rooms and subjects: what differs between their pages, which `views/names.py` makes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zvans.schools.actions.names import ROOM, SUBJECT, Kind
from zvans.schools.queries.names import called, room_in, rooms_of, subject_in, subjects_of
from zvans.web.school.forms.names import NameForm, RoomForm, SubjectForm
from zvans.web.shared.listing import Column, Listing


@dataclass(frozen=True, slots=True)
class Names:
    """`section` is the list's name in addresses and on record, `key` the converter and field by which an address names one of it."""

    kind: Kind
    section: str
    key: tuple[str, str]
    rows: Callable[[Any], Any]
    find: Callable[..., Any]
    form: type[NameForm]
    columns: Sequence[Column]
    texts: dict[str, Promise]
    done: dict[str, Promise]

    @property
    def one(self) -> str:
        return self.kind.word

    def address(self, school: str) -> str:
        return reverse(f"school:{self.section}", kwargs={"school": school})

    def address_of(self, school: str, row: Any, step: str = "") -> str:
        return reverse(f"school:{step}{self.one}", kwargs={"school": school, self.one: getattr(row, self.key[1])})

    def listing(self, school: str) -> Listing:
        def link(row: Any) -> str:
            return self.address_of(school, row)

        label = self.form.base_fields["name"].label
        name = Column("name", label or "", lambda row: row.name, order=("sort_key",), link=link, is_name=True)
        short = Column("short", _("Īsais nosaukums"), lambda row: row.short_name, order=("short_name",))
        return Listing(name=self.texts["title"], columns=[name, short, *self.columns], search=called)


ROOMS = Names(
    kind=ROOM,
    section="rooms",
    key=("public_id", "public_id"),
    rows=rooms_of,
    find=room_in,
    form=RoomForm,
    columns=[],
    texts={
        "title": _("Telpas"),
        "add": _("Pievienot telpu"),
        "remove": _("Noņemt telpu"),
        "empty": _("Telpu vēl nav. Ierakstiet pirmo augstāk; kad ieved stundu sarakstu, telpas tiek pievienotas pašas."),
        "renaming": _(
            "Jaunais nosaukums būs visur, arī pagājušajās stundās. Kā telpu sauca agrāk, paliek vēsturē."
        ),
    },
    done={
        "added": _("Telpa ir pievienota."),
        "renamed": _("Telpa ir pārdēvēta."),
        "removed": _("Telpa ir noņemta."),
    },
)  # fmt: skip
SUBJECTS = Names(
    kind=SUBJECT,
    section="subjects",
    key=("int", "pk"),
    rows=subjects_of,
    find=subject_in,
    form=SubjectForm,
    columns=[Column("journals", _("Žurnāli"), lambda row: row.journals, order=("journals",), kind="number")],
    texts={
        "title": _("Priekšmeti"),
        "add": _("Pievienot priekšmetu"),
        "remove": _("Noņemt priekšmetu"),
        "empty": _("Priekšmetu vēl nav. Ierakstiet pirmo augstāk; kad ieved stundu sarakstu, priekšmeti tiek pievienoti paši."),
        "renaming": _(
            "Žurnāli paliek tie paši, ar visām stundām un vērtējumiem, un jaunais nosaukums būs arī pagājušajās stundās. "
            "Kā priekšmetu sauca agrāk un kurā dienā to pārdēvēja, paliek vēsturē."
        ),
    },
    done={
        "added": _("Priekšmets ir pievienots."),
        "renamed": _("Priekšmets ir pārdēvēts."),
        "removed": _("Priekšmets ir noņemts."),
    },
)  # fmt: skip
