"""The sections of the portal, in the order of the menu (A2)."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Section:
    """`slug` is its address and its template; the home page has an empty one."""

    slug: str
    title: str | Promise
    summary: str | Promise = ""

    @property
    def address(self) -> str:
        return reverse("public:section", args=[self.slug]) if self.slug else reverse("public:home")


MENU = [
    Section("", _("Sākums")),
    Section(
        "useful",
        _("Noderīgi izglītībai"),
        _("Mācību materiāli, konkursi un padomi skolēniem, vecākiem un skolotājiem."),
    ),
    Section("news", _("Aktualitātes"), _("Kas jauns skolās un izglītībā.")),
    Section("about", _("Par zvanu"), _("Kas ir šī sistēma, kam tā domāta un kā tajā pieslēgties.")),
    Section(
        "excursions",
        _("Ekskursijas"),
        _("Vietas, kurp braukt ar klasi: kurām klasēm tās der, cik maksā un ar ko sazināties."),
    ),
    Section("money", _("Naudas skola"), _("Par naudu saprotami: kabatas nauda, budžets, drošība internetā.")),
    Section("steam", _("STEAM izglītība"), _("Dabaszinības, tehnoloģijas, inženierija, māksla un matemātika kopā.")),
]
SECTIONS = {section.slug: section for section in MENU if section.slug}
