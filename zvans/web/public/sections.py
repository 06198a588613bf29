"""The menu of the portal: the front page and the sections (A2)."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zvans.portal.enums import Section


@dataclass(frozen=True)
class MenuPage:
    """`slug` is its address and its template; the home page has an empty one."""

    slug: str
    title: str | Promise
    summary: str | Promise = ""

    @property
    def address(self) -> str:
        return reverse("public:section", args=[self.slug]) if self.slug else reverse("public:home")


_SUMMARIES = {
    Section.USEFUL: _("Mācību materiāli, konkursi un padomi skolēniem, vecākiem un skolotājiem."),
    Section.NEWS: _("Kas jauns skolās un izglītībā."),
    Section.ABOUT: _("Kas ir šī sistēma, kam tā domāta un kā tajā pieslēgties."),
    Section.EXCURSIONS: _("Vietas, kurp braukt ar klasi: kurām klasēm tās der, cik maksā un ar ko sazināties."),
    Section.MONEY: _("Par naudu saprotami: kabatas nauda, budžets, drošība internetā."),
    Section.STEAM: _("Dabaszinības, tehnoloģijas, inženierija, māksla un matemātika kopā."),
}
SECTIONS = {str(one.value): MenuPage(one.value, one.label, summary) for one, summary in _SUMMARIES.items()}
MENU = [MenuPage("", _("Sākums")), *SECTIONS.values()]
