"""Letters with a first password: half a sheet of A4 for each person, to be cut apart (B5, B13).

Typst sets them with the fonts that it carries. The passwords go in as values and come out in the PDF; nothing is written to a disk.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import typst
from django.conf import settings
from django.http import HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _

from zvans.accounts.enums import Door
from zvans.audit.actor import Actor
from zvans.credentials.actions.issuing import Issued
from zvans.credentials.queries.members import ClassPlace, Member
from zvans.credentials.queries.staff import Employee

_TEMPLATE = Path(__file__).with_name("letters.typ")


@dataclass(frozen=True, slots=True)
class Letter:
    """`who` is their name, `about` who they are; `facts` are lines (label, value, whether it is set as code)."""

    school: str
    title: str
    who: str
    about: str
    facts: Sequence[tuple[str, str, bool]]
    steps: Sequence[str]
    terms: str
    asked: str


def family_letters(place: ClassPlace, issued: Sequence[Issued[Member]], by: Actor) -> bytes:
    """In Latvian: nobody has told us another language of those who will read them."""
    with translation.override(settings.LANGUAGE_CODE):
        asked = _asked(place.school, by)
        return _pdf([_letter(place.school.name, _about(place, one.whose), one, Door.FAMILY, asked) for one in issued])


def staff_letters(school: object, issued: Sequence[Issued[Employee]], by: Actor) -> bytes:
    with translation.override(settings.LANGUAGE_CODE):
        asked, about = _asked(school, by), _("darbinieks")
        return _pdf([_letter(str(school), about, one, Door.STAFF, asked) for one in issued])


def pdf_answer(pdf: bytes) -> HttpResponse:
    """A file that no browser or proxy keeps."""
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Cache-Control"] = "no-store"
    answer["Content-Disposition"] = 'attachment; filename="paroles.pdf"'
    return answer


def _about(place: ClassPlace, member: Member) -> str:
    if member.is_pupil:
        return f"{member.role.label}, {place.class_group.name}"
    return _("%(role)s · skolēns: %(pupil)s, %(class)s") % {
        "role": member.role.label, "pupil": member.pupil, "class": place.class_group.name,
    }  # fmt: skip


def _letter(school: str, about: str, one: Issued[Member] | Issued[Employee], door: Door, asked: str) -> Letter:
    whose = one.whose
    person = whose.person if isinstance(whose, Member) else whose.employment.person
    return Letter(
        school=school,
        title=_("Pieslēgšanās: %(product)s") % {"product": settings.PRODUCT_NAME},
        who=str(person),
        about=about,
        facts=[
            (_("Vietne"), settings.ADDRESS, True),
            (_("Ieeja"), str(door.label), False),
            (_("Lietotājvārds"), one.username, True),
            (_("Parole"), one.password, True),
        ],
        steps=[
            _("Atveriet vietni un izvēlieties savu ieeju."),
            _("Ierakstiet lietotājvārdu un paroli tieši tā, kā te rakstīts."),
            _("Izdomājiet savu paroli un izlasiet noteikumus. Pēc tam šo lapu iznīciniet."),
        ],
        terms=_("Parole ir tikai Jūsu: neuzticiet to nevienam. Katram ģimenē un skolā ir sava."),
        asked=asked,
    )


def _asked(school: object, by: Actor) -> str:
    """Whom to ask: the one whom the school has named, else who issues."""
    named, contact = getattr(school, "responsible", None), getattr(school, "responsible_contact", "")
    who = ", ".join(part for part in (str(named or by.full_name), contact) if part)
    return _("Ja kas neizdodas, jautājiet: %(who)s") % {"who": who}


def _pdf(letters: Sequence[Letter]) -> bytes:
    data = json.dumps([asdict(letter) for letter in letters], ensure_ascii=False)
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
    pdf: bytes = typst.compile(_TEMPLATE.read_bytes(), format="pdf", font_paths=fonts, sys_inputs={"letters": data})
    return pdf
