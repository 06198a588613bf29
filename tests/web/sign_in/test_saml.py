"""State and school sign-in by SAML 2.0 (B15)."""

import base64
import logging
import os
import re
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from signxml import SignatureMethod

from tests.factories.people import make_account, make_code, make_person
from tests.support.saml import BACK, ENTITY, NAMES, OURS, SamlProvider, moment, pair
from tests.web.sign_in.providers import changed, coded, led, nobody_is_in
from zvans.accounts.models import Account, Session
from zvans.accounts.personal_code import hyphenated
from zvans.audit.models import Action
from zvans.integrations.providers import Provider
from zvans.lib.dates import now

pytestmark = pytest.mark.django_db

LEAVE = "/sign-in/staff/with/skola/"
AT = "/sign-in/with/skola/"


@pytest.fixture
def skola(settings: Any, tmp_path: Path) -> SamlProvider:
    provider = SamlProvider(code=f"PNOLV-{hyphenated(make_code())}")
    settings.SIGN_IN_PROVIDERS = [
        Provider(
            key="skola", kind="saml", name="skolas kontu", issuer=ENTITY, metadata=provider.described(tmp_path), client_id=OURS,
            code_claim="personalCode", doors=["staff", "family"], is_for_everybody=True, is_latvian_only=True,
        )
    ]  # fmt: skip
    return provider


@pytest.fixture
def teacher(skola: SamlProvider) -> Account:
    code = skola.code.removeprefix("PNOLV-").replace("-", "")
    return make_account(coded(make_person("Ilze", "Kalniņa"), code), code=code)


def posted(client: Client, form: dict[str, str]) -> Any:
    """What the provider's page sends. From another site: the browser sends no cookies along, and takes those it gets."""
    stranger = Client(enforce_csrf_checks=True)
    answer = stranger.post(AT, form)
    for name, cookie in answer.cookies.items():
        client.cookies[name] = cookie.value
    return answer


def came_back(client: Client, skola: SamlProvider, leave: str = LEAVE) -> str:
    """Where one is in the end."""
    form = skola.sign_in(client.get(leave).headers["Location"])
    again = posted(client, form)
    assert led(again) == (302, f"{AT}?state={form['RelayState']}")
    answer = client.get(again.headers["Location"])
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def told(said: str, door: str = "staff") -> str:
    return f"/sign-in/{door}/?with=skola&said={said}"


def test_a_teacher_comes_in(client: Client, skola: SamlProvider, teacher: Account, settings: Any) -> None:
    assert came_back(client, skola, f"{LEAVE}?next=/security/") == "/security/"
    assert "ar skolas kontu" in client.get("/security/").content.decode()
    session = Session.objects.get()
    assert (session.account, session.way) == (teacher, "skola")
    assert (skola.asked.get("ForceAuthn"), skola.asked.get("Version"), len(skola.asked)) == ("true", "2.0", 1)
    assert list(Action.objects.values_list("name", "details")) == [("sign_in", {"device": "", "way": "skola"})]
    changed(settings, strengths=["urn:eid"], code_claim="NameID", is_asked_anew=False)
    skola.says = {"subject": teacher_code(skola), "proved": moment(-3600), "code": "nothing"}
    assert came_back(Client(), skola) == "/today/"
    assert "".join(skola.asked[1].itertext()) == "urn:eid"


def teacher_code(skola: SamlProvider) -> str:
    return skola.code.removeprefix("PNOLV-")


def test_what_waits_in_the_browser_is_shut(client: Client, skola: SamlProvider, teacher: Account) -> None:
    """B13: the code is in no address and in no cookie that can be read."""
    form = skola.sign_in(client.get(LEAVE).headers["Location"])
    cookie = posted(client, form).cookies["zvans_provider_answer"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/sign-in/")
    assert teacher_code(skola).encode() not in base64.urlsafe_b64decode(cookie.value)
    with time_machine.travel(now().timestamp() + 65):
        assert led(client.get(f"{AT}?state={form['RelayState']}")) == (302, told("refused"))


def test_an_answer_is_used_once_by_whoever_asked(client: Client, skola: SamlProvider, teacher: Account) -> None:
    form = skola.sign_in(client.get(LEAVE).headers["Location"])
    ticket = client.cookies["zvans_provider"].value
    stranger = Client()
    assert led(stranger.get(posted(stranger, form).headers["Location"])) == (302, told("stale"))
    assert led(client.get(posted(client, form).headers["Location"])) == (302, "/today/")
    client.cookies["zvans_provider"] = ticket
    assert led(client.get(posted(client, form).headers["Location"])) == (302, told("stale"))
    # The same assertion for another question, and one that nobody has asked for.
    state = skola.sign_in(client.get(LEAVE).headers["Location"])["RelayState"]
    assert led(client.get(posted(client, form | {"RelayState": state}).headers["Location"])) == (302, told("refused"))
    assert led(client.get(posted(client, form | {"RelayState": ""}).headers["Location"])) == (302, told("stale"))
    assert Session.objects.count() == 1


def _says(**words: str) -> Any:
    def change(skola: SamlProvider) -> None:
        skola.says = words

    return change


def _after(change: Any) -> Any:
    def changes(skola: SamlProvider) -> None:
        skola.changes = change

    return changes


def _unsigned(response: str, signed: str) -> str:
    return re.sub(r"<ds:Signature .*</ds:Signature>", "", response, flags=re.DOTALL)


def _forged(signed: str) -> str:
    """Another assertion, for whom the attacker likes."""
    return re.sub(r"<saml:AttributeValue>PNOLV[^<]*", "<saml:AttributeValue>PNOLV-320000-00001", signed)


def _wrapped_inside(response: str, signed: str) -> str:
    """The forged one where it is looked for, holding the signature; the signed one out of the way."""
    forged = _forged(signed).replace('ID="_a1"', 'ID="_a2"')
    return response.replace(signed, f"<samlp:Extensions>{_unsigned(signed, '')}</samlp:Extensions>{forged}")


def _wrapped_beside(response: str, signed: str) -> str:
    return response.replace(signed, _unsigned(_forged(signed), "").replace('ID="_a1"', 'ID="_a2"') + signed)


def _wrapped_around(response: str, signed: str) -> str:
    """The forged one around the signed one."""
    forged = _unsigned(_forged(signed), "").replace('ID="_a1"', 'ID="_a2"')
    return response.replace(signed, forged.replace("</saml:Assertion>", f"{signed}</saml:Assertion>"))


def _signed_elsewhere(response: str, signed: str) -> str:
    """The signature of something else of the provider's."""
    return response.replace(
        signed, _forged(signed).replace("<saml:Subject>", f"<saml:Advice>{signed}</saml:Advice><saml:Subject>")
    )


def _bomb(response: str, signed: str) -> str:
    return f'<!DOCTYPE r [<!ENTITY a "PNOLV-320000-00001">]>{response}'


def _two(response: str, signed: str) -> str:
    return response.replace(signed, signed * 2)


def _heavy(signed: str, inside: str) -> str:
    """`SignedInfo` is canonicalised before anybody knows who made it: what costs hours is put into it."""
    return re.sub(
        r'(<ds:CanonicalizationMethod Algorithm=)"[^"]*"/>',
        rf'\1"http://www.w3.org/TR/2001/REC-xml-c14n-20010315">{inside}</ds:CanonicalizationMethod>',
        signed,
    )


def _namespaces(response: str, signed: str) -> str:
    names = " ".join(f'xmlns:n{number}="urn:{number}"' for number in range(1500))
    return _heavy(response, "<ds:Object/>" * 1500).replace("<saml:Assertion ", f"<saml:Assertion {names} ", 1)


_ATTRIBUTES = " ".join(f'a{number}=""' for number in range(99))


def _more(text: str) -> Any:
    return _after(lambda response, signed: response.replace("<saml:Subject>", f"{text}<saml:Subject>"))


def _prefixes(response: str, signed: str) -> str:
    return response.replace(
        '<ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>',
        '<ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"><ec:InclusiveNamespaces '
        f'xmlns:ec="http://www.w3.org/2001/10/xml-exc-c14n#" PrefixList="{"a " * 9000}"/></ds:Transform>',
    )


def _signature_of_another(skola: SamlProvider) -> None:
    """Of something else that the provider has signed; it comes along, so that the signature holds."""
    other = skola.signed(f'<samlp:Extensions xmlns:samlp="{NAMES["p"]}" ID="_a1"><x/></samlp:Extensions>')
    signature = re.findall(r"<ds:Signature .*</ds:Signature>", other, flags=re.DOTALL)[0]

    def changes(response: str, signed: str) -> str:
        forged = _unsigned(_forged(signed), "").replace('ID="_a1"', 'ID="_a2"')
        return response.replace(
            signed, _unsigned(other, "") + forged.replace("<saml:Subject>", f"{signature}<saml:Subject>")
        )

    skola.changes = changes


def _weak(skola: SamlProvider) -> None:
    skola.method = SignatureMethod.ECDSA_SHA1


def _other_signer(skola: SamlProvider) -> None:
    skola.signer = pair("stranger")


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (_says(issuer="urn:others"), "Issuer"),
        (_says(audience="urn:others"), "Audience"),
        (_says(recipient="https://other.example/"), "SubjectConfirmation"),
        (_says(method="holder-of-key"), "SubjectConfirmation"),
        (_says(until=moment(-90)), "SubjectConfirmation"),
        (_says(ends=moment(-90)), "NotOnOrAfter"),
        (_says(begins=moment(3600)), "NotBefore"),
        (_says(proved=moment(-3600)), "AuthnInstant"),
        (_says(proved="yesterday"), "ValueError"),
        (_says(question="_another"), "InResponseTo"),
        (_after(_unsigned), "Signature"),
        (_after(lambda response, signed: _forged(response)), "Signature"),
        (_after(_wrapped_inside), "one Assertion"),
        (_after(_wrapped_beside), "one Assertion"),
        (_after(_wrapped_around), "one Assertion"),
        (_after(_signed_elsewhere), "one Assertion"),
        (_after(_two), "one Assertion"),
        (_after(_bomb), "DTDForbidden"),
        (_after(lambda response, signed: response.replace(BACK, "https://other.example/", 1)), "Destination"),
        (_after(lambda response, signed: response.replace('InResponseTo="_', 'InResponseTo="_x', 1)), "InResponseTo"),
        (_after(lambda response, signed: "<a/>"), "Response"),
        (_after(lambda response, signed: "not XML"), "ParseError"),
        (_after(_namespaces), "too much"),
        (_more("<a/>" * 2000), "too much"),
        (_more("<a>" * 50 + "</a>" * 50), "too much"),
        (_more(f"<a {_ATTRIBUTES}/>"), "too much"),
        (_more("a" * 100_000), "too much"),
        (_after(lambda response, signed: _heavy(response, "<ds:Object/>")), "SignedInfo"),
        (_after(_prefixes), "SignedInfo"),
        (
            _after(lambda r, s: re.sub("<ds:Reference .*</ds:Reference>", r"\g<0>\g<0>", r, flags=re.DOTALL)),
            "SignedInfo",
        ),
        (_other_signer, "Signature"),
        (_weak, "Signature"),
        (_signature_of_another, "what is signed"),
    ],
)
def test_an_answer_that_is_not_right_opens_nothing(
    client: Client, skola: SamlProvider, teacher: Account, wrong: Any, why: str, caplog: pytest.LogCaptureFixture
) -> None:
    wrong(skola)
    with caplog.at_level(logging.DEBUG):
        where = came_back(client, skola)
    assert (where, nobody_is_in(client)) == (told("refused"), True)
    lines = [record.getMessage() for record in caplog.records if record.name.startswith("zvans")]
    assert (lines, teacher_code(skola) in caplog.text) == (
        [f"An answer of the provider skola is refused: {why}"],
        False,
    )
    assert [action.name for action in Action.objects.all()] == ["sign_in_refused"]


def test_who_posts_very_often_waits(client: Client, skola: SamlProvider, teacher: Account) -> None:
    """C7: before anything of it is read."""
    answers = [posted(client, {"SAMLResponse": "x"}).status_code for _ in range(151)]
    assert answers == [302] * 150 + [429]


def test_other_answers_are_told_apart(client: Client, skola: SamlProvider, teacher: Account, settings: Any) -> None:
    skola.status = "Responder"
    assert came_back(client, skola) == told("cancelled")
    skola.status, skola.says = "Success", {"attribute": "another"}
    assert came_back(client, skola) == told("no_code")
    skola.says = {"code": "PNOLT-32000000001"}
    assert came_back(client, skola) == told("no_code")
    skola.says = {"code": hyphenated(make_code())}
    assert came_back(client, skola) == told("nobody")
    changed(settings, strengths=["urn:other"])
    assert came_back(client, skola) == told("refused")
    Path(settings.SIGN_IN_PROVIDERS[0].metadata).write_text("<nothing/>")
    assert led(client.get(LEAVE)) == (302, told("away"))
    assert led(posted(client, {"SAMLResponse": skola.answer("_x"), "RelayState": ""})) == (302, told("away"))
    assert nobody_is_in(client)


def test_metadata_hold_as_soon_as_the_file_has_changed(
    client: Client, skola: SamlProvider, teacher: Account, settings: Any, tmp_path: Path
) -> None:
    """And are read only then: what has its time and size is what was read."""
    file = Path(settings.SIGN_IN_PROVIDERS[0].metadata)
    assert client.get(LEAVE).headers["Location"].startswith("https://konti.example/sso?realm=lv&")
    read = file.stat().st_mtime_ns
    skola.described(tmp_path, "https://skola.example")
    os.utime(file, ns=(read, read))
    assert client.get(LEAVE).headers["Location"].startswith("https://konti.example/")
    os.utime(file, ns=(read, read + 1))
    assert client.get(LEAVE).headers["Location"].startswith("https://skola.example/")
    file.unlink()
    assert led(client.get(LEAVE)) == (302, told("away"))


def test_the_way_without_a_comment(client: Client, skola: SamlProvider, teacher: Account) -> None:
    """A comment inside of what was signed does not cut the value short (CVE-2017-11427 and its kin)."""
    skola.code = f"{skola.code[:9]}<!-- -->{skola.code[9:]}"
    assert came_back(client, skola) == "/today/"


def test_what_we_say_of_ourselves(client: Client, skola: SamlProvider, settings: Any) -> None:
    answer = client.get(f"{AT}metadata/")
    assert answer.headers["Content-Type"] == "application/samlmetadata+xml"
    text = answer.content.decode()
    assert (f'entityID="{OURS}"' in text, f'Location="{BACK}"' in text, 'WantAssertionsSigned="true"' in text) == (
        True,
    ) * 3
    changed(settings, kind="oidc", issuer="https://id.example")
    assert client.get(f"{AT}metadata/").status_code == 404
    assert client.post(AT, {"SAMLResponse": "x"}).status_code == 405
