"""A small OneRoster package written by the tests, and copies of it with something changed."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from zvans.schools.imports.oneroster.spec import REFERENCES

HEADS = {
    "orgs": "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId",
    "academicSessions": "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear",
    "courses": "sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes",
    "classes": "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,"
    "termSourcedIds,subjects,subjectCodes,periods",
    "users": "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,identifier,email,sms,phone,"
    "agentSourcedIds",
    "roles": "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId",
    "enrollments": "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate",
    "demographics": "sourcedId,status,dateLastModified,birthDate,sex",
}  # fmt: skip
Rows = Mapping[str, Sequence[str]]

# A school of two classes and three journals, and a school beside it. Ieva is pupil u1's mother, Juris the father of both pupils of 9.b.
ROWS: dict[str, list[str]] = {
    "orgs": ["o0,,,Ozolkalna novads,district,,", "o1,,,Ozolkalnas skola,school,ozolkalna,o0", "o2,,,Cita skola,school,cita,o0"],
    "academicSessions": [
        "y,,,2026/27,schoolYear,2026-09-01,2027-05-31,,2027", "t1,,,1. semestris,term,2026-09-01,2026-12-23,y,2027",
        "t2,,,2. semestris,term,2027-01-11,2027-05-31,y,2027", "old,,,2025/26,schoolYear,2025-09-01,2026-05-31,,2026",
    ],
    "courses": ["k0,,,,Klase,,,o0,,", "k1,,,,Matemātika,MAT,9,o1,,", "k2,,,,Angļu valoda,ANG,9,o1,,", "k3,,,,Šahs,,,o1,,"],
    "classes": [
        "c1,,,9.b,9,k0,9b,homeroom,,o1,\"t1,t2\",,,", "c2,,,9.a,9,k0,9a,homeroom,,o1,\"t1,t2\",,,",
        "c3,,,Matemātika 9.b,9,k1,,scheduled,,o1,\"t1,t2\",,,", "c4,,,Angļu 1. grupa,9,k2,,scheduled,,o1,\"t1,t2\",,,",
        "c5,,,Šahs,,k3,,scheduled,,o1,t1,,,", "c6,,,Vecā klase,9,k1,,scheduled,,o1,old,,,", "c7,,,5.c,5,k0,,homeroom,,o2,y,,,",
    ],
    "users": [
        "u1,,,true,janis,,Jānis,Bērziņš,,,,,\"g1,g2\"", "u2,,,true,liga,,Līga,Ābola,,,,,g2", "u3,,,true,uga,,Uga,Čakāns,,,,,",
        "s1,,,true,ilze,{LV:010180-10000},Ilze,Kalniņa,,ilze@skola.example,,,", "s2,,,true,andris,,Andris,Vītols,,,,,",
        "s3,,,true,admin,,Ance,Zīle,,,,,", "g1,,,true,ieva,,Ieva,Bērziņa,,ieva@majas.example,+371 20000001,,",
        "g2,,,true,juris,,Juris,Bērziņš,,nav e-pasts,abc,,", "g3,,,true,nenis,,Neviena,Vecāks,,,,,",
        "x1,,,true,svess,,Svešs,Skolēns,,,,,",
    ],
    "roles": [
        "r1,,,u1,primary,student,2026-09-01,,o1,", "r2,,,u2,primary,student,,,o1,", "r3,,,u3,primary,student,,,o1,",
        "r4,,,s1,primary,teacher,,,o1,", "r5,,,s2,primary,principal,,,o1,", "r6,,,s3,primary,siteAdministrator,,,o1,",
        "r7,,,g1,primary,parent,,,o1,", "r8,,,g2,primary,parent,,,o1,", "r9,,,g3,primary,guardian,,,o1,",
        "r10,,,x1,primary,student,,,o2,",
    ],
    "enrollments": [
        "e1,,,c1,o1,u1,student,,,", "e2,,,c1,o1,u2,student,,,", "e3,,,c2,o1,u3,student,,,", "e4,,,c3,o1,u1,student,,,",
        "e5,,,c3,o1,u2,student,,,", "e6,,,c4,o1,u2,student,,,", "e7,,,c5,o1,u2,student,,,", "e8,,,c5,o1,u3,student,,,",
        "e9,,,c3,o1,s1,teacher,true,,", "e10,,,c1,o1,s1,teacher,true,,", "e11,,,c4,o1,s2,teacher,true,,",
        "e12,,,c7,o2,x1,student,,,",
    ],
    "demographics": ["u1,,,2011-04-05,male", "u2,,,,female", "g1,,,,female", "g2,,,,male"],
}  # fmt: skip


def manifest(modes: Mapping[str, str], version: str = "1.2") -> str:
    lines = ["propertyName,value", "manifest.version,1.0", f"oneroster.version,{version}"]
    return "\r\n".join([*lines, *(f"file.{name},{modes.get(name, 'absent')}" for name in REFERENCES)]) + "\r\n"


def table(name: str, rows: Sequence[str]) -> str:
    return "\r\n".join([HEADS[name], *rows]) + "\r\n"


def zipped(path: Path, files: Mapping[str, str | bytes]) -> Path:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    path.write_bytes(written.getvalue())
    return path


def package(
    folder: Path, *replacements: tuple[str, str], rows: Rows = ROWS, mode: str = "bulk", **more: str | bytes
) -> Path:
    """The package with each text, which stands once in its rows, in another's place. `more`: files to add or replace, by name."""
    files: dict[str, str | bytes] = {"manifest.csv": manifest(dict.fromkeys(rows, mode))}
    for name, listed in rows.items():
        files[f"{name}.csv"] = table(name, listed)
    for old, new in replacements:
        holders = [name for name, text in files.items() if isinstance(text, str) and old in text]
        text = "".join(str(files[name]) for name in holders)
        assert text.count(old) == 1, (old, holders)
        files[holders[0]] = text.replace(old, new)
    files |= {name.replace("_csv", ".csv"): content for name, content in more.items()}
    return zipped(folder / "package.zip", files)


def delta(folder: Path, rows: Rows) -> Path:
    """A package of changes: `rows` begin with sourcedId and status."""
    return package(folder, rows=rows, mode="delta")
