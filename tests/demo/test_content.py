"""What the demo country is written with: headteachers read it."""

import re
from itertools import pairwise
from random import Random

import pytest

from zvans.demo.people.names import family_names, given_names
from zvans.demo.reading import names_in
from zvans.demo.staffing import SchoolPlan
from zvans.demo.teaching.lessons import Course
from zvans.demo.teaching.subjects import SubjectContent, all_subjects, subject
from zvans.lib.text import sort_key

SUBJECTS = names_in("subjects")
LATVIAN = set("aābcčdeēfgģhiījkķlļmnņoprsštuūvzž")


def homework_of(found: SubjectContent) -> list[str]:
    own = [topic.homework for topics in found.topics.values() for topic in topics if topic.homework]
    return [*own, *found.homework, *found.homework_lower]


@pytest.mark.parametrize("key", SUBJECTS)
def test_topics_read_as_a_sequence(key: str) -> None:
    for topics in subject(key).topics.values():
        texts = [topic.text for topic in topics]
        assert len(set(texts)) == len(texts)
        assert len(texts) >= 7
        assert not any(first.is_test and second.is_test for first, second in pairwise(topics))


@pytest.mark.parametrize("key", SUBJECTS)
def test_texts_are_clean(key: str) -> None:
    found = subject(key)
    topics = [topic.text for of_grade in found.topics.values() for topic in of_grade]
    for text in (*topics, *homework_of(found), *found.continued):
        assert re.search(r"\s\s|\"|\B'|'\B|\s[.,;]|^\s|\s$", text) is None, text
        assert text.count("“") == text.count("”"), text
        assert not text[0].islower() or text.startswith("pH"), text


@pytest.mark.parametrize("key", SUBJECTS)
def test_homework_is_whole_sentences_with_known_places(key: str) -> None:
    for text in homework_of(subject(key)):
        assert set(re.findall(r"{(\w+)}", text)) <= {"lpp", "a", "b"}
        assert text.rstrip("”")[-1] in ".?!", text


def test_every_course_has_topics_and_every_subject_a_course() -> None:
    planned = [c for key in ("zvanupe", "rudzuleja") for block in SchoolPlan(key).blocks for c in block.courses]
    assert {course.subject for course in planned} == set(all_subjects())
    assert [course for course in planned if course.grade not in subject(course.subject).topics] == []


def test_names_are_many_written_in_the_latvian_alphabet_and_sort() -> None:
    """120 given names of each sex, 150 family names in two forms."""
    given = {
        sex: {n for g in ("child", "adult") for s in (True, False) for n in given_names(g, sex, s)} for sex in "mf"
    }
    family = [form for name in family_names() for form in (name.male, name.female)]
    assert (len(given["m"]) >= 120, len(given["f"]) >= 120, len(family_names()) >= 150) == (True, True, True)
    for name in (*given["m"], *given["f"], *family):
        assert set(name.lower()) <= LATVIAN | {"-"}, name
    in_order = sorted(["Čakste", "Cielavs", "Āboliņš", "Abols", "Žagars", "Zvirbulis"], key=sort_key)
    assert in_order == ["Āboliņš", "Abols", "Cielavs", "Čakste", "Zvirbulis", "Žagars"]


def test_the_same_course_writes_the_same_texts_and_its_neighbour_others() -> None:
    def texts(seed: str) -> list[str]:
        written = Course(subject("matematika"), 9, 60, Random(seed)).texts(50, lambda index: True)
        return [f"{text.topic} {text.homework}" for text in written]

    assert texts("9.a") == texts("9.a")
    assert texts("9.a") != texts("9.b")


def test_a_test_waits_for_a_day_that_has_room_for_it() -> None:
    written = Course(subject("fizika"), 9, 24, Random(1)).texts(22, lambda index: index not in range(6, 15))
    first = next(index for index, text in enumerate(written) if text.is_test)
    assert first == 15
    assert {written[index].topic for index in (first - 1, first - 2)} == {"Atkārtojums un gatavošanās pārbaudes darbam"}
