"""Second factors of one's own: an app with codes, recovery codes, passkeys (B10)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import F
from django.test import Client
from django.utils import timezone

from tests.factories.people import make_account, make_passkey, make_person, sign_in
from tests.support.authenticator import Authenticator
from tests.support.jobs import do_jobs
from tests.support.page import read
from tests.web.account.factors import (
    PASSWORD,
    code_of,
    errors,
    recovery_codes,
    register,
    set_up_app,
    show,
    shown_secret,
    type_password,
)
from zvans.accounts.enums import Role
from zvans.accounts.models import Account, CodeGenerator, Passkey, RecoveryCode, Session
from zvans.audit.models import Action
from zvans.notifications.models import Notice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def led(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.headers.get("Location", "")


def test_an_app_is_set_up_by_its_first_code(client: Client, teacher: Account) -> None:
    secret, codes = set_up_app(client)
    assert len(secret) == 32
    assert (len(codes), len(set(codes))) == (10, 10)
    teacher.refresh_from_db()
    kept = CodeGenerator.objects.get()
    assert (teacher.has_second_factor, secret.encode() in bytes(kept.secret)) == (True, False)
    assert list(Action.objects.filter(name="add_code_generator").values_list("details", flat=True)) == [{}]
    do_jobs()
    assert [notice.details for notice in Notice.objects.all()] == [{"what": "generator_added"}]
    page = client.get("/notices/").content.decode()
    assert "Jūsu kontā mainīts otrais faktors: pievienota kodu lietotne." in page


def test_a_wrong_code_and_a_wrong_clock_are_told_apart(client: Client, teacher: Account) -> None:
    secret, sealed = shown_secret(read(client.get("/account/factors/app/").content))

    def said(code: str) -> list[str]:
        answer = client.post("/account/factors/app/", {"sealed": sealed, "code": code})
        assert (answer.status_code, shown_secret(read(answer.content))[0]) == (422, secret)
        return errors(answer)

    wrong = "000000" if code_of(secret) != "000000" else "000001"
    clock = (
        "Ierīces pulkstenis rāda par aptuveni {} nepareizu laiku. "
        "Ieslēdziet tajā automātisku laiku un laika joslu un ierakstiet jaunu kodu."
    )
    assert said(code_of(secret, minutes=60)) == [clock.format("60 minūtēm")]
    assert said(code_of(secret, minutes=-1)) == [clock.format("1 minūti")]
    for no_code in ("12345", "１２３４５６", "ķirsis"):
        assert said(no_code) == ["Kods ir seši cipari, kurus lietotne rāda tagad."]
    assert said("") == ["Ierakstiet sešus ciparus, ko rāda lietotne."]
    assert said(wrong) == ["Tas nav kods, ko lietotne rāda tagad. Pagaidiet nākamo un ierakstiet to."]
    assert CodeGenerator.objects.count() == 0


def test_a_secret_of_another_account_is_not_taken(client: Client, teacher: Account) -> None:
    secret, sealed = shown_secret(read(client.get("/account/factors/app/").content))
    sign_in(client, make_account(make_person("Cits", "Cits")))
    answer = client.post("/account/factors/app/", {"sealed": sealed, "code": code_of(secret)})
    assert (answer.status_code, CodeGenerator.objects.count()) == (422, 0)


@pytest.mark.parametrize("minutes", [-0.5, 0, 0.5])
def test_the_code_of_the_app_opens_the_session(
    client: Client, teacher: Account, door: Client, code: str, noon: Any, minutes: float
) -> None:
    """Clocks may be a little wrong."""
    secret, _ = set_up_app(client)
    noon.shift(120)
    type_password(door, code)
    assert led(door.get("/today/")) == (302, "/sign-in/factor/?next=%2Ftoday%2F")
    assert led(door.post("/sign-in/factor/?next=/today/", {"code": code_of(secret, minutes=minutes)})) == (
        302,
        "/today/",
    )
    assert door.get("/today/").status_code == 200


def test_a_code_is_used_once(client: Client, teacher: Account, door: Client, code: str, noon: Any) -> None:
    secret, _ = set_up_app(client)
    type_password(door, code)
    answer = door.post("/sign-in/factor/", {"code": code_of(secret)})
    assert answer.status_code == 422  # it has set the app up already
    assert "Kods neder." in answer.content.decode()
    noon.shift(30)
    assert door.post("/sign-in/factor/", {"code": code_of(secret)}).status_code == 302
    other = Client()
    type_password(other, code)
    assert other.post("/sign-in/factor/", {"code": code_of(secret)}).status_code == 422
    assert other.post("/sign-in/factor/", {"code": code_of(secret, minutes=-0.5)}).status_code == 422
    assert [row.name for row in Action.objects.filter(name__contains="factor").order_by("pk")] == [
        "factor_refused", "show_factor", "factor_refused", "factor_refused",
    ]  # fmt: skip


def test_a_recovery_code_opens_once_and_is_told(client: Client, teacher: Account, door: Client, code: str) -> None:
    _, codes = set_up_app(client)
    typed = f" {codes[3].upper().replace('-', ' ')} "
    type_password(door, code)
    assert door.post("/sign-in/factor/", {"code": typed}).status_code == 302
    assert "Atlikuši 9 kodi." in door.get("/account/factors/").content.decode()
    do_jobs()
    assert [notice.details["what"] for notice in Notice.objects.order_by("pk")][-1] == "code_used"
    other = Client()
    type_password(other, code)
    assert other.post("/sign-in/factor/", {"code": typed}).status_code == 422


def test_new_recovery_codes_end_the_old_ones(client: Client, teacher: Account, door: Client, code: str) -> None:
    _, old = set_up_app(client)
    new = recovery_codes(client.post("/account/factors/recovery/"))
    assert (len(new), set(new) & set(old), RecoveryCode.objects.count()) == (10, set(), 10)
    type_password(door, code)
    assert [door.post("/sign-in/factor/", {"code": typed}).status_code for typed in (old[0], new[0])] == [422, 302]


def test_recovery_codes_stand_for_a_factor_only(client: Client, teacher: Account) -> None:
    assert client.post("/account/factors/recovery/").status_code == 409
    set_up_app(client)
    assert led(client.post("/account/factors/app/remove/")) == (302, "/account/factors/?done=generator_removed")
    teacher.refresh_from_db()
    assert (teacher.has_second_factor, RecoveryCode.objects.count()) == (False, 0)


def test_a_passkey_is_added_shown_and_removed(client: Client, teacher: Account, door: Client, code: str) -> None:
    device = Authenticator()
    assert len(recovery_codes(register(client, device))) == 10
    type_password(door, code)
    assert led(show(door, device)) == (302, "/today/")
    assert door.get("/today/").status_code == 200
    page = read(door.get("/account/factors/").content)
    assert "Mans tālrunis" in page.text
    key = Passkey.objects.get().pk
    assert door.get(f"/account/factors/passkeys/{key}/remove/").status_code == 200
    assert led(door.post(f"/account/factors/passkeys/{key}/remove/")) == (302, "/account/factors/?done=passkey_removed")
    assert Passkey.objects.count() == 0


@pytest.mark.parametrize(("field", "value"), [("origin", "http://elsewhere.example"), ("host", "elsewhere.example")])
def test_a_passkey_of_another_site_is_none(client: Client, teacher: Account, field: str, value: str) -> None:
    answer = register(client, Authenticator(**{field: value}))
    assert (answer.status_code, errors(answer), Passkey.objects.count()) == (
        422, ["Piekļuves atslēga netika izveidota. Mēģiniet vēlreiz."], 0,
    )  # fmt: skip


@pytest.mark.parametrize("answer", ["", "{", "[]", "{}", '{"id": "a", "rawId": "!", "response": 7}', "9" * 30_000])
def test_nonsense_is_no_passkey(client: Client, teacher: Account, answer: str) -> None:
    """Neither where one is made, nor at the door."""
    client.post("/account/factors/passkeys/options/")
    assert client.post("/account/factors/passkeys/", {"name": "x", "answer": answer}).status_code == 422
    client.post("/sign-in/passkey/options/")
    assert client.post("/sign-in/staff/passkey/", {"answer": answer}).status_code == 422


def test_an_answer_counts_once(client: Client, teacher: Account, door: Client) -> None:
    device = Authenticator()
    register(client, device)
    answer = device.get(door.post("/sign-in/passkey/options/").json())
    assert [door.post("/sign-in/staff/passkey/", {"answer": answer}).status_code for _ in range(2)] == [302, 422]


def test_an_answer_that_comes_late_counts_no_more(client: Client, teacher: Account, door: Client, noon: Any) -> None:
    device = Authenticator()
    register(client, device)
    options = door.post("/sign-in/passkey/options/").json()
    noon.shift(301)
    assert door.post("/sign-in/staff/passkey/", {"answer": device.get(options)}).status_code == 422


def test_a_passkey_opens_alone_where_the_device_has_verified_its_owner(
    client: Client, teacher: Account, door: Client
) -> None:
    device = Authenticator()
    register(client, device)
    device.verifies = False
    assert show(door, device, at="/sign-in/staff/passkey/").status_code == 422
    device.verifies = True
    assert show(door, device, at="/sign-in/family/passkey/").status_code == 422  # B3: not at the other door
    assert led(show(door, device, at="/sign-in/staff/passkey/?next=/account/factors/")) == (302, "/account/factors/")
    assert door.get("/today/").status_code == 200
    assert Session.objects.filter(awaits_factor=True).count() == 0


def test_a_guardian_signs_in_with_the_first_of_her_names(client: Client, door: Client) -> None:
    """B2: the name decides the role, and with a passkey none is typed."""
    device, mother = Authenticator(), make_account(make_person("Zane", "Liepa"), role=Role.MOTHER)
    sign_in(client, mother)
    register(client, device)
    mother.names.create(door="family", name_hash=b"x" * 32, role=Role.GUARDIAN)
    assert led(show(door, device, at="/sign-in/family/passkey/")) == (302, "/home/")
    assert Session.objects.order_by("-pk")[0].role == Role.MOTHER


def test_nobody_who_is_kept_out_comes_in_with_a_passkey(client: Client, teacher: Account, door: Client) -> None:
    device = Authenticator()
    register(client, device)
    Account.objects.update(is_active=False)
    assert show(door, device, at="/sign-in/staff/passkey/").status_code == 422


def test_a_passkey_alone_does_not_choose_the_password_that_a_school_has_issued(
    client: Client, teacher: Account, door: Client
) -> None:
    """B5: whoever is given the new one types it; a passkey that somebody else has added opens nothing meanwhile."""
    device = Authenticator()
    register(client, device)
    Account.objects.update(password_is_issued=True)
    assert show(door, device, at="/sign-in/staff/passkey/").status_code == 422


def test_a_copied_passkey_is_refused_and_told(client: Client, teacher: Account, door: Client, code: str) -> None:
    """Its counter goes back."""
    device = Authenticator(uses=7)
    register(client, device)
    assert show(door, device, at="/sign-in/staff/passkey/").status_code == 302
    device.uses = 5
    assert show(Client(), device, at="/sign-in/staff/passkey/").status_code == 422
    do_jobs()
    assert [(n.kind, n.details) for n in Notice.objects.filter(kind="factor_refused")] == [
        ("factor_refused", {"what": "passkey_copied"})
    ]


def test_the_passkey_of_another_does_not_open_the_session(client: Client, teacher: Account, code: str) -> None:
    set_up_app(client)
    device, other = Authenticator(name=b"of another"), Client()
    sign_in(other, make_account(make_person("Cits", "Cits")))
    register(other, device)
    door = Client()
    type_password(door, code)
    assert show(door, device).status_code == 422


def test_factors_change_soon_after_a_proof_only(client: Client, teacher: Account) -> None:
    """Whoever finds a browser signed in changes nothing in it."""
    passkey = make_passkey(teacher)
    Session.objects.update(proved_at=F("proved_at") - timedelta(minutes=11))
    prove = "/account/factors/password/?next=%2Faccount%2Ffactors%2Fapp%2F"
    assert led(client.get("/account/factors/app/")) == (302, prove)
    for address in (f"passkeys/{passkey.pk}/remove/", "passkeys/options/", "passkeys/", "app/", "recovery/"):
        assert client.post(f"/account/factors/{address}").status_code == 302
    assert (Passkey.objects.count(), RecoveryCode.objects.count()) == (1, 0)
    answer = client.post(prove, {"password": "wrong"})
    assert (answer.status_code, errors(answer)) == (422, ["Tā nav šī konta parole. Ierakstiet vēlreiz."])
    assert led(client.post(prove, {"password": PASSWORD})) == (302, "/account/factors/app/")
    assert client.get("/account/factors/app/").status_code == 200
    assert [client.post(prove, {"password": "wrong"}).status_code for _ in range(9)] == [422] * 8 + [429]


def test_the_last_factor_stays_while_it_is_required(client: Client, teacher: Account) -> None:
    set_up_app(client)
    Account.objects.update(second_factor_from=timezone.now() - timedelta(days=1))
    assert client.post("/account/factors/app/remove/").status_code == 409
    assert CodeGenerator.objects.count() == 1
    register(client, Authenticator())
    assert client.post("/account/factors/app/remove/").status_code == 302


def test_whoever_owes_one_sets_it_up_before_anything_else(client: Client, teacher: Account) -> None:
    Account.objects.update(second_factor_from=timezone.now() - timedelta(days=400))
    step = "/sign-in/second-factor/?next=%2Ftoday%2F"
    assert led(client.get("/today/")) == (302, step)
    assert [href for _, href in read(client.get(step).content).one("main").links()] == [
        "/account/factors/passkeys/?next=/today/", "/account/factors/app/?next=/today/",
    ]  # fmt: skip
    secret, sealed = shown_secret(read(client.get("/account/factors/app/?next=/today/").content))
    answer = client.post("/account/factors/app/?next=/today/", {"sealed": sealed, "code": code_of(secret)})
    assert "/today/" in [href for _, href in read(answer.content).one("main").links()]
    assert client.get("/today/").status_code == 200
    assert led(client.get(step)) == (302, "/today/")


def test_the_day_it_will_be_needed_stands_on_every_page(client: Client, teacher: Account) -> None:
    Account.objects.update(second_factor_from="2199-01-02 00:00+02:00")
    said = "No 02.01.2199. Jūsu kontam būs vajadzīgs otrais faktors."
    assert said in client.get("/today/").content.decode()
    set_up_app(client)
    assert said not in client.get("/today/").content.decode()
