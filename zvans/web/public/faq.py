"""Questions that schools hear every September, with answers that are true today. Each has an address of its own."""

from dataclasses import dataclass, replace

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Question:
    slug: str
    title: str | Promise
    answer: tuple[str | Promise, ...]


QUESTIONS = [
    Question(
        "password",
        _("Aizmirsu paroli. Ko darīt?"),
        (
            _("Skolēniem, vecākiem un citām atbildīgajām personām jaunu paroli izsniedz klases audzinātājs."),
            _("Darbiniekiem jaunu paroli izsniedz skolas virslietotājs."),
            _("Veco paroli neviens nevar ne nolasīt, ne atgādināt: sistēma to neglabā lasāmā veidā."),
        ),
    ),
    Question(
        "username",
        _("Kāds ir mans lietotājvārds?"),
        (
            _(
                "Skolēnam, mammai, tētim un citai atbildīgajai personai tas ir skolēna personas kods. Defisi var nerakstīt."
            ),
            _("Skolas darbiniekam tas ir paša personas kods, un viņam ir sava ieeja: «Darbinieks»."),
        ),
    ),
    Question(
        "first",
        _("Kā tikt pie pirmā lietotājvārda un paroles?"),
        (
            _("Tos izsniedz tikai skola. Prasiet klases audzinātājam; darbinieki prasa virslietotājam."),
            _("Reģistrēties pašam nevar. Tā svešs cilvēks nevar uzdoties par Jūsu bērna vecāku."),
        ),
    ),
    Question(
        "one-name",
        _("Kāpēc visai ģimenei ir viens lietotājvārds?"),
        (
            _("Lietotājvārds nosaka, par kuru skolēnu ir runa; parole nosaka, kurš no ģimenes pieslēdzas."),
            _(
                "Tāpēc katram ir sava parole un to nedod citam, arī mājās ne. Kā esat pieslēdzies, redzams katras lapas augšā."
            ),
        ),
    ),
    Question(
        "children",
        _("Man ir vairāki bērni. Vai jāpieslēdzas katram atsevišķi?"),
        (
            _(
                "Nē. Pieslēdzieties ar viena bērna personas kodu un redzēsiet visus savus bērnus kopā vai pa vienam, arī dažādās skolās."
            ),
        ),
    ),
    Question(
        "both",
        _("Strādāju skolā, un manam bērnam arī ir dienasgrāmata. Kā ir ar mani?"),
        (
            _(
                "Jums ir divi konti. Kā darbinieks lietojiet ieeju «Darbinieks», kā mamma vai tētis – ieeju «Skolēns / vecāks»."
            ),
        ),
    ),
    Question(
        "signs",
        _("Ko nozīmē apzīmējumi pie stundas?"),
        (
            _("1–10 ir vērtējums ballēs. 5|7 nozīmē, ka vērtējums ir uzlabots: bija 5, tagad skaitās 7."),
            _("«nv» nozīmē, ka vērtējuma vēl nav: darbs ir jānokārto. «i» un «ni» – ieskaitīts un neieskaitīts."),
            _(
                "«n» nozīmē, ka skolēna stundā nebija un iemesls vēl nav zināms. Citus kavējumu apzīmējumus nosaka skola."
            ),
        ),
    ),
    Question(
        "when",
        _("Cik drīz mājās redz to, ko skolotājs ierakstījis?"),
        (_("Divu sekunžu laikā pēc ieraksta. Lapu atverot vēlreiz, tajā ir viss jaunākais."),),
    ),
    Question(
        "phone",
        _("Vai dienasgrāmatu var lietot tālrunī?"),
        (
            _("Var. Visas lapas ir veidotas arī mazam ekrānam; veikalā nekas nav jālejupielādē."),
            _("Pārlūka izvēlnē izvēlieties «Pievienot sākuma ekrānam», un dienasgrāmata atvērsies kā lietotne."),
        ),
    ),
]


def questions() -> list[Question]:
    """Where text messages are on, the first answer begins with them (S15)."""
    if not settings.SMS_ENABLED:
        return QUESTIONS
    by_text = gettext(
        "Skolēni, vecāki un citas atbildīgās personas: nosūtiet īsziņu %(keyword)s xxxxxx-xxxxx (skolēna personas kods) uz %(number)s "
        "no tālruņa, kura numuru zina skola. Atbildē būs saite jaunai parolei."
    ) % {"keyword": settings.SMS_KEYWORD, "number": settings.SMS_NUMBER}
    forgotten, *others = QUESTIONS
    return [replace(forgotten, answer=(by_text, *forgotten.answer)), *others]
