"""When it is possible: each check raises `NotAllowedNow` with its reason in plain words."""

from datetime import date

from django.db.models import Model
from django.utils.translation import gettext as _

from zvans.lib.dates import today
from zvans.lib.policy import NotAcceptable, NotAllowedNow
from zvans.schools.models import ClassGroup, Course, Employment, Enrolment, SchoolYear, StudyGroup
from zvans.schools.queries.standing import standing_on


def check_year_open(year: SchoolYear) -> None:
    """A closed year is only read, from the day on which it is closed."""
    if year.closed_on is not None and year.closed_on <= today():
        raise NotAllowedNow(_("Šis mācību gads ir slēgts, to var tikai lasīt."))


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
