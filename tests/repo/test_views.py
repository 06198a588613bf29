"""Every address is guarded, or on the list of public ones (C3, K3)."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

PUBLIC = {
    "sign_in:family",
    "sign_in:staff",
    "sign_in:help",
    "sign_in:family_passkey",
    "sign_in:staff_passkey",
    "sign_in:passkey_options",
    "sign_in:provider",
    "sign_in:provider_back",
    "sign_in:provider_metadata",
    "sign_in:language",
    "sign_in:new_password",
    "sign_in:short_new_password",
    "sms:phone",
    "sms:received",
    "sms:report",
    "adverts:follow",
    "adverts:seen",
    "support:contact",
    "support:offer",
    "support:sent",
    "support:suggestions",
    "comments:report",
    "comments:seen",
}
PUBLIC_AREAS = {"public", "gallery"}


def _patterns(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _patterns(entry, entry.namespace or namespace)
        else:
            yield f"{namespace}:{entry.name}", entry


VIEWS = dict(_patterns(get_resolver()))


@pytest.mark.parametrize("name", sorted(VIEWS))
def test_view_is_guarded_or_public(name: str) -> None:
    view = VIEWS[name].callback
    is_public = name in PUBLIC or name.split(":")[0] in PUBLIC_AREAS
    assert (getattr(view, "is_guarded", False), getattr(view, "is_public", False)) == (not is_public, is_public)


def test_every_address_has_a_name_of_its_own() -> None:
    named = [name for name, _ in _patterns(get_resolver())]
    assert sorted(named) == sorted(set(named))
    assert [name for name in named if name.endswith(":None") or name.startswith(":")] == []
