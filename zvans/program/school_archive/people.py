"""People of an archive among the people who are here."""

from collections.abc import Sequence
from typing import Any

from zvans.accounts.enums import Door
from zvans.accounts.models import Account, Person, PersonalCode
from zvans.accounts.personal_code import encrypted
from zvans.accounts.queries.codes import kept_hashes
from zvans.schools.actions.changes import Changes
from zvans.schools.actions.people import name_accounts
from zvans.schools.models import Guardianship

_FIELDS = ("public_id", "given_name", "family_name", "born_on", "sex", "phone", "email", "revision")

Row = dict[str, Any]


class PeopleOfArchive:
    """`keys`: person in the archive → person here."""

    def __init__(self) -> None:
        self.keys: dict[int, int] = {}
        self.known = self.new = 0
        self._names: list[tuple[str, int, bytes, str]] = []
        self._closed: list[tuple[int, str]] = []

    def take(self, rows: Sequence[Row]) -> None:
        """Find or add a chunk of people, with their codes."""
        hashes = kept_hashes([code["code"] for row in rows for code in row["codes"]])
        owners = _owners(list(hashes.values()))
        twins = {p.public_id: p for p in Person.objects.filter(public_id__in=[row["public_id"] for row in rows])}
        added, people = Changes(), []
        for row in rows:
            person = _by_code(row, hashes, owners) or _twin(row, twins)
            self.known += person is not None
            if person is None:
                person = _person(row, is_free=row["public_id"] not in twins)
                added.add(person)
                self.new += 1
            people.append(person)
        added.write()
        self.keys.update((row["id"], person.pk) for row, person in zip(rows, people, strict=True))
        _add_codes(rows, people, hashes, owners)
        self._keep_names(rows)

    def _keep_names(self, rows: Sequence[Row]) -> None:
        hashes = kept_hashes([name["code"] for row in rows for name in row["names"]])
        for row in rows:
            for name in row["names"]:
                person = self.keys[row["id"]]
                self._names.append((name["door"], person, hashes[name["code"]], name["role"]))
                if not name["is_active"]:
                    self._closed.append((person, name["door"]))

    def take_wards(self, rows: Sequence[Row]) -> None:
        """Guardianships that are not here yet, whatever day they began."""
        pairs = [(self.keys[row["pupil_id"]], self.keys[row["guardian_id"]]) for row in rows]
        known = set(
            Guardianship.objects.filter(pupil__in=[pupil for pupil, _ in pairs]).values_list("pupil_id", "guardian_id")
        )
        changes = Changes()
        for row, (pupil, guardian) in zip(rows, pairs, strict=True):
            if (pupil, guardian) not in known:
                changes.add(Guardianship(**row | {"pupil_id": pupil, "guardian_id": guardian}))
        changes.write()

    def name_accounts(self) -> None:
        """Accounts for the names people signed in with. No password comes along: the school issues new ones (B13)."""
        before = set(Account.objects.filter(person__in=self.keys.values()).values_list("person_id", "door"))
        for door in Door.values:
            changes = Changes()
            name_accounts(changes, door, [(p, keyed, role) for at, p, keyed, role in self._names if at == door])
            changes.write()
            closed = [person for person, at in self._closed if at == door and (person, at) not in before]
            Account.objects.filter(door=door, person__in=closed).update(is_active=False)


def _add_codes(
    rows: Sequence[Row], people: Sequence[Person], hashes: dict[str, bytes], owners: dict[bytes, Person]
) -> None:
    """Codes that nobody here has. Somebody known keeps the code that is current here."""
    current = set(PersonalCode.objects.filter(person__in=people, ends_on=None).values_list("person_id", flat=True))
    changes = Changes()
    for row, person in zip(rows, people, strict=True):
        for code in row["codes"]:
            if hashes[code["code"]] in owners or (code["ends_on"] is None and person.pk in current):
                continue
            key_id, kept = encrypted(code["code"])
            keyed = hashes[code["code"]]
            changes.add(
                PersonalCode(person=person, keyed_hash=keyed, key_id=key_id, encrypted=kept, ends_on=code["ends_on"])
            )
    changes.write()


def _owners(hashes: Sequence[bytes]) -> dict[bytes, Person]:
    rows = PersonalCode.objects.filter(keyed_hash__in=hashes).select_related("person")
    return {bytes(row.keyed_hash): row.person for row in rows}


def _by_code(row: Row, hashes: dict[str, bytes], owners: dict[bytes, Person]) -> Person | None:
    found = (owners.get(hashes[code["code"]]) for code in row["codes"])
    return next((person for person in found if person is not None), None)


def _twin(row: Row, twins: dict[str, Person]) -> Person | None:
    """Somebody without a code whose random address and name are here already: another archive of the same installation brought them."""
    twin = twins.get(row["public_id"])
    same = twin is not None and (twin.given_name, twin.family_name) == (row["given_name"], row["family_name"])
    return twin if same else None


def _person(row: Row, *, is_free: bool) -> Person:
    values = {name: row[name] for name in _FIELDS if is_free or name != "public_id"}
    return Person(**values)
