"""Addresses of databases: `postgresql://role:password@host/database?host=/folder/of/socket`."""

from urllib.parse import quote, unquote, urlsplit, urlunsplit


def with_role(url: str, role: str, password: str) -> str:
    parts = urlsplit(url)
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{quote(role, safe='')}:{quote(password, safe='')}@{place}"))


def with_database(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{quote(name, safe='')}"))


def database_of(url: str) -> str:
    return unquote(urlsplit(url).path[1:])


def role_of(url: str) -> str:
    return unquote(urlsplit(url).username or "")
