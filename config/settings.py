"""All settings, in one file. Values that differ by installation come from the environment (see docs/architecture.md)."""

from pathlib import Path
from typing import Any

from environs import Env
from whitenoise.compress import Compressor

from zvans.integrations.providers import Provider

env = Env()

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.str("ZVANS_DATA", str(BASE_DIR / "var")))

DEBUG = env.bool("ZVANS_DEBUG", False)
SECRET_KEY = env.str("ZVANS_SECRET_KEY", "" if not DEBUG else "development-only")
ALLOWED_HOSTS = env.list("ZVANS_HOSTS", ["127.0.0.1", "localhost"])
PROXIES = env.int("ZVANS_PROXIES", 0)  # how many of our own stand in front: each adds an address to X-Forwarded-For
SECURE = env.bool("ZVANS_HTTPS", False)  # behind TLS: cookies are marked Secure

# Personal codes are encrypted with the newest of these keys and found by its keyed hash: "id:64 hex digits", newest first.
PERSONAL_CODE_KEYS = env.list("ZVANS_CODE_KEYS", ["dev:" + "00" * 32])

# Two roles: zvans_app serves and owns nothing, zvans_owner migrates.
DATABASE_URL = env.str("DATABASE_URL", "postgres://zvans_app@/zvans")
DATABASE_OWNER_URL = env.str("DATABASE_OWNER_URL", "postgres://zvans_owner@/zvans")


# What is prepared is small and asks by key: planning it again for each value would take longer than running it.
_SESSION = "-c jit=off -c plan_cache_mode=force_generic_plan"


def _database(name: str, url: str) -> dict[str, Any]:
    """What stands after the address's question mark (host=, sslmode=) is for the driver, beside our own options."""
    settings: dict[str, Any] = env.dj_db_url(name, url)
    options = settings.pop("OPTIONS", {})
    return settings | {
        "HOST": options.pop("host", settings["HOST"]),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": False,
        "DISABLE_SERVER_SIDE_CURSORS": True,
        "OPTIONS": options | {"prepare_threshold": env.int("ZVANS_PREPARE_THRESHOLD", 5), "options": _SESSION},
    }


DATABASES = {
    "default": _database("DATABASE_URL", DATABASE_URL),
    "owner": _database("DATABASE_OWNER_URL", DATABASE_OWNER_URL),
}
DATABASE_ROUTERS: list[str] = []
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django_prose_editor",
    "django_htmx",
    "pgtrigger",
    "procrastinate.contrib.django",
    "zvans.audit",
    "zvans.accounts",
    "zvans.schools",
    "zvans.notifications",
    "zvans.timetable",
    "zvans.portal",
    "zvans.journal",
    "zvans.oversight",
    "zvans.web",
]

MIDDLEWARE = [
    "django.middleware.http.ConditionalGetMiddleware",  # of what may be kept: what is no-store has no validator
    "zvans.web.shared.middleware.SecurityHeaders",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "zvans.web.shared.middleware.Language",
    "django_htmx.middleware.HtmxMiddleware",
    "zvans.web.shared.middleware.NoPageHere",
    "zvans.web.shared.middleware.DatabaseAway",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request", "zvans.web.shared.context.page"],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "zvans.web.templatetags.zvans"],
        },
    }
]

PASSWORD_HASHERS = ["zvans.accounts.hashers.Argon2id"]

LANGUAGE_CODE = "lv"
LANGUAGES = [("lv", "Latviešu"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "zvans_language"
TIME_ZONE = "Europe/Riga"
USE_TZ = True
FORMAT_MODULE_PATH = "config.formats"

FILE_UPLOAD_HANDLERS = [
    "zvans.web.shared.uploads.TooLarge",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# How long it is known who signed in, looked and searched. What changed something is kept as long as the history that names it (J3).
RECORD_DAYS = env.int("ZVANS_RECORD_DAYS", 3 * 365)

# How long it is known who wrote what to the support, once that is done with (J3). The database keeps its history for half a year.
TICKET_MONTHS = max(env.int("ZVANS_TICKET_MONTHS", 24), 6)

# How long a finished import keeps whom its file named (J3).
IMPORT_REPORT_DAYS = env.int("ZVANS_IMPORT_REPORT_DAYS", 90)

SESSION_COOKIE = "zvans_session"
SESSION_HOURS = env.int("ZVANS_SESSION_HOURS", 12)  # of a session that goes with the browser's window
DEVICE_COOKIE = "zvans_device"
CSRF_COOKIE_NAME = "zvans_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "zvans.web.shared.errors.csrf_failure"
APPEND_SLASH = True

MEDIA_ROOT = DATA_DIR / "files"

# Pages of the portal: in memory for each process, and the last of each on the disk for when the database is away (web/public/kept.py).
_LAST_PAGES_SECONDS = 7 * 24 * 3600
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "TIMEOUT": 3600,
        "OPTIONS": {"MAX_ENTRIES": 1000},
    },
    "last_pages": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "pages",
        "TIMEOUT": _LAST_PAGES_SECONDS,
        "OPTIONS": {"MAX_ENTRIES": 5000},
    },
    "taken_off": {  # what none of them may show (portal/taken_off.py)
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "taken-off",
        "TIMEOUT": _LAST_PAGES_SECONDS,
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}
EDITION_SECONDS = 1.0  # how long a process goes by what it knows: an editor's change shows after that

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
# Source maps are only asked for by developers' tools.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# Who runs this installation; shown on public pages (A9).
PRODUCT_NAME = env.str("ZVANS_PRODUCT_NAME", "zvans")
PRODUCT_MOTTO = env.str("ZVANS_PRODUCT_MOTTO", "Skola, kas sadzirdama")
OPERATOR_NAME = env.str("ZVANS_OPERATOR_NAME", "SIA “Skolas zvans” (paraugs)")
OPERATOR_NUMBER = env.str("ZVANS_OPERATOR_NUMBER", "40000000000")
SUPPORT_EMAIL = env.str("ZVANS_SUPPORT_EMAIL", "atbalsts@zvans.example")

# Where browsers find this installation; stands in e-mails and text messages, which have no request to ask.
ADDRESS = env.str("ZVANS_ADDRESS", f"http://127.0.0.1:{env.int('ZVANS_PORT', 8000)}").rstrip("/")

# smtp+tls://user:password@host:587; without it nobody gets e-mail (development: it is printed).
_EMAIL = env.dj_email_url("EMAIL_URL", "console:" if DEBUG else "dummy:")
EMAIL_BACKEND = _EMAIL["EMAIL_BACKEND"]
EMAIL_HOST, EMAIL_PORT = _EMAIL["EMAIL_HOST"], _EMAIL["EMAIL_PORT"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _EMAIL["EMAIL_HOST_USER"], _EMAIL["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS, EMAIL_USE_SSL = _EMAIL["EMAIL_USE_TLS"], _EMAIL["EMAIL_USE_SSL"]
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("ZVANS_EMAIL_FROM", SUPPORT_EMAIL)

# Text messages go to a gateway as Kannel is one (docs/text-messages.md); until there is one, help does not promise them.
SMS_URL = env.str("ZVANS_SMS_URL", "")  # http://127.0.0.1:13013/cgi-bin/sendsms; "local:" keeps them here, for the demo
SMS_ENABLED = bool(SMS_URL)
SMS_USER = env.str("ZVANS_SMS_USER", "zvans")
SMS_PASSWORD = env.str("ZVANS_SMS_PASSWORD", "")
SMS_SECRET = env.str("ZVANS_SMS_SECRET", "")  # by which we know the gateway when it calls
SMS_REPORT_URL = env.str("ZVANS_SMS_REPORT_URL", f"{ADDRESS}/sms/report/")  # where the gateway reaches us
SMS_NUMBER = env.str("ZVANS_SMS_NUMBER", "1800")
SMS_KEYWORD = env.str("ZVANS_SMS_KEYWORD", "EK")
# Codes of the countries whose mobiles get text messages, beside Latvia: the EU and the EEA, Ukraine, the United Kingdom, the United States.
_SMS_COUNTRIES = (
    "30,31,32,33,34,351,352,353,354,356,357,358,359,36,370,372,385,386,39,40,420,421,423,43,45,46,47,48,49,380,44,1"
)
SMS_COUNTRIES = env.list("ZVANS_SMS_COUNTRIES", _SMS_COUNTRIES.split(","))

ADVERTS = env.bool("ZVANS_ADVERTS", False)  # whether the portal has places for adverts at all (A10)


def _provider(key: str) -> Provider:
    with env.prefixed(f"ZVANS_SIGN_IN_{key.upper()}_"):
        kind = env.str("KIND", "oidc")
        return Provider(
            key=key,
            kind=kind,
            name=env.str("NAME"),
            english_name=env.str("NAME_EN", ""),
            doors=env.list("DOORS"),
            issuer=env.str("ISSUER"),
            metadata=env.str("METADATA", ""),
            client_id=env.str("CLIENT_ID", "" if kind == "oidc" else f"{ADDRESS}/sign-in/with/{key}/metadata/"),
            client_secret=env.str("CLIENT_SECRET", ""),
            code_claim=env.str("CODE_CLAIM"),
            scopes=env.list("SCOPES", ["openid"]),
            strengths=env.list("ACR", []),
            is_second_factor=env.bool("SECOND_FACTOR", False),
            is_asked_anew=env.bool("ASKED_ANEW", True),
            schools=env.list("SCHOOLS", []),
            is_for_everybody=env.bool("EVERYBODY", False),
            is_latvian_only=env.bool("LATVIAN_ONLY", False),
        )


# Who else may say who somebody is (docs/state-sign-in.md): nobody, unless named here.
SIGN_IN_PROVIDERS = [_provider(key) for key in env.list("ZVANS_SIGN_IN_WITH", [])]

GALLERY = env.bool("ZVANS_GALLERY", DEBUG)  # /gallery/: each component in each state

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "zvans.lib.logs.DiscreetFormatter",
            "fmt": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {"signxml": {"level": "WARNING"}},  # below that it writes down what was signed, personal codes too
    "root": {"handlers": ["console"], "level": "WARNING"},
}
