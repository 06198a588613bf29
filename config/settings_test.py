"""The settings with what a test needs otherwise: cheap password hashes, plain static files, undefined template variables fail."""

from config.settings import *  # noqa: F403
from config.settings import CACHES, STORAGES, TEMPLATES

SECRET_KEY = "test"  # noqa: S105 - signs nothing outside the tests
PASSWORD_HASHERS = ["zvans.accounts.hashers.Argon2idForTests"]
STORAGES = STORAGES | {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES = CACHES | {name: CACHES["pages"] | {"LOCATION": name} for name in ("last_pages", "taken_off")}
EDITION_SECONDS = 0.0  # a test sees what it has just written
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]


class _Undefined(str):
    def __mod__(self, name: object) -> str:
        raise NameError(f"undefined template variable: {name}")

    def __contains__(self, item: object) -> bool:
        return item == "%s"


TEMPLATES = [
    TEMPLATES[0] | {"OPTIONS": {**TEMPLATES[0]["OPTIONS"], "string_if_invalid": _Undefined("%s")}}  # type: ignore[dict-item]
]
