"""The people of the demo that one signs in as, and those who belong to them. Everybody else is drawn at random around them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CastPerson:
    """Somebody with a fixed name and personal code (of the kind issued since 2017; nobody has it)."""

    key: str
    given: str
    family: str
    sex: str
    code: str = ""


@dataclass(frozen=True)
class CastPupil(CastPerson):
    school: str = ""
    class_name: str = ""


@dataclass(frozen=True)
class CastGuardian(CastPerson):
    kind: str = ""
    wards: tuple[str, ...] = ()


# Who runs the installation; works at no school.
OPERATOR = CastPerson("operator", "Uldis", "Krastkalns", "m", "368215-04793")

# Who holds an office in it (by its value), beside no work in a school.
OFFICERS = {
    "security": CastPerson("security", "Rita", "Zālīte", "f", "357420-16938"),
    "support": CastPerson("support", "Māris", "Kraukle", "m", "341873-50264"),
    "municipality": CastPerson("municipality", "Baiba", "Strazdiņa", "f", "369502-78413"),
    "editor": CastPerson("editor", "Madara", "Rudzīte", "f", "338216-47095"),
    "moderator": CastPerson("moderator", "Artis", "Kalniņš", "m", "354709-21638"),
}

# By school and key of the staffing table.
STAFF = {
    ("zvanupe", "head"): CastPerson("head", "Anda", "Grīnberga", "f", "346120-58213"),
    ("zvanupe", "admin"): CastPerson("superuser", "Normunds", "Ošenieks", "m", "335914-20768"),
    ("zvanupe", "ma1"): CastPerson("teacher", "Ilze", "Kalnbērziņa", "f", "328745-20716"),
    ("zvanupe", "lv1"): CastPerson("class_teacher", "Santa", "Vītoliņa", "f", "371206-94455"),
    ("zvanupe", "vi1"): CastPerson("teacher_mother", "Zane", "Freiberga", "f", "352908-17342"),
    ("zvanupe", "ki0"): CastPerson("former_teacher", "Vilnis", "Dārznieks", "m", "389453-60127"),
    ("rudzuleja", "ma1"): CastPerson("stranger", "Aivars", "Medenis", "m", "364071-83590"),
}  # fmt: skip

PUPILS = (
    CastPupil("elza", "Elza", "Liepiņa", "f", "327516-40982", "zvanupe", "9.b"),
    CastPupil("karlis", "Kārlis", "Liepiņš", "m", "343860-71259", "zvanupe", "5.a"),
    CastPupil("hugo", "Hugo", "Liepiņš", "m", "358124-09637", "zvanupe", "4.a"),
    CastPupil("teodors", "Teodors", "Zvirbulis", "m", "391627-35804", "zvanupe", "2.a"),
    CastPupil("marta", "Marta", "Upeniece", "f", "336498-12075", "zvanupe", "6.a"),
    CastPupil("reinis", "Reinis", "Upenieks", "m", "372951-86340", "rudzuleja", "3"),
    CastPupil("augusts", "Augusts", "Freibergs", "m", "345087-29613", "zvanupe", "6.b"),
)

# Hugo is the father's son from another family: Elza's mother has no part in him, and his mother none in Elza.
GUARDIANS = (
    CastGuardian("mother", "Kristīne", "Liepiņa", "f", kind="mother", wards=("elza", "karlis")),
    CastGuardian("father", "Gatis", "Liepiņš", "m", kind="father", wards=("elza", "karlis", "hugo")),
    CastGuardian("other_mother", "Evita", "Sproģe", "f", kind="mother", wards=("hugo",)),
    CastGuardian("teodors_mother", "Signe", "Zvirbule", "f", kind="mother", wards=("teodors",)),
    CastGuardian("guardian", "Ināra", "Upeniece", "f", kind="guardian", wards=("marta", "reinis")),
    CastGuardian("augusts_father", "Mareks", "Freibergs", "m", kind="father", wards=("augusts",)),
)

# Whose phones one can write from (`/dev/phone/`).
PHONES = {"mother": "+37120000001", "elza": "+37120000002"}

# The teacher who is a mother too: one person, two accounts (B4).
MOTHER_ON_THE_STAFF = ("teacher_mother", "mother", "augusts")
