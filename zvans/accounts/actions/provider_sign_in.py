"""Signing in by what another has proved: the state, or a school (B15). What it says and how it is asked, the packages above know.

The person is the one whose personal code it is, and nobody is made. The door says which of two accounts opens (B4); at the family's the
code is the own one: of a pupil, or of a guardian, whose password no other of the family needs to know (B2).

A school that enters a code for somebody who is at work here already could so make its own way in (C8): for two weeks such a code opens
nothing that was in use before it, and the person is told.
"""

from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from zvans.accounts.actions.allowances import Limit, empty, source_of, spend, take
from zvans.accounts.actions.passwords import empty_issued_password
from zvans.accounts.actions.sessions import SignedIn, open_session, who_proved
from zvans.accounts.browsers import Browser
from zvans.accounts.enums import Role
from zvans.accounts.models import Agreement, PersonalCode, SignInName
from zvans.accounts.personal_code import keyed_hashes
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.dates import now

_SOURCE = Limit("provider: source", holds=150, an_hour=120)  # behind one address may be a whole school
_SETTLED = timedelta(days=14)  # as long as a school that enters somebody waits to issue a password
_ONCE = Limit("provider: state", holds=1, an_hour=3)  # remembered for twenty minutes, twice as long as a ticket holds


def count_post(*, address: str) -> None:
    """Something was posted to us as a provider's answer: counted before it is read. Raises `TooOften`."""
    spend((_SOURCE, source_of(address)))


def take_answer(*, state: str, address: str) -> bool:
    """Whether this answer of a provider is to be looked at: each one is once. Raises `TooOften`."""
    spend((_SOURCE, source_of(address)))
    return not take([(_ONCE, state)])


@transaction.atomic
def sign_in_as(
    *,
    door: str,
    code: str | None,
    way: str,
    within: Collection[int] | None,
    has_shown_factor: bool = False,
    address: str,
    browser: Browser,
) -> SignedIn | None:
    """Open a session of the person with this personal code, which the provider `way` has proved; None: it has proved nothing.

    `within` are the schools that the provider may speak for, None: all of them, and whoever belongs to none. Nothing is opened, and nothing
    told, where nobody has the code, its person has no account at this door that the provider may speak for, or is barred (C4).
    """
    name = _name_of(door, code, within) if code else None
    if name is None:
        nobody = Actor(None, None, door, "", address=address)
        with recorded("sign_in_refused", by=nobody, schools=[], door=door, names=0, device=browser.name, way=way):
            return None
    empty((_SOURCE, source_of(address)))
    empty_issued_password(account=name.account, by=who_proved(name.account, name.role, address))
    return open_session(
        account=name.account,
        role=name.role,
        address=address,
        browser=browser,
        way=way,
        has_shown_factor=has_shown_factor,
    )


def _name_of(door: str, code: str, within: Collection[int] | None) -> SignInName | None:
    """A name by which the account of the code's person is known at this door: the own code, where the own code is one."""
    held = PersonalCode.objects.filter(keyed_hash__in=keyed_hashes(code), ends_on=None).first()
    person, entered = (held.person_id, held.entered_at) if held else (0, now())
    free = Q(account__barred_until=None) | Q(account__barred_until__lte=now())
    names = SignInName.objects.filter(free, door=door, account__person=person, account__is_active=True)
    if entered > now() - _SETTLED:
        names = names.exclude(Exists(Agreement.objects.filter(account=OuterRef("account"), at__lt=entered)))
    if within is not None:
        names = names.filter(_is_within(within)).exclude(account__names__role__in=[Role.OPERATOR, Role.OFFICER])
    found = list(names.select_related("account__person").order_by("pk"))
    own = [name for name in found if bytes(name.name_hash) in keyed_hashes(code)]
    return next(iter(own + found), None)


def _is_within(schools: Collection[int]) -> Q:
    """At work, at school or a parent in these schools only, and with nothing that the operator has entrusted: the keepers of a school's own
    accounts can sign in as any of them, and get no further than their schools by it.
    """
    inside = Q(account__school_ids__contained_by=schools, account__managed_ids__contained_by=schools)
    return inside & Q(account__school_ids__len__gt=0, account__offices=[])
