"""When a pupil may move, a guardian be entered, two records be made one: each check raises with its reason in plain words."""

from collections.abc import Collection, Sequence
from datetime import date

from django.utils.translation import gettext as _

from zvans.accounts.models import Person
from zvans.lib.policy import NotAcceptable, NotAllowedNow
from zvans.schools.enums import Begun, least
from zvans.schools.models import ClassGroup, Enrolment, Guardianship, SchoolYear
from zvans.schools.queries.pupils import is_adult


def check_day_of_place(year: SchoolYear, on: date, today: date) -> None:
    """A place in a class begins within its school year, and nothing changes in a year that is closed."""
    if year.closed_on is not None and year.closed_on <= today:
        raise NotAcceptable("class_group", _("Šis mācību gads ir slēgts, to var tikai lasīt. Izvēlieties citu klasi."))
    if not year.starts_on <= on <= year.ends_on:
        dates = {"first": _day(year.starts_on), "last": _day(year.ends_on)}
        reason = _("Šī diena nav klases mācību gadā: tas ir no %(first)s līdz %(last)s") % dates
        raise NotAcceptable("on", reason)


def check_can_enrol(places: Sequence[Enrolment]) -> None:
    """`places`: those in the school that hold on the day or begin later. Nobody is in two classes at once."""
    if places:
        name = {"name": places[0].class_group.name}
        reason = _("Skolēns jau ir skolā, %(name)s klasē. Uz citu klasi viņu pārceļ skolēna lapā.") % name
        raise NotAcceptable("class_group", reason)


def check_can_move(places: Sequence[Enrolment], class_group: ClassGroup, on: date, begun: str) -> None:
    """From the one place that holds on the day into another class; `places` as in `check_can_enrol`."""
    held = [place for place in places if place.starts_on <= on]
    later = next((place for place in places if place.starts_on > on), None)
    if later is not None:
        dates = {"name": later.class_group.name, "day": _day(later.starts_on)}
        reason = _("Skolēnam jau ir ierakstīta vieta %(name)s klasē no %(day)s Izvēlieties vēlāku dienu.") % dates
        raise NotAcceptable("on", reason)
    if not held:
        raise NotAcceptable("on", _("Šajā dienā skolēns skolā nemācās. Izvēlieties citu dienu."))
    place = held[-1]
    if place.ends_on is not None:
        dates = {"name": place.class_group.name, "day": _day(place.ends_on)}
        reason = _("%(day)s ir skolēna pēdējā diena %(name)s klasē. Izvēlieties vēlāku dienu.") % dates
        raise NotAcceptable("on", reason)
    if place.class_group_id == class_group.pk:
        raise NotAcceptable("class_group", _("Skolēns jau ir šajā klasē. Izvēlieties citu."))
    _check_kind(place.class_group, class_group, begun)


def _check_kind(old: ClassGroup, new: ClassGroup, begun: str) -> None:
    same_year = old.year_id == new.year_id
    if begun == Begun.TRANSFERRED and not same_year:
        raise NotAcceptable("class_group", _("Pārceļ uz klasi tajā pašā mācību gadā. Izvēlieties šī gada klasi."))
    if begun == Begun.TRANSFERRED:
        return
    if same_year or new.year.starts_on < old.year.starts_on:
        raise NotAcceptable("class_group", _("Izvēlieties nākamā mācību gada klasi."))
    if old.grade is None or new.grade is None:
        return
    if begun == Begun.PROMOTED and new.grade <= old.grade:
        raise NotAcceptable(
            "class_group", _("Nākamajai klasei jābūt augstākai par %(name)s. Izvēlieties citu.") % {"name": old.name}
        )
    if begun == Begun.REPEATED and new.grade > old.grade:
        reason = _("Klase, kurā atstāj uz otru gadu, nevar būt augstāka par %(name)s. Izvēlieties citu.") % {
            "name": old.name
        }
        raise NotAcceptable("class_group", reason)


def check_can_leave(places: Sequence[Enrolment], last_day: date, today: date) -> None:
    """`places`: those in the school that hold on the last day or begin later. One that has not begun by today may still be taken away."""
    if not places:
        raise NotAcceptable("on", _("Šajā dienā skolēns skolā vairs nemācās. Izvēlieties citu dienu."))
    begun = next((place for place in places if last_day < place.starts_on <= today), None)
    if begun is not None:
        dates = {"day": _day(begun.starts_on), "name": begun.class_group.name}
        reason = _("Skolēns %(name)s klasē ir no %(day)s Pēdējā diena nevar būt pirms tās.") % dates
        raise NotAcceptable("on", reason)
    year = places[-1].class_group.year
    if year.closed_on is not None and year.closed_on <= today:
        raise NotAcceptable("on", _("Šis mācību gads ir slēgts, to var tikai lasīt."))


def check_can_be_guardian(pupil: Person, guardian: Person, held: Sequence[Guardianship]) -> None:
    """`held`: the pupil's guardianships that have not ended."""
    if guardian.pk == pupil.pk:
        raise NotAcceptable("given_name", _("Skolēns nevar būt pats sev atbildīgā persona."))
    if any(row.guardian_id == guardian.pk for row in held):
        raise NotAcceptable("given_name", _("Šī persona skolēnam jau ir ierakstīta."))


def check_is_of_others(is_own: bool) -> None:
    """Nobody enters, corrects or merges the own family, nor becomes a guardian by the own hand: by the phone of the other guardian, or
    without that guardian, somebody would come by more than the school gives them (C8).
    """
    if is_own:
        raise NotAllowedNow(_("Jūsu un Jūsu ģimenes datus skolā maina cits darbinieks. Palūdziet to kolēģim."))


def check_guardian_ends(guardianship: Guardianship, last_day: date) -> None:
    if last_day < guardianship.starts_on:
        day = {"day": _day(guardianship.starts_on)}
        raise NotAcceptable("on", _("Ierakstīts no %(day)s Pēdējā diena nevar būt pirms tās.") % day)


def check_of_age(born_on: date | None, today: date) -> None:
    if not is_adult(born_on, today):
        raise NotAllowedNow(_("Par to skolēns izlemj pats no 18 gadu vecuma."))


def check_pupil_lets(guardianship: Guardianship, access: str) -> None:
    """A pupil of age has said what this guardian sees: a school may give less, and no more."""
    if guardianship.chosen_on is not None and least(access, guardianship.access) != access:
        reason = _("Skolēns ir pilngadīgs un pats izlēmis, ko šī persona redz. Vairāk var atļaut tikai viņš.")
        raise NotAcceptable("access", reason)


def check_operator_is_no_employee(*, operates: bool, works: bool) -> None:
    """Who sees every school's set-up sees no pupil with the same account."""
    if operates and works:
        raise NotAllowedNow(_("Šī persona jau strādā skolā. Par uzturētāju izvēlieties citu cilvēku."))


def check_nobody_operates(operators: Collection[int]) -> None:
    """The same, where a school hires: with a letter for an employee would come the way into every school's set-up (B7, B14)."""
    if operators:
        raise NotAcceptable(
            "family_name", _("Šo cilvēku skolas darbinieku sarakstā ierakstīt nevar. Jautājiet sistēmas uzturētājam.")
        )


def check_ways_in_stay(guarded: Collection[int], *, field: str) -> None:
    """A school that has only just entered somebody who uses an account does not become their way to a new password (C3, C8)."""
    if guarded:
        reason = _(
            "Šis cilvēks kontu jau lieto, bet skolā ir ierakstīts nesen. Pirmās divas nedēļas viņa "
            "tālruni, e-pastu un personas kodu labo tas, kas viņu ierakstīja agrāk. Nekas nav izdarīts."
        )
        raise NotAcceptable(field, reason)


def check_both_there(are_there: bool) -> None:
    if not are_there:
        raise NotAllowedNow(_("Kāds vienu no šiem ierakstiem tikmēr jau ir apvienojis ar citu."))


def check_is_asked_for(is_asked_for: bool) -> None:
    if not is_asked_for:
        raise NotAllowedNow(
            _("Apvienot šos ierakstus neviena iestāde vairs nelūdz: kāds uz pieteikumu jau ir atbildējis.")
        )


def check_one_human_being(kept: Person, gone: Person, *, are_related: bool, have_two_codes: bool) -> None:
    """Twins are two; so are a child and its mother of the same name."""
    if kept.pk == gone.pk:
        raise NotAllowedNow(_("Tas ir viens un tas pats ieraksts. Izvēlieties otru cilvēku."))
    if kept.born_on and gone.born_on and kept.born_on != gone.born_on:
        raise NotAllowedNow(_("Dzimšanas datumi atšķiras. Ja tas ir viens cilvēks, vispirms izlabojiet datumu."))
    if have_two_codes and kept.search_key != gone.search_key:
        raise NotAllowedNow(_("Viņiem ir dažādi vārdi un dažādi personas kodi, tātad tie ir divi cilvēki."))
    if are_related:
        raise NotAllowedNow(_("Viens no viņiem ir otra atbildīgā persona, tātad tie ir divi cilvēki."))


def check_places_agree(place: Enrolment, beside: Sequence[Enrolment], *, to_school: bool) -> None:
    """`beside`: the other's places on the same days, in the same school. The operator is told that school, not the classes."""
    other = next((row for row in beside if row.class_group_id != place.class_group_id), None)
    if other is not None and not to_school:
        reason = _(
            "Abi vienā laikā ir skolēni divās klasēs vienā skolā: %(school)s. Vispirms skolai vienā no tām jāieraksta pēdējā diena."
        )
        raise NotAllowedNow(reason % {"school": place.school.short_name})
    if other is not None:
        names = {"one": place.class_group.name, "other": other.class_group.name}
        reason = _(
            "Abi vienā laikā ir skolēni divās klasēs: %(one)s un %(other)s. Vispirms vienā no tām ierakstiet pēdējo dienu."
        )
        raise NotAllowedNow(reason % names)


def check_rows_agree(agree: bool) -> None:
    if not agree:
        raise NotAllowedNow(_("Abiem ir ieraksti žurnālā vienā un tajā pašā stundā. Vispirms vienu no tiem noņemiet."))


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y.}"
