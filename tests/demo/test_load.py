"""Loading the demo, here its small school alone: a teacher finds a term of work and an open day."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.files.storage import default_storage
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django.plugin import DjangoDbBlocker

from tests.support.database import OwnDatabase
from zvans.accounts.actions.sign_in import sign_in
from zvans.accounts.enums import Door
from zvans.accounts.models import Account, Person
from zvans.audit.models import Change
from zvans.demo.calendar import year_around
from zvans.demo.load import DemoAlreadyLoaded, demo_exists, is_current, load_demo
from zvans.demo.personas import PERSONAS
from zvans.demo.posts import all_posts
from zvans.journal.models import Absence, Homework, Lesson, Mark, Outcome, OutcomeLevel, WorkKind
from zvans.lib.database.sight import in_sight_of
from zvans.portal.enums import Plan
from zvans.portal.models import Comment, Post, PostDay
from zvans.portal.queries.pictures import picture_file
from zvans.portal.queries.posts import blocks_of_home, posts_of, translation_of
from zvans.portal.queries.tickets import held_tickets, public_suggestions, tickets_at_desk
from zvans.schools.models import Course, Enrolment, School, StudyGroupMember
from zvans.timetable.queries.plan import planned_lessons

NOW = datetime(2026, 11, 25, 9, 45, tzinfo=ZoneInfo("Europe/Riga"))  # a Wednesday, in the second lesson
TODAY = NOW.date()
# Drawing all of them takes as long as the school: two are new, one is pinned, one is a trip, one is in English.
WANTED = (
    "matematikas-olimpiade-novada",
    "edienkarte-abolu-vairak",
    "kas-ir-zvans",
    "what-is-zvans",
    "dzelmes-observatorija",
)
POSTS = [
    replace(post, days_ago=0) if post.key == "edienkarte-abolu-vairak" else post
    for post in all_posts()
    if post.key in WANTED
]


@pytest.fixture(scope="module")
def loaded(
    database_template: OwnDatabase,
    worker_database: OwnDatabase,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[list[str]]:
    """The lines of progress; the school stays in a database of its own until the last test here, and a few posts in the portal."""
    database = database_template.clone_for_a_test("demo")
    lines: list[str] = []
    with django_db_blocker.unblock(), time_machine.travel(NOW, tick=False):
        database.use()
        try:
            load_demo(lines.append, schools=("rudzuleja",), posts=POSTS)
            yield lines
        finally:
            worker_database.use()
            database.drop()


@pytest.fixture
def school(loaded: list[str]) -> Iterator[School]:
    """The school, with its rows in sight."""
    school = School.objects.get()
    with in_sight_of([school.pk]):
        yield school


def test_it_tells_how_far_it_is_and_loads_once(loaded: list[str]) -> None:
    assert len(loaded) == 4
    with pytest.raises(DemoAlreadyLoaded):
        load_demo(loaded.append)
    assert (demo_exists(), is_current()) == (True, True)


def test_it_is_out_of_date_when_its_semester_is_over(loaded: list[str]) -> None:
    last = year_around(TODAY).terms[0].last
    with time_machine.travel(datetime(last.year, last.month, last.day, 23, 0, tzinfo=NOW.tzinfo)):
        assert is_current()
    with time_machine.travel(datetime(last.year, last.month, last.day, tzinfo=NOW.tzinfo) + timedelta(days=1)):
        assert (is_current(), demo_exists()) == (False, True)


def test_past_lessons_are_written_but_for_some_and_today_is_open(school: School) -> None:
    year = year_around(TODAY)
    courses = list(Course.objects.values_list("pk", flat=True))
    planned = {p.key for p in planned_lessons(courses, [school.pk], year.first, TODAY)}
    rows = Lesson.objects.values_list("course_id", "on", "number", "part", "topic", "attendance_at")
    whole = {tuple(row[:4]) for row in rows if row[4] and row[5]}
    assert whole < {tuple(key) for key in planned}
    past = {key for key in planned if key.on < TODAY}
    assert 0.94 < sum(tuple(key) in whole for key in past) / len(past) < 0.98
    assert {key for key in planned if key.on == TODAY and tuple(key) in whole} == {
        key for key in planned if key.on == TODAY and key.number <= 2
    }


def test_nothing_is_written_after_now(school: School) -> None:
    assert not Lesson.objects.filter(attendance_at__gt=NOW).exists()
    assert not Mark.objects.filter(changed_at__gt=NOW).exists()
    assert not Homework.objects.filter(changed_at__gt=NOW).exists()


def test_homework_is_due_when_the_course_meets_again(school: School) -> None:
    assert Homework.objects.filter(due_on__gt=TODAY).count() > 10
    for course, due_on in Homework.objects.filter(due_on__gt=TODAY).values_list("course_id", "due_on"):
        [first, *_] = [p.key.on for p in planned_lessons([course], [school.pk], TODAY, due_on) if p.key.on > TODAY]
        assert due_on == first


def test_marks_and_absences_are_of_pupils_of_the_course(school: School) -> None:
    members = set(StudyGroupMember.objects.values_list("group__course_groups__course_id", "pupil_id"))
    assert set(Mark.objects.values_list("course_id", "pupil_id")) - members == set()
    assert set(Absence.objects.values_list("course_id", "pupil_id")) - members == set()


def test_the_youngest_are_given_levels_and_the_class_hour_nothing(school: School) -> None:
    """F5."""
    kinds = Counter(Mark.objects.filter(course__name="2. klase").values_list("kind", flat=True))
    assert set(kinds) <= {"level", "owed"}
    assert Mark.objects.filter(course__subject__name="Klases stunda").count() == 0
    assert {"points", "percent", "pass", "owed"} <= set(Mark.objects.values_list("kind", flat=True))


def test_grades_from_seven_use_kinds_of_work_and_the_youngest_have_outcomes(school: School) -> None:
    """F5: tests weigh twice, formative ones never count; a percent has its points; levels are of pupils of the course."""
    kinds = Lesson.objects.exclude(work_kind=None).values_list(
        "work_kind__short_name", "work_kind__weight", "is_formative"
    )
    assert set(kinds) == {("p.d.", 2, False), ("form.", 1, True)}
    percents = dict(Mark.objects.filter(kind="percent").values_list("text", "points"))
    bounds = (99, 85, 77, 70, 58, 50, 35, 24, 10, 1)
    assert percents == {t: 10 - next(n for n, low in enumerate(bounds) if int(t[:-1]) >= low) for t in percents}
    journals = Course.objects.filter(value_system="levels")
    asked = {course.pk for course in journals if course.outcomes.exists()}
    assert asked == {course.pk for course in journals.exclude(subject__name="Klases stunda")}
    members = set(StudyGroupMember.objects.values_list("group__course_groups__course_id", "pupil_id"))
    levels = set(OutcomeLevel.objects.values_list("course_id", "pupil_id"))
    assert (levels - members, {course for course, _pupil in levels}) == (set(), asked)


def test_every_entry_has_its_history(school: School) -> None:
    """C2: a load in bulk enters by the same door as a teacher."""
    written = {
        model._meta.db_table: model.objects.count()
        for model in (Lesson, Homework, Absence, Mark, Enrolment, Person, Outcome, OutcomeLevel, WorkKind)
    }
    recorded = Change.objects.filter(before__isnull=True, table__in=written).values_list("table", flat=True)
    assert dict(Counter(recorded)) == written


def test_only_personas_can_sign_in(loaded: list[str]) -> None:
    """B3, B14: the teacher of the other school, the operator and the officers, at the staff door only; nobody else has a password."""
    found = [p for p in PERSONAS if p.role == "citas skolas skolotājs" or not p.school]
    assert Account.objects.exclude(password="").count() == len(found) == 7
    for persona in found:
        typed = {"username": persona.username, "password": persona.password, "address": "127.0.0.1"}
        assert sign_in(door=Door.FAMILY, **typed) is None
        assert sign_in(door=Door.STAFF, **typed) is not None


def test_everybody_has_an_account_with_a_label(school: School) -> None:
    """B11: pupils, guardians and staff, ready for the school to issue passwords."""
    accounts = [
        (a.door, a.label, a.school_ids) for a in Account.objects.exclude(names__role__in=["operator", "officer"])
    ]
    assert [account for account in accounts if not account[1] or account[2] != [school.pk]] == []
    assert sum(door == "staff" for door, _, _ in accounts) == 13
    pupils = [label for door, label, _ in accounts if door == "family" and label.endswith(school.short_name)]
    assert len(pupils) == Enrolment.objects.count()


def test_the_portal_is_filled_by_its_editor_and_nothing_comes_from_the_future(loaded: list[str]) -> None:
    """A4, A6–A8, S29: published posts, pins before dates, a trip with its price, a translation, comments after the post."""
    published = Post.objects.published().select_related("written_by")
    assert {(p.written_by.family_name, p.state) for p in published} == {("Rudzīte", "published")}
    [new, lasting] = [[post.title[:12] for post in (*block.featured, *block.listed)] for block in blocks_of_home("lv")]
    assert (new, lasting) == (["Novada matem", "„Vairāk ābol"], ["Kas ir zvans", "Dzelmes obse"])
    [trip] = posts_of("excursions", "lv")
    assert (trip.trip.price_cents, trip.trip.place, trip.comment_count) == (450, "Dzelmes observatorija", 1)
    [english] = Post.objects.filter(language="en")
    found = translation_of(english)
    assert found is not None
    assert found.title.startswith("Kas ir zvans")
    moments = Post.objects.published().values_list("published_at", "comments__created_at")
    assert [pair for pair in moments if not pair[0] < (pair[1] or NOW) <= NOW] == []


def test_the_demos_posts_are_read_found_and_illustrated(loaded: list[str]) -> None:
    """A3, A5, A6: the days' views make the sum that is written; each post has its drawing, described, in all widths."""
    views = {text.title: text.views for text in POSTS}
    assert dict(Post.objects.published().values_list("title", "count__views")) == views
    summed: Counter[str] = Counter()
    for title, of_day, on in PostDay.objects.values_list("post__title", "views", "on"):
        assert on <= TODAY
        summed[title] += of_day
    assert summed == views
    assert set(Post.objects.filter(search="observatorija").values_list("section", flat=True)) == {"excursions"}
    for post in Post.objects.published().select_related("picture"):
        _folders, kept = default_storage.listdir(picture_file(post.picture.public_id, ""))
        assert ({*kept}, bool(post.picture_alt)) == ({"480.webp", "960.webp", "1600.webp", "preview.jpg"}, True)


def test_something_waits_for_the_editor_and_the_moderator(loaded: list[str]) -> None:
    """A6–A8: a draft, a post for another day, a provider's offer; comments held for each of the reasons that the posts here have."""
    waiting = Post.objects.exclude(pk__in=Post.objects.published()).order_by("state", "pk")
    assert [(post.section, post.state) for post in waiting] == [
        ("useful", "draft"), ("excursions", "offered"), ("news", "published"),
    ]  # fmt: skip
    assert [post.trip.offered_by for post in waiting.filter(state="offered")] == ["Regīna Podniece"]
    assert [post.is_scheduled for post in waiting] == [False, False, True]
    held = Comment.objects.filter(state="held").order_by("held_for")
    assert [(c.held_for, c.reports.count()) for c in held] == [("reports", 2), ("words", 0)]


def test_the_support_has_suggestions_with_each_plan_and_tickets_that_wait(loaded: list[str]) -> None:
    """A11, S79: nothing of it is mailed."""
    assert {one.plan for one in public_suggestions()} == set(Plan)
    states = tickets_at_desk().values_list("state", flat=True)
    assert (Counter(states), held_tickets().count()) == ({"closed": 4, "new": 2}, 1)
    assert ProcrastinateJob.objects.filter(task_name__startswith="email").count() == 0
