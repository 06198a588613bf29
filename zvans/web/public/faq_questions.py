"""Questions that schools, families and readers ask, with answers that are true of the program as it is (A9)."""

from dataclasses import dataclass, field
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Asker(Enum):
    """Whose question it is; one that names nobody is everybody's."""

    FAMILIES = "families"
    PUPILS = "pupils"
    STAFF = "staff"


ASKERS = {Asker.FAMILIES: _("Vecākiem"), Asker.PUPILS: _("Skolēniem"), Asker.STAFF: _("Skolu darbiniekiem")}
_AT_HOME = frozenset({Asker.FAMILIES, Asker.PUPILS})


@dataclass(frozen=True)
class Question:
    """`needs`: the setting that must be on for the answer to be true."""

    slug: str
    title: str | Promise
    answer: tuple[str | Promise, ...]
    askers: frozenset[Asker] = field(default_factory=frozenset)
    needs: str = ""


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
        "no-message",
        _("Nosūtīju īsziņu, bet saite jaunai parolei neatnāk. Kāpēc?"),
        (
            _("Saiti sūtām tikai uz tālruni, kura numuru zina skola. Ja numurs ir mainījies, pasakiet to skolai."),
            _("Saite der 15 minūtes un vienu reizi. Ja tā ir novecojusi, nosūtiet īsziņu vēlreiz."),
        ),
        needs="SMS_ENABLED",
    ),
    Question(
        "one-name",
        _("Kāpēc visai ģimenei ir viens lietotājvārds?"),
        (
            _("Lietotājvārds nosaka, par kuru skolēnu ir runa; parole nosaka, kurš no ģimenes pieslēdzas."),
            _(
                "Tāpēc katram ir sava parole, un to nedod citiem, arī mājās ne. Jūsu loma ir redzama katras lapas augšā."
            ),
        ),
        _AT_HOME,
    ),
    Question(
        "own-name",
        _("Vai katru reizi jāraksta personas kods?"),
        (
            _("Nē. Pēc pieslēgšanās lapā «Drošība» varat izdomāt savu lietotājvārdu. Personas kods derēs joprojām."),
            _("Ar piekļuves atslēgu nav jāraksta nekas."),
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
        frozenset({Asker.FAMILIES}),
    ),
    Question(
        "both",
        _("Strādāju skolā, un manam bērnam arī ir dienasgrāmata. Kā man pieslēgties?"),
        (
            _(
                "Jums ir divi konti. Kā darbinieks lietojiet ieeju «Darbinieks», kā mamma vai tētis – ieeju «Skolēns / vecāks»."
            ),
        ),
        frozenset({Asker.FAMILIES, Asker.STAFF}),
    ),
    Question(
        "too-many",
        _("Pieslēgties neļauj, jo mēģinājumu bija par daudz. Ko tagad?"),
        (
            _("Pagaidiet tik minūšu, cik lapā rakstīts. Konts nav bloķēts, un nevienam nekas nav jālūdz."),
            _("Ierīcē, kurā jau agrāk pieslēdzāties, tūlīt varat mēģināt vēlreiz."),
        ),
    ),
    Question(
        "again",
        _("Kāpēc atkal jāpieslēdzas?"),
        (
            _("Lai Jūsu vietā nerakstītu kāds cits: kad aizverat pārlūku vai paiet darba diena, pieslēgšanās beidzas."),
            _(
                "Savā ierīcē pieslēdzoties atzīmējiet «Palikt pieslēgtam šajā ierīcē». "
                "Cik dienu tas der, nosaka skola; tā var arī neatļaut."
            ),
        ),
    ),
    Question(
        "known",
        _("Kāds zina manu paroli. Ko darīt?"),
        (
            _(
                "Pieslēdzieties un lapā «Drošība» nospiediet «Kāds zina manu paroli»: visas citas pieslēgšanās beidzas, "
                "skola to uzzina, un Jūs izdomājat jaunu paroli."
            ),
            _("Ja pieslēgties vairs nevarat, prasiet skolai jaunu paroli. Tad visas citas pieslēgšanās beidzas."),
        ),
    ),
    Question(
        "passkey",
        _("Vai var pieslēgties bez paroles?"),
        (
            _(
                "Var. Piekļuves atslēga paliek Jūsu ierīcē un Jūs pazīst pēc pirksta nospieduma, sejas vai ekrāna koda. "
                "To pievieno lapā «Otrais faktors»."
            ),
            _("Parole der joprojām. Skolas datorā, ko lieto arī citi, atslēgu neveidojiet."),
        ),
    ),
    Question(
        "second-factor",
        _("Kas ir otrais faktors, un vai man to vajag?"),
        (
            _(
                "Tas ir kods no lietotnes tālrunī vai piekļuves atslēga. Tad Jūsu kontu nevar atvērt tas, kurš zina tikai paroli."
            ),
            _(
                "Ieslēgt to var ikviens. Skola saviem darbiniekiem var noteikt dienu, no kuras tas ir obligāts; "
                "amatpersonām tas ir obligāts vienmēr."
            ),
            _("Ja tālrunis pazudis, der rezerves kods. Ja arī tā nav, darbiniekam palīdz skolas virslietotājs."),
        ),
    ),
    Question(
        "contacts",
        _("Mainījies tālrunis vai e-pasts. Kam to teikt?"),
        (
            _("Klases audzinātājam vai skolas lietvedim: tos ieraksta skola."),
            _("Viens vecāks otra numuru un adresi mainīt nevar."),
        ),
        frozenset({Asker.FAMILIES}),
    ),
    Question(
        "who-sees",
        _("Kas redz mana bērna datus?"),
        (
            _(
                "Bērna skolotāji, klases audzinātājs, skolas vadība un tie, kas bērnam skolā ierakstīti kā atbildīgās personas."
            ),
            _("Kas skolā ir atvēris bērna lapu, redzams Jūsu kontā lapā «Kas skatījies»."),
        ),
        _AT_HOME,
    ),
    Question(
        "eighteen",
        _("Kas mainās, kad skolēnam paliek 18 gadu?"),
        (
            _(
                "Turpmāk skolēns pats izlemj, kas redz viņa dienasgrāmatu: lapā «Kas redz». Kamēr viņš neatbild, viss paliek, kā bija."
            ),
            _("Izvēli var mainīt, kad vajag."),
        ),
        _AT_HOME,
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
        "absences",
        _("Kur redzami kavējumi, un kā paziņot iemeslu?"),
        (
            _(
                "Kavējums ir pie savas stundas nedēļas lapā un starp jaunumiem sākumlapā. Ko nozīmē burts, rakstīts turpat."
            ),
            _("Iemeslu pasakiet tā, kā Jūsu skolā pieņemts; apzīmējumu žurnālā maina skola."),
        ),
        _AT_HOME,
    ),
    Question(
        "average",
        _("Kāpēc vidējais vērtējums ir citāds, nekā sarēķināju?"),
        (
            _(
                "Vidējā skaitās tikai summatīvie vērtējumi ballēs; procenti skaitās tik balles, cik rakstīts aiz tiem. "
                "Formatīvie, i, ni un nv neskaitās, un no 5|7 skaitās 7."
            ),
            _("Ja skolā darbu veidiem ir dažādi svari, vidējais ir svērtais. Gala vērtējumu izliek skolotājs."),
        ),
        _AT_HOME,
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
        _AT_HOME,
    ),
    Question(
        "print",
        _("Vai nedēļu var izdrukāt?"),
        (_("Var. Nedēļas lapā ir poga «Drukāt»."),),
        _AT_HOME,
    ),
    Question(
        "offline",
        _("Kas notiek, ja stundā pazūd internets?"),
        (
            _(
                "Rakstiet tālāk. Ieraksti paliek Jūsu ierīcē, ir redzami kā nesaglabāti un tiek nosūtīti paši, kad tīkls ir atpakaļ."
            ),
            _("Šodienas un rītdienas stundas arī bez tīkla atveras ierīcē, kurā iepriekš pieslēdzāties."),
        ),
        frozenset({Asker.STAFF}),
    ),
    Question(
        "undo",
        _("Žurnālā ierakstīju nepareizi. Kā to atsaukt?"),
        (
            _("Ar Ctrl+Z vai pogu «Atsaukt», arī visu aizpildīto sleju uzreiz un arī pēc lapas pārlādēšanas."),
            _("Katrai vietai ir vēsture: kas, kad un ko tajā ir rakstījis. To atver ar Shift+F2."),
        ),
        frozenset({Asker.STAFF}),
    ),
    Question(
        "two",
        _("Divi skolotāji raksta vienā vietā. Kura ieraksts paliek?"),
        (
            _(
                "Otrais skolotājs redz abus ierakstus un izvēlas. Neviens ieraksts netiek pārrakstīts, pirms tas ir redzēts."
            ),
        ),
        frozenset({Asker.STAFF}),
    ),
    Question(
        "files",
        _("Vai sarakstus var iegūt failā un datus ievest no faila?"),
        (
            _("Katru sarakstu var lejupielādēt kā CSV vai XLSX un izdrukāt. Par katru failu paliek ieraksts."),
            _(
                "Cilvēkus ieved no CSV, XLSX vai OneRoster, stundu sarakstu – no aSc vai Untis. "
                "Pirms ievešanas redzams, kas mainīsies katrā rindā."
            ),
            _("Virslietotājs var sagatavot visas skolas arhīvu, ko var ievest citur."),
        ),
        frozenset({Asker.STAFF}),
    ),
    Question(
        "report",
        _("Dienasgrāmatā kaut kas nav pareizi. Kam ziņot?"),
        (
            _("Par vērtējumu vai kavējumu jautājiet skolotājam, kurš to ierakstījis."),
            _("Par pārējo – savai skolai: pēc pieslēgšanās Jūsu kontā ir lapa «Ziņot skolai». Atbilde būs turpat."),
        ),
        _AT_HOME,
    ),
    Question(
        "comments",
        _("Kas var komentēt portāla rakstus?"),
        (
            _(
                "Tie, kas ir pieslēgušies: ar savu vārdu vai ar citu, ko izvēlas rādīt. Bērni, kas "
                "jaunāki par 13 gadiem, nekomentē; skola var noteikt lielāku vecumu."
            ),
            _("Komentāru ar rupju vārdu vai saiti vispirms izlasa moderators. Par svešu komentāru var ziņot ikviens."),
        ),
    ),
    Question(
        "language",
        _("Vai ir angļu valoda un tumšais režīms?"),
        (
            _("Valodu maina lapas augšā. Raksti portālā ir tajā valodā, kurā tie uzrakstīti."),
            _("Tumšais režīms seko Jūsu ierīces iestatījumam."),
        ),
    ),
    Question(
        "adverts",
        _("Vai dienasgrāmatā ir reklāmas?"),
        (
            _(
                "Nē, un arī citu uzņēmumu izsekotāju nav. Reklāma var būt tikai portāla lapās, un tad pie tās ir rakstīts «Reklāma»."
            ),
        ),
    ),
    Question(
        "trip",
        _("Kā piedāvāt ekskursiju katalogam?"),
        (
            _(
                "Lapā «Ekskursijas» ir veidlapa «Piedāvāt ekskursiju». Piedāvājumu izlasa redaktors, un tad tas parādās katalogā."
            ),
        ),
    ),
    Question(
        "contact",
        _("Kā uzrakstīt sistēmas uzturētājam?"),
        (
            _(
                "Ar veidlapu «Rakstiet mums», kas ir katras portāla lapas apakšā. "
                "Tūlīt redzēsiet pieteikuma numuru un lapu, kurā būs atbilde."
            ),
            _("Tur raksta arī ieteikumus. Kas ar tiem notiek, redzams lapā «Ieteikumi»."),
        ),
    ),
]
