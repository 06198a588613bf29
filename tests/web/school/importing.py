"""The pages of imports as one of the staff uses them, and what a school holds."""

from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.factories.small_school import SmallSchool
from tests.support.page import read
from zvans.accounts.models import Account, Person
from zvans.lib.database.sight import in_sight_of
from zvans.schools.models import Employment, Enrolment, Guardianship, Position

HEAD = "veids;vārds;uzvārds;personas kods;klase;skolēna kods;tālrunis;amats"
JANIS = "skolēns;Roberts;Zariņš;320000-00001;9.b;;;"
MOTHER = "māte;Anna;Zariņa;;;320000-00001;29111222;"
TEACHER = "darbinieks;Zane;Zīle;320000-00009;;;;direktora vietniece"
NO_HEADS = "Pirmajā rindā nav sleju nosaukumu, ko pazīstam: vārds, uzvārds, personas kods, klase…"
BAD = "skolēns;Slikts;Kods;123456-78901;9.b;;;"

_OURS = {"accounts", "schools", "timetable", "journal"}
_ASIDE = {"Import", "ImportChoice", "Allowance"}  # how much was handed in counts, whatever became of it


class Desk:
    """The pages of imports as one of the staff uses them."""

    def __init__(self, client: Client, school: SmallSchool) -> None:
        self.client, self.school = client, school
        self.start = f"/school/{school.school.code}/imports/"

    def hand_in(
        self, *lines: str, head: str = HEAD, kind: str = "people", name: str = "cilvēki.csv", **fields: str
    ) -> str:
        content = "\n".join((head, *lines)).encode()
        return self.hand_in_bytes(content, kind=kind, name=name, **fields)

    def hand_in_bytes(self, content: bytes, *, kind: str = "people", name: str = "cilvēki.csv", **fields: str) -> str:
        answer = self.client.post(
            f"{self.start}new/", {"kind": kind, "file": SimpleUploadedFile(name, content), **fields}
        )
        assert answer.status_code == 302, answer.content.decode()
        return answer.headers["Location"]

    def look(self, address: str) -> Any:
        answer = self.client.get(address)
        assert answer.status_code == 200
        return read(answer.content)

    def said(self, address: str) -> str:
        return self.look(address).one(css_class="import-said").text

    def counts(self, address: str) -> dict[str, list[str]]:
        """For each kind: new, changed, the same, left, refused."""
        rows = self.look(address).one("table", "import-summary").one("tbody").all("tr")
        return {row.one("th").text: [cell.text.replace("·", "0") for cell in row.all("td")] for row in rows}

    def rows(self, address: str) -> list[list[str]]:
        table = self.look(address).one("table", "import-rows").one("tbody")
        return [[cell.text for cell in row.children if not isinstance(cell, str)] for row in table.all("tr")]

    def confirm(self, address: str) -> int:
        return self.client.post(f"{address}confirm/").status_code


def kept(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "files").iterdir())


def numbers(school: SmallSchool) -> dict[str, int]:
    with in_sight_of([school.school.pk]):
        return {m.__name__: m.objects.count() for m in (Person, Account, Enrolment, Guardianship, Employment, Position)}  # type: ignore[attr-defined]


def everything() -> dict[str, list[Any]]:
    """Every row of every table of schools, people and their accounts."""
    models = [m for m in apps.get_models() if m._meta.app_label in _OURS and m.__name__ not in _ASIDE]
    with in_sight_of(None):
        return {m.__name__: list(m._default_manager.order_by("pk").values()) for m in models}
