"""When it is possible: each check raises `NotAllowedNow` with its reason in plain words."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Model
from django.utils.translation import gettext as _

from zvans.accounts.models import Person, PersonalCode
from zvans.accounts.personal_code import keyed_hashes
from zvans.lib.dates import today
from zvans.lib.policy import NotAcceptable, NotAllowedNow
from zvans.schools.enums import Begun, PositionKind
from zvans.schools.models import (
    ClassGroup,
    Course,
    Employment,
    Enrolment,
    Position,
    School,
    SchoolYear,
    StudyGroup,
    Subject,
)
from zvans.schools.models.calendar import BellSchedule
from zvans.schools.queries.standing import standing_on


def check_bells_removable(schedule: BellSchedule) -> None:
    """The usual bells stay, and so do those by which some day rings or rang."""
    if schedule.is_default:
        raise NotAllowedNow(_("Šie ir parastie zvani. Vispirms izvēlieties citus parastos."))
    if standing_on(schedule, but=("bellperiod",)):
        raise NotAllowedNow(_("Šie zvani kādā dienā ir lietoti vai tiks lietoti, tāpēc tos nevar noņemt."))


def check_year_unused(year: SchoolYear) -> None:
    """A year goes only while nothing but its semesters and breaks belongs to it."""
    if standing_on(year, but=("term", "break")):
        raise NotAllowedNow(_("Šajā gadā jau ir klases, stundu saraksts vai žurnāli, tāpēc to nevar noņemt."))


def check_year_open(year: SchoolYear) -> None:
    """A closed year is only read, from the day on which it is closed."""
    if year.closed_on is not None and year.closed_on <= today():
        raise NotAllowedNow(_("Šis mācību gads ir slēgts, to var tikai lasīt."))


def check_can_roll_over(year: SchoolYear) -> None:
    """The way into the next year is gone once: whoever would go it again is told (D3)."""
    check_year_open(year)
    later = Enrolment.objects.filter(school=year.school_id, class_group__year__starts_on__gt=year.starts_on)
    own = Enrolment.objects.filter(school=year.school_id, class_group__year=year)
    opened = SchoolYear.objects.filter(school=year.school_id, starts_on__gt=year.starts_on)
    all_graduated = own.exists() and not own.filter(ends_on=None).exists() and opened.exists()
    if all_graduated or later.filter(begun__in=[Begun.PROMOTED, Begun.REPEATED]).exists():
        raise NotAllowedNow(_("Pāreja uz nākamo mācību gadu jau ir izdarīta."))


def check_can_close(year: SchoolYear, on: date) -> None:
    check_year_open(year)
    if year.ends_on >= on:
        raise NotAllowedNow(_("Mācību gadu var slēgt, kad tas ir beidzies."))


def check_class_name_free(year: SchoolYear, name: str, *, besides: ClassGroup | None = None) -> None:
    same = ClassGroup.objects.filter(school=year.school_id, year=year, name__iexact=name)
    if besides is not None:
        same = same.exclude(pk=besides.pk)
    if same.exists():
        raise NotAcceptable("name", _("Šajā gadā klase ar tādu nosaukumu jau ir. Izvēlieties citu."))


def check_class_unchanged(class_group: ClassGroup, based_on: tuple[str, int | None]) -> None:
    """Two who rename one class find out."""
    if (class_group.name, class_group.grade) != based_on:
        raise NotAllowedNow(_("Kāds tikmēr šo klasi mainīja: tagad tā ir %(name)s.") % {"name": class_group.name})


def check_class_empty(class_group: ClassGroup) -> None:
    """A class goes only where nobody was ever in it and nothing is taught to it."""
    if Enrolment.objects.filter(class_group=class_group).exists():
        raise NotAllowedNow(_("Šajā klasē ir vai ir bijuši skolēni, tāpēc to nevar noņemt."))
    if Course.objects.filter(course_groups__group__class_group=class_group).exists():
        raise NotAllowedNow(_("Šai klasei ir žurnāli. Vispirms noņemiet tos."))
    if StudyGroup.objects.filter(class_group=class_group, is_whole_class=False).exists():
        raise NotAllowedNow(_("Šai klasei ir mācību grupas. Vispirms noņemiet tās."))


def check_day_in_year(year: SchoolYear, on: date) -> None:
    if not year.starts_on <= on <= year.ends_on:
        raise NotAcceptable(
            "starts_on",
            _("Šī diena nav mācību gadā: tas ir no %(first)s līdz %(last)s.")
            % {"first": f"{year.starts_on:%d.%m.%Y.}", "last": f"{year.ends_on:%d.%m.%Y}"},
        )


def check_works_on(employment: Employment, on: date, *, field: str) -> None:
    if not employment.is_current(on):
        raise NotAcceptable(
            field,
            _("%(name)s tajā dienā skolā nestrādā. Izvēlieties citu dienu vai darbinieku.") % {"name": employment.name},
        )


def check_unused(row: Model) -> None:
    """A room or a subject goes only while nothing stands on it: lessons and journals keep what they point to."""
    count = standing_on(row)
    if count:
        reason = _(
            "«%(name)s» jau ir lietots stundu sarakstā vai žurnālos (%(count)s). Tāpēc to nevar noņemt, var tikai pārdēvēt."
        )
        raise NotAllowedNow(reason % {"name": row, "count": count})


def check_employee_unchanged(now: str, seen: str) -> None:
    """Two who edit one employee find out: both are marks of the employee's state."""
    if now != seen:
        raise NotAllowedNow(_("Kāds šo darbinieku tikmēr mainīja."))


def check_not_employed(school: School, person: Person, on: date, *, field: str) -> None:
    if Employment.objects.filter(school=school, person=person).exclude(ends_on__lt=on).exists():
        raise NotAcceptable(field, _("Šis cilvēks skolā jau strādā. Atrodiet viņu darbinieku sarakstā."))


def check_nameless(employment: Employment) -> None:
    if employment.person_id is not None:
        raise NotAcceptable("listed", _("Šim vārdam kāds tikmēr jau piesaistīja cilvēku."))


def check_position_free(employment: Employment, kind: str, on: date) -> None:
    held = Position.objects.filter(employment=employment, kind=kind).exclude(ends_on__lt=on).first()
    if held is not None:
        raise NotAcceptable(
            "kind",
            _("Šis amats darbiniekam jau ir no %(day)s. Izvēlieties citu amatu.")
            % {"day": f"{held.starts_on:%d.%m.%Y}"},
        )


def check_ends_after(starts_on: date, ends_on: date) -> None:
    if ends_on < starts_on:
        raise NotAcceptable(
            "ends_on", _("Sākums ir %(day)s. Beigām jābūt tajā dienā vai vēlāk.") % {"day": f"{starts_on:%d.%m.%Y}"}
        )


def check_ends_within(employment: Employment, ends_on: date) -> None:
    if employment.ends_on is not None and ends_on > employment.ends_on:
        raise NotAcceptable(
            "ends_on",
            _("Darbinieks skolā strādā līdz %(day)s. Izvēlieties agrāku dienu.")
            % {"day": f"{employment.ends_on:%d.%m.%Y}"},
        )


def check_superuser_stays(ending: Collection[Position], last_day: date) -> None:
    """A school always has a superuser whose position has no end: the last one's does not end.

    Locks the positions of all its superusers, so that two who end one another's don't leave none.
    """
    if not any(position.kind == PositionKind.SUPERUSER for position in ending):
        return
    going, first = {position.pk for position in ending}, last_day + timedelta(days=1)
    held = Position.objects.filter(school=next(iter(ending)).school_id, kind=PositionKind.SUPERUSER)
    lasting = held.filter(
        starts_on__lte=first, ends_on=None, employment__ends_on=None, employment__person__isnull=False
    )
    list(held.select_for_update().order_by("pk"))
    if not lasting.exclude(pk__in=going).exists():
        raise NotAllowedNow(_("Šis ir skolas pēdējais virslietotājs. Vispirms dodiet virslietotāja amatu kādam citam."))


MOST_MISSES = 30  # personal codes an hour


def check_code_tries(missed: int) -> None:
    """`missed`: personal codes that were not those of the names beside them, by one account within an hour."""
    if missed >= MOST_MISSES:
        raise NotAcceptable(
            "code", _("Pēdējā stundā ievadīts pārāk daudz nederīgu personas kodu. Turpiniet pēc stundas.")
        )


def check_code_free(code: str) -> None:
    """A personal code belongs to one person, kept under whichever key. The words are those for one that is not valid (C3)."""
    if code and PersonalCode.objects.filter(keyed_hash__in=keyed_hashes(code)).exists():
        raise NotAcceptable("code", _("Personas kods nav derīgs. Pārbaudiet katru ciparu."))


def check_course_is_new(year: SchoolYear, subject: Subject, groups: Collection[StudyGroup]) -> None:
    """One journal for a subject and its groups: a second one would split the marks."""
    wanted = {group.pk for group in groups}
    alike = Course.objects.filter(school=year.school_id, year=year, subject=subject)
    for course in alike.prefetch_related("course_groups"):
        if {row.group_id for row in course.course_groups.all()} == wanted:
            raise NotAcceptable("groups", _("Šim priekšmetam un grupām žurnāls jau ir. Atrodiet to slodžu sarakstā."))


def check_teaching_unchanged(now: str, seen: str) -> None:
    """Two who change the teachers of one course find out: both are marks of who teaches it."""
    if now != seen:
        raise NotAllowedNow(_("Kāds šī žurnāla skolotājus tikmēr mainīja."))
