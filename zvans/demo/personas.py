"""The people of the demo that one can sign in as (`zvans personas`). Their passwords open nothing outside of the demo."""

from dataclasses import dataclass

from zvans.accounts.enums import Door
from zvans.demo.people.cast import GUARDIANS, OFFICERS, OPERATOR, PUPILS, STAFF, CastPerson
from zvans.demo.staffing import SchoolPlan

_START = {Door.FAMILY: "/home/", Door.STAFF: "/today/"}


@dataclass(frozen=True)
class Persona:
    name: str
    role: str
    door: str
    username: str
    password: str
    school: str
    start_url: str


_PEOPLE: dict[str, CastPerson] = {person.key: person for person in (*STAFF.values(), *PUPILS, *GUARDIANS)}
_SCHOOL_OF = {person.key: school for (school, _), person in STAFF.items()} | {p.key: p.school for p in PUPILS}


def _persona(key: str, role: str, door: Door, password: str, *pupils: str) -> Persona:
    """`pupils`: whose personal codes are names of this account, the first being the one to sign in with (B2)."""
    person = _PEOPLE[key]
    schools = dict.fromkeys(_SCHOOL_OF[owner] for owner in pupils or (key,))
    return Persona(
        name=f"{person.given} {person.family}",
        role=role,
        door=door.value,
        username=_PEOPLE[pupils[0]].code if pupils else person.code,
        password=password,
        school=", ".join(SchoolPlan(school).name for school in schools),
        start_url=_START[door],
    )


def _officer(key: str, role: str, password: str) -> Persona:
    person = OFFICERS[key]
    name = f"{person.given} {person.family}"
    return Persona(name, role, Door.STAFF.value, person.code, password, school="", start_url="/office/")


OPERATING = Persona(
    name=f"{OPERATOR.given} {OPERATOR.family}",
    role="sistēmas uzturētājs",
    door=Door.STAFF.value,
    username=OPERATOR.code,
    password="svece-mols-pulkstenis",
    school="",
    start_url="/operator/",
)

# Has never signed in: a password of the own and the terms are asked first (B5, C1).
NEWCOMER = _persona("teodors_mother", "mamma, kas pieslēdzas pirmo reizi", Door.FAMILY, "osta-vilnis-kaija", "teodors")

PERSONAS = (
    _persona("teacher", "matemātikas skolotāja", Door.STAFF, "rudens-tilts-kamols"),
    _persona("class_teacher", "9.b klases audzinātāja", Door.STAFF, "sniegs-pulkstenis-osta"),
    _persona("head", "direktore", Door.STAFF, "bura-magone-ledus"),
    _persona("superuser", "virslietotājs", Door.STAFF, "ozols-laterna-krasts"),
    _persona("elza", "9. klases skolniece", Door.FAMILY, "lapsa-zibens-sala", "elza"),
    _persona("teodors", "2. klases skolnieks", Door.FAMILY, "kamielis-balons-zupa", "teodors"),
    _persona("mother", "mamma", Door.FAMILY, "medus-upe-vasara", "elza", "karlis"),
    _persona("father", "tētis", Door.FAMILY, "akmens-pagalms-bite", "elza", "karlis", "hugo"),
    _persona("other_mother", "cita skolēna mamma", Door.FAMILY, "osis-zvaigzne-laiva", "hugo"),
    _persona(
        "guardian", "cita atbildīgā persona, bērni divās skolās", Door.FAMILY, "linu-lauks-dzirnavas", "marta", "reinis"
    ),
    NEWCOMER,
    _persona("teacher_mother", "mākslas skolotāja", Door.STAFF, "otas-debesis-valnis"),
    _persona("teacher_mother", "mamma, kas ir arī skolotāja", Door.FAMILY, "karote-putns-mols", "augusts"),
    _persona("stranger", "citas skolas skolotājs", Door.STAFF, "priede-purvs-vilciens"),
    _persona("former_teacher", "bijušais ķīmijas skolotājs", Door.STAFF, "kolba-dzintars-tornis"),
    OPERATING,
    _officer("security", "drošības uzraudze", "vairogs-dzerve-lampa"),
    _officer("support", "lietotāju atbalsts", "kompass-bulta-stikls"),
    _officer("municipality", "pašvaldības speciāliste", "tilts-zvirbulis-makonis"),
    _officer("editor", "portāla redaktore", "spalva-egle-raksts"),
    _officer("moderator", "portāla moderators", "strauts-saruna-kalns"),
)
