"""The terms of use, in our own words. Each item has its number and its address: /terms/#3.2 (S34, S38)."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SINCE = date(2026, 9, 1)  # the day of `accounts.terms.TERMS_VERSION`


@dataclass(frozen=True)
class Item:
    number: str
    text: str | Promise


@dataclass(frozen=True)
class Chapter:
    number: str
    title: str | Promise
    items: tuple[Item, ...]


CHAPTERS = [
    Chapter(
        "1",
        _("Kas šie noteikumi ir"),
        (
            Item(
                "1.1",
                _(
                    "Noteikumi attiecas uz visiem, kas lieto sistēmu: skolēniem, vecākiem un citām atbildīgajām personām, "
                    "skolu darbiniekiem un portāla lasītājiem. Katrai redakcijai ir numurs un diena, no kuras tā ir spēkā."
                ),
            ),
        ),
    ),
    Chapter(
        "2",
        _("Kā sāk lietot"),
        (
            Item(
                "2.1",
                _(
                    "Pirmo lietotājvārdu un paroli izsniedz tikai skola. Ko darīt, ja parole ir "
                    "aizmirsta, lasiet biežāk uzdotajos jautājumos."
                ),
            ),
            Item(
                "2.2",
                _(
                    "Lietojot sistēmu, Jūs piekrītat šiem noteikumiem. Ja tie mainās, jaunā redakcija ir lasāma šajā lapā."
                ),
            ),
            Item("2.3", _("Pieslēgties var portālā un tajā pašā vietnē, kas pievienota tālruņa sākuma ekrānam.")),
        ),
    ),
    Chapter(
        "3",
        _("Kā lieto"),
        (
            Item(
                "3.1",
                _(
                    "Parole pieder vienam cilvēkam vienā lomā. Ko Jūs ierakstāt vai maināt, to sistēma "
                    "pieraksta ar Jūsu vārdu, lomu un laiku."
                ),
            ),
            Item("3.2", _("Neglabājiet paroli pārlūkā, ko lieto arī citi, un pēc darba izejiet no sistēmas.")),
            Item(
                "3.3",
                _(
                    "Paroli nedrīkst dot citam. Ja kāds to ir uzzinājis, tūlīt prasiet skolai jaunu: tad "
                    "beidzas visas pieslēgšanās ar veco paroli."
                ),
            ),
            Item("3.4", _("Ierakstos nedrīkst būt apvainojumu, draudu un naida runas.")),
            Item(
                "3.5",
                _("Nedrīkst traucēt sistēmas darbu, mainīt svešus ierakstus un piekļūt datiem, kas nav domāti Jums."),
            ),
        ),
    ),
    Chapter(
        "4",
        _("Sarakste"),
        (
            Item(
                "4.1",
                _(
                    "Ja sistēmā ir ieslēgta sarakste, vēstules lasa tikai tie, kam tās rakstītas. Uzturētājs to saturu nepārbauda."
                ),
            ),
            Item("4.2", _("Sūtītājs vienmēr ir nosaukts, un par vēstules saturu atbild viņš.")),
        ),
    ),
    Chapter(
        "5",
        _("Kam kas pieder"),
        (
            Item(
                "5.1",
                _("Sistēmu uztur lapas apakšā nosauktais uzturētājs. Programma ir brīva: tās licence ir EUPL-1.2."),
            ),
            Item("5.2", _("Portāla rakstus drīkst pārpublicēt, norādot avotu un autoru.")),
        ),
    ),
    Chapter(
        "6",
        _("Kas par ko atbild"),
        (
            Item("6.1", _("Noteikumi ir vieni gan portālam, gan tam, kas redzams pēc pieslēgšanās.")),
            Item(
                "6.2",
                _(
                    "Par savas paroles glabāšanu atbild tās īpašnieks. Uzturētājs paroli nekad neprasa ne vēstulē, ne pa tālruni."
                ),
            ),
            Item(
                "6.3",
                _(
                    "Kas pārkāpj noteikumus, tam uzturētājs var liegt piekļuvi, nosaucot iemeslu un termiņu, un dzēst viņa rakstus portālā."
                ),
            ),
            Item("6.4", _("Lietotājs par savu rīcību atbild pēc Latvijas likumiem.")),
            Item(
                "6.5",
                _(
                    "Par patvaļīgu piekļūšanu automatizētai datu apstrādes sistēmai un tās darbības traucēšanu atbild pēc Krimināllikuma."
                ),
            ),
            Item(
                "6.6",
                _(
                    "Citu cilvēku datus drīkst lietot tikai mācību darbam. Par nelikumīgu rīcību ar personas datiem atbild pēc likuma."
                ),
            ),
            Item("6.7", _("Mēģinājumi pieslēgties ar svešu personas kodu tiek pierakstīti.")),
            Item(
                "6.8",
                _(
                    "Par pārlūka papildinājumiem, kas maina lapas saturu, uzturētājs neatbild. Galvenās lapas darbojas arī bez skriptiem."
                ),
            ),
        ),
    ),
    Chapter(
        "7",
        _("Uz ko Jums ir tiesības"),
        (
            Item("7.1", _("Prasīt padomu savā skolā: klases audzinātājam vai virslietotājam.")),
            Item(
                "7.2",
                _("Paļauties, ka dati kalpo tikai izglītībai: bez reklāmām, bez citu uzņēmumu izsekotājiem."),
            ),
            Item("7.3", _("Ziņot skolai, ja kaut kas nav kārtībā.")),
            Item("7.3.1", _("Ja kāds zina Jūsu paroli, skola tūlīt izsniedz jaunu un vecā vairs neder.")),
            Item(
                "7.3.2",
                _("Ja sistēma darbojas dīvaini, aprakstiet, ko redzat; skola vai atbalsts atradīs iemeslu."),
            ),
            Item("7.4", _("Rakstīt atbalstam par kļūdām un ieteikumiem uz adresi, kas ir katras lapas apakšā.")),
        ),
    ),
]
