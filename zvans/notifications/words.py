"""What a notice says: on the account's pages, and as an e-mail."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zvans.notifications.enums import NoticeKind

_SAID = {
    NoticeKind.NEW_DEVICE: _("Jūsu kontā pieslēdzās no jaunas ierīces"),
    NoticeKind.PASSWORD_CHANGED: _("Jūsu parole ir nomainīta"),
    NoticeKind.PASSWORD_ISSUED: _("Jums ir izsniegta jauna parole"),
    NoticeKind.PASSWORD_WAY_SENT: _("Uz Jūsu tālruni nosūtīta saite jaunai parolei"),
    NoticeKind.FACTOR_CHANGED: _("Jūsu kontā mainīts otrais faktors"),
    NoticeKind.FACTOR_REQUIRED: _("Jūsu kontam būs vajadzīgs otrais faktors"),
    NoticeKind.FACTOR_REFUSED: _("Jūsu kontā noraidīta pieslēgšanās"),
    NoticeKind.CONTACT_CHANGED: _("Skolā mainīta Jūsu kontaktinformācija"),
    NoticeKind.CODE_GIVEN: _("Skola ierakstījusi Jūsu personas kodu"),
    NoticeKind.ENROLLED: _("Bērns ir ierakstīts skolā"),
    NoticeKind.MADE_GUARDIAN: _("Skola Jūs ierakstījusi par skolēna atbildīgo personu"),
    NoticeKind.GUARDIAN_ADDED: _("Skola skolēnam ierakstījusi vēl vienu atbildīgo personu"),
    NoticeKind.HIRED: _("Skola Jūs ierakstījusi par savu darbinieku"),
    NoticeKind.OF_AGE: _("Jums ir 18 gadu: tagad Jūs izlemjat, kas redz dienasgrāmatu"),
    NoticeKind.ACCESS_CHANGED: _("Pilngadīgs skolēns ir izlēmis, vai turpmāk redzat dienasgrāmatu"),
    NoticeKind.REPORT_RECEIVED: _("Skola saņēmusi ziņojumu, uz kuru gaida atbildi"),
    NoticeKind.REPORT_ANSWERED: _("Skola ir atbildējusi uz Jūsu ziņojumu"),
    NoticeKind.MATERIAL_REMOVED: _("Portālā noņemts tas, ko Jūs rakstījāt"),
    NoticeKind.COMMENT_REMOVED: _("Moderators ir noņēmis Jūsu komentāru"),
    NoticeKind.SUPERUSER_MADE: _("Sistēmas uzturētājs ir iecēlis skolai jaunu virslietotāju"),
    NoticeKind.TICKET_GIVEN: _("Kolēģis Jums ir nodevis pieteikumu"),
}
_NOT_BY_YOU = _("Ja tas nebijāt Jūs, nomainiet paroli un pastāstiet skolai.")
_ADVICE = {
    NoticeKind.NEW_DEVICE: _NOT_BY_YOU,
    NoticeKind.PASSWORD_CHANGED: _NOT_BY_YOU,
    NoticeKind.PASSWORD_ISSUED: _("Ja to neprasījāt, pajautājiet skolai."),
    NoticeKind.PASSWORD_WAY_SENT: _(
        "Ja to nelūdzāt Jūs, nekas nav jādara: saite der īsu brīdi un ir tikai Jūsu tālrunī. Pastāstiet par to skolai."
    ),
    NoticeKind.FACTOR_CHANGED: _NOT_BY_YOU,
    NoticeKind.ENROLLED: _("Ja bērnam tur nav jābūt, pastāstiet skolai."),
    NoticeKind.MADE_GUARDIAN: _("Ja tas nav pareizi, pastāstiet skolai."),
    NoticeKind.GUARDIAN_ADDED: _("Ja nezināt, kas šī persona ir, pajautājiet skolai."),
    NoticeKind.HIRED: _("Ja tas nav pareizi, pastāstiet skolai."),
    NoticeKind.OF_AGE: _("Kamēr neatbildat, nekas nemainās. Atbildēt var «Mans konts» sadaļā «Kas redz»."),
    NoticeKind.FACTOR_REQUIRED: _(
        "Iestatiet to jau tagad: atveriet «Mans konts» un tad «Otrais faktors». Pēc šīs dienas bez tā sistēmu lietot nevarēs."
    ),
    NoticeKind.FACTOR_REFUSED: _(
        "Ja tas nebijāt Jūs, nospiediet «Kāds zina manu paroli» sadaļā «Drošība»: tur noņemsiet arī svešas piekļuves atslēgas."
    ),
    NoticeKind.CODE_GIVEN: _("Ja nezināt, kāpēc, pajautājiet skolai: ar kodu var arī pieslēgties."),
    NoticeKind.CONTACT_CHANGED: _("Ja dati nav pareizi, pastāstiet skolai."),
    NoticeKind.SUPERUSER_MADE: _("Ja skola to nelūdza, pajautājiet sistēmas uzturētājam."),
    NoticeKind.MATERIAL_REMOVED: _("Ja tas nav pareizi, rakstiet lietotāju atbalstam."),
    NoticeKind.COMMENT_REMOVED: _("Kā bija rakstīts, redzat «Mans konts» sadaļā «Mani komentāri»."),
}
WHAT = {  # of changes of a second factor, by what the action calls them
    "generator_added": _("pievienota kodu lietotne"),
    "generator_removed": _("noņemta kodu lietotne"),
    "passkey_added": _("pievienota piekļuves atslēga"),
    "passkey_removed": _("noņemta piekļuves atslēga"),
    "codes_tried": _("kāds, kas zina paroli, vairākas reizes kļūdījās ar otro faktoru"),
    "passkey_copied": _("piekļuves atslēga, iespējams, ir nokopēta"),
    "codes_renewed": _("izveidoti jauni rezerves kodi"),
    "code_used": _("lietots rezerves kods"),
    "reset": _("otrais faktors noņemts pēc lūguma"),
    "known_removed": _("pēc «Kāds zina manu paroli» noņemts tas, ko neatzīmējāt kā savu"),
    "young_removed": _("līdz ar jauno paroli noņemts tas, kas pievienots pēdējās nedēļās"),
}
_SHOWN = (
    "device",
    "person",
    "child",
    "school",
    "phone",
    "number",
    "post",
    "reason",
)  # details that are told; names and short facts, nothing else


def said(kind: str, details: Mapping[str, Any]) -> str:
    """One sentence: «Jūsu kontā pieslēdzās no jaunas ierīces: Firefox, Windows.»"""
    shown = [str(WHAT[details["what"]])] if details.get("what") in WHAT else []
    facts = ", ".join([*shown, *(str(details[name]) for name in _SHOWN if details.get(name))])
    sentence = str(_SAID[NoticeKind(kind)])
    return f"{sentence}: {facts.removesuffix('.')}." if facts else f"{sentence}."


def advice(kind: str) -> str:
    """What to do if this is not as it should be; empty where nothing can be wrong."""
    return str(_ADVICE.get(NoticeKind(kind), ""))


def subject(kind: str, product: str) -> str:
    """Of the e-mail: nothing of the details, which may be somebody's name."""
    return f"{product}: {_SAID[NoticeKind(kind)]}"


def letter(kind: str, details: Mapping[str, Any], when: str, address: str, support: str) -> str:
    """The e-mail's text. It leads to the front page only: no link of it opens anything."""
    day = details.get("from")  # pages show it as it is now; a letter stays as it was
    parts = [
        said(kind, details),
        gettext("No kuras dienas: %(day)s") % {"day": day} if day else "",
        when,
        advice(kind),
        gettext("To pašu redzēsiet, kad pieslēgsieties: %(address)s") % {"address": address},
        gettext("Uz šo vēstuli nav jāatbild. Atbalsts: %(support)s") % {"support": support},
    ]
    return "\n\n".join(part for part in parts if part) + "\n"
