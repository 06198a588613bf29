"""What an import will do or has done, thing by thing, and why it refused the rest."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Text = Any  # a string, or a translation that waits for its reader's language

_MOST_CHOICES = 6
NEW, OUT = "new", "out"  # answers to a doubt that name no row: make it anew, leave it out
LEFT_OUT = 0  # how leaving out is remembered in the place of a row's key
_Tell = Callable[[int, int], None]
_watch: ContextVar[_Tell | None] = ContextVar("watch_of_reports", default=None)


@contextmanager
def watched(tell: _Tell) -> Iterator[None]:
    """While the block lasts, reports tell how much is done of how much (0: not known yet), whatever kind of import is at work."""
    token = _watch.set(tell)
    try:
        yield
    finally:
        _watch.reset(token)


class UnreadableFile(Exception):
    """The file as a whole can't be used. The reason is for people."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason)
        self.reason = reason


class UnknownColumns(UnreadableFile):
    """The heads of a table say nothing to us; people can say which is what. `heads` as they stand in the file."""

    def __init__(self, reason: Text, heads: list[str]) -> None:
        super().__init__(reason)
        self.heads = heads


class Refusal(Exception):
    """One row can't be used."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason)
        self.reason = reason


class Outcome(StrEnum):
    """`LEFT`: it is in the school, the file does not name it, and it stays as it is."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    LEFT = "left"
    REFUSED = "refused"


class Kind(StrEnum):
    """What a line is about."""

    YEAR = "year"
    TERM = "term"
    BELL = "bell"
    SUBJECT = "subject"
    TEACHER = "teacher"
    ROOM = "room"
    CLASS = "class"
    CLASS_TEACHER = "class_teacher"
    GROUP = "group"
    COURSE = "course"
    LESSON = "lesson"
    SLOT = "slot"
    PUPIL = "pupil"
    GUARDIAN = "guardian"
    STAFF = "staff"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing. `row` is the line of the file it stands on, where there is one."""

    outcome: Outcome
    kind: Kind
    name: str
    row: int | None = None
    reason: Text = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Something to know that is no fault: what was kept though it is not complete."""

    code: str
    text: Text
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something of the file that may be one of these rows of the school: for people to say, once. `choices`: key and name; `others`: what
    else they may say, `NEW` or `OUT`."""

    kind: Kind
    name: str
    row: int | None
    choices: tuple[tuple[int, str], ...]
    others: tuple[str, ...] = (NEW,)


def remembered(answer: str) -> int | None:
    """What an answer to a doubt (a key, `NEW` or `OUT`) is remembered as."""
    return {NEW: None, OUT: LEFT_OUT}[answer] if answer in (NEW, OUT) else int(answer)


@dataclass
class Report:
    """`heads`: those of the columns of a table, where the file has some. `done` of `total` things of the file, and of what is to be
    written, are behind: progress, which says nothing of what the report says."""

    lines: list[Line] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    said: dict[tuple[Kind, str], str] = field(default_factory=dict)  # earlier answers that count here
    remembers: int = 0  # what the school would know of the file afterwards, though nothing of it changes
    missed: int = 0  # personal codes of people of another name than the file has beside them
    done: int = field(default=0, compare=False)
    total: int = field(default=0, compare=False)

    def expect(self, more: int) -> None:
        """So many things more are to be gone through."""
        self.total += more
        self.advance(0)

    def advance(self, by: int = 1) -> None:
        self.done = min(self.done + by, self.total)
        tell = _watch.get()
        if tell is not None:
            tell(self.done, self.total)

    def say(self, outcome: Outcome, kind: Kind, name: str, row: int | None = None, reason: Text = "") -> None:
        self.lines.append(Line(outcome, kind, name, row, reason))

    def refuse(self, kind: Kind, name: str, row: int | None, reason: Text) -> None:
        self.say(Outcome.REFUSED, kind, name, row, reason)

    def doubt(
        self, kind: Kind, name: str, row: int | None, like: Iterable[Any], others: tuple[str, ...] = (NEW,)
    ) -> None:
        """Ask whether it is one of these rows of the school, if there is more than one thing to say."""
        choices = tuple((found.pk, str(found.name)) for found in like)[:_MOST_CHOICES]
        if len(choices) + len(others) > 1:
            self.doubts.append(Doubt(kind, name, row, choices, others))

    def recall(self, kind: Kind, name: str, meaning: str) -> None:
        """What people said before that this name is: the name of a row, `NEW` or `OUT`."""
        self.said[kind, name] = meaning

    def leave(self, kind: Kind, names: Iterable[str]) -> None:
        for name in names:
            self.say(Outcome.LEFT, kind, name)

    def note(self, code: str, text: Text, names: Iterable[str] = ()) -> None:
        self.notes.append(Note(code, text, tuple(names)))

    def of(self, outcome: Outcome) -> list[Line]:
        """In the order of the file."""
        return sorted((line for line in self.lines if line.outcome == outcome), key=lambda line: line.row or 0)

    def counts(self) -> dict[str, int]:
        counted = dict.fromkeys(map(str, Outcome), 0)
        for line in self.lines:
            counted[line.outcome] += 1
        return counted

    def counts_by_kind(self) -> dict[Kind, dict[str, int]]:
        """In the order in which kinds first appear."""
        counted: dict[Kind, dict[str, int]] = {}
        for line in self.lines:
            counted.setdefault(line.kind, dict.fromkeys(map(str, Outcome), 0))[line.outcome] += 1
        return counted

    def as_json(self) -> dict[str, Any]:
        return {
            **self.counts(),
            "refused_rows": [
                {"row": line.row, "kind": line.kind.value, "name": line.name, "reason": str(line.reason)}
                for line in self.of(Outcome.REFUSED)
            ],
            "notes": [
                {"code": note.code, "count": len(note.names), "text": str(note.text), "names": list(note.names)}
                for note in self.notes
            ],
            "doubts": [
                {
                    "kind": doubt.kind.value,
                    "name": doubt.name,
                    "row": doubt.row,
                    "choices": [name for _key, name in doubt.choices],
                    "others": list(doubt.others),
                }
                for doubt in self.doubts
            ],
        }
