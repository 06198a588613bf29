"""Who the users of a package are: by a remembered sourcedId; by personal code, where the package has one; by name among those whom the
school knows in the same role. Whoever matches nobody is new, and remembered by sourcedId from then on.
"""

import re
from collections import Counter, defaultdict

from django.utils.translation import gettext_lazy as _

from zvans.accounts.contacts import InvalidContact, checked_email, normalised_phone
from zvans.accounts.enums import Sex
from zvans.accounts.models import Person
from zvans.accounts.personal_code import InvalidPersonalCode, birth_date_in, normalised
from zvans.lib.text import search_key
from zvans.schools.actions.people import PersonFacts
from zvans.schools.imports.oneroster.frame import date_in
from zvans.schools.imports.oneroster.known import PERSON
from zvans.schools.imports.oneroster.plan import Plan, Somebody
from zvans.schools.imports.oneroster.read import Record
from zvans.schools.imports.oneroster.spec import listed
from zvans.schools.imports.report import Kind, Refusal
from zvans.schools.imports.strangers import untold

MAX_NAMES, MAX_KEY = 80, 200  # what the tables hold
_IDENTIFIERS = re.compile(r"\{[^{}:]*:([^{}]*)\}")
_LIKE_CODE = re.compile(r"[0-9]{6}-?[0-9]{5}")
_SEXES = {"female": Sex.FEMALE, "male": Sex.MALE}


def code_of(user: Record) -> str:
    """A Latvian personal code among the user's identifiers, or empty."""
    for text in [user["identifier"], *_IDENTIFIERS.findall(user["userIds"])]:
        try:
            return normalised(text.strip())
        except InvalidPersonalCode:
            continue
    return ""


def has_odd_code(user: Record) -> bool:
    """Whether an identifier has the form of a personal code and is none."""
    texts = [user["identifier"], *_IDENTIFIERS.findall(user["userIds"])]
    return not code_of(user) and any(_LIKE_CODE.fullmatch(text.strip()) for text in texts)


def name_key(user: Record) -> str:
    return search_key(f"{user['familyName']} {user['givenName']}")


def plan_users(plan: Plan, kinds: dict[str, Kind]) -> None:
    """`kinds`: what each user is first of all in the school. Whom nothing names as anybody is not taken in."""
    demographics = plan.package.by_id("demographics")
    odd: list[str] = []
    odd_codes: list[str] = []
    names = Counter(name_key(user) for user in plan.scope.users.values())
    related = _related(plan)
    taken_in = [key for key, user in plan.scope.users.items() if key in kinds and not user.is_deleted]
    for key in sorted(taken_in, key=lambda key: kinds[key] != Kind.PUPIL):  # guardians are found beside their pupils
        user = plan.scope.users[key]
        plan.report.advance()
        try:
            facts = _facts(user, demographics.get(key), _usable_code(plan, user, odd_codes), odd)
            family = [plan.people[other] for other in related[key] if other in plan.people]
            who = _identified(plan, user, facts, kinds[key], family, is_only=names[name_key(user)] == 1)
        except Refusal as refusal:
            name = f"{user['familyName']} {user['givenName']}".strip() or key
            plan.report.refuse(kinds[key], name[:160], user.row, refusal.reason)
            continue
        plan.people[key] = who
        plan.accept(who, facts)
        plan.remembered[PERSON, key] = who
    _add_remembered(plan)
    if odd_codes:
        text = _("Personas kodi, kas nav derīgi: tos neierakstām.")
        plan.report.note("odd_codes", text, dict.fromkeys(odd_codes))
    if odd:
        plan.report.note(
            "odd_contacts", _("Tālruņi un e-pasta adreses, kas nav derīgas: tās neierakstām."), dict.fromkeys(odd)
        )


def _add_remembered(plan: Plan) -> None:
    """Those whom the school remembers and the package only names."""
    for key, row in plan.known.memory.of(PERSON).items():
        person = plan.known.people.get(row)
        if key not in plan.people and person is not None and not _is_refused(plan, key):
            plan.people[key] = plan.by_person.setdefault(person.pk, _of_person(person))


def _is_refused(plan: Plan, key: str) -> bool:
    """A row of the package that was refused is not replaced by what is remembered; one that deletes is looked up."""
    user = plan.scope.users.get(key)
    return user is not None and not user.is_deleted


def _of_person(person: Person, row: int = 0) -> Somebody:
    facts = PersonFacts(
        person.given_name, person.family_name, "", person.born_on, person.phone, person.email, person.sex
    )
    return Somebody(facts, row, person)


def _usable_code(plan: Plan, user: Record, odd: list[str]) -> str:
    """A code of somebody of another name is left out as one that is not valid; whom the school knows it may be told of (C3)."""
    code = code_of(user)
    holder = (
        plan.known.by_code.get(code) if plan.known.memory.of(PERSON).get(user.id, 0) not in plan.known.people else None
    )
    is_taken = holder is not None and holder.search_key != name_key(user)
    if is_taken and holder is not None and plan.known.is_ours(holder):
        raise Refusal(_("Skolā ar šo personas kodu ir kāds ar citu vārdu. Izlabojiet pakotnē vārdu vai kodu."))
    if is_taken:
        plan.report.missed += 1
    if is_taken or has_odd_code(user):
        odd.append(f"{user['familyName']} {user['givenName']}"[:160])
    return "" if is_taken else code


def _facts(user: Record, demographics: Record | None, code: str, odd: list[str]) -> PersonFacts:
    given, family = user["givenName"], user["familyName"]
    if not given or not family:
        raise Refusal(_("Nav vārda vai uzvārda."))
    if len(given) + len(family) > MAX_NAMES:
        raise Refusal(_("Vārds un uzvārds kopā ir garāki par %(limit)s zīmēm.") % {"limit": MAX_NAMES})
    if len(user.id) > MAX_KEY:
        raise Refusal(_("sourcedId ir garāks par %(limit)s zīmēm.") % {"limit": MAX_KEY})
    born_on = date_in(demographics["birthDate"]) if demographics and not demographics.is_deleted else None
    sex = _SEXES.get(demographics["sex"].casefold(), "") if demographics else ""
    phone, email = user["sms"] or user["phone"], user["email"]
    try:
        phone = normalised_phone(phone)
    except InvalidContact:
        odd.append(f"{family} {given}")
        phone = ""
    try:
        email = checked_email(email)
    except InvalidContact:
        odd.append(f"{family} {given}")
        email = ""
    return PersonFacts(given, family, code, born_on or birth_date_in(code), phone, email, str(sex))


def _related(plan: Plan) -> dict[str, list[str]]:
    """User → those who name them as agents, or are named so by them."""
    found: dict[str, list[str]] = defaultdict(list)
    for key, user in plan.scope.users.items():
        for other in listed(user["agentSourcedIds"]):
            found[key].append(other)
            found[other].append(key)
    return found


def _identified(
    plan: Plan, user: Record, facts: PersonFacts, kind: Kind, family: list[Somebody], *, is_only: bool
) -> Somebody:
    known, row = plan.known, user.row
    person = known.people.get(known.memory.of(PERSON).get(user.id, 0))
    if person is None and facts.code:
        person = known.by_code.get(facts.code)
    if person is None:
        person = _guardian(plan, facts, family) or _namesake(plan, facts, kind, is_only=is_only)
    if person is not None:
        who = plan.by_person.setdefault(person.pk, _of_person(person, row))
        who.written = who.written or ("" if known.is_ours(person) else Somebody(facts).name)
        return who
    new = Somebody(facts, row)
    return plan.by_code.setdefault(facts.code, new) if facts.code else new


def _guardian(plan: Plan, facts: PersonFacts, family: list[Somebody]) -> Person | None:
    """One of that name who is a guardian of these pupils already."""
    wards = [row for pupil in family for row in plan.known.guardianships.get(pupil.pk or 0, [])]
    alike = {row.guardian_id: row.guardian for row in wards if row.guardian.search_key == Somebody(facts).search_key}
    return next(iter(alike.values())) if len(alike) == 1 else None


def _namesake(plan: Plan, facts: PersonFacts, kind: Kind, *, is_only: bool) -> Person | None:
    """A pupil of the year by name and, where both are known, birth date; an employee by name; a grown-up of the school by name
    and contact; one of another school where the package tells all that would be seen of them."""
    key, known = Somebody(facts).search_key, plan.known
    if kind == Kind.PUPIL:
        alike = [
            person
            for person in known.pupils_called.get(key, [])
            if facts.born_on is None or person.born_on in (None, facts.born_on)
        ]
    else:
        contacts = {facts.phone, facts.email.casefold()} - {""}
        staff = [row.person for row in known.employments if row.person and row.person.search_key == key]
        adults = known.adults.get(key, [])
        touched = [p for p in adults if known.is_ours(p) and {p.phone, p.email.casefold()} & contacts]
        alike = (staff if kind == Kind.STAFF else []) or touched
        if not alike:
            others = [p for p in adults if not known.is_ours(p) and p.pk not in known.coded | plan.by_person.keys()]
            found_there = untold(others, facts) if is_only else []
            return found_there[0] if len(found_there) == 1 else None
    found = {person.pk: person for person in alike if person.pk not in known.remembered | plan.by_person.keys()}
    if not found:
        return None
    if len(found) > 1 or not is_only:
        raise Refusal(
            _("Skolā jau ir kāds ar šādu vārdu, un nav zināms, vai tas ir viņš. Pakotnē vajag personas kodu.")
        )
    return next(iter(found.values()))
