"""The settings of the application as it is served, with one more address: the floor."""

from config.settings import *  # noqa: F403
from config.settings import BASE_DIR, TEMPLATES

ROOT_URLCONF = "bench.urls"
TEMPLATES = [TEMPLATES[0] | {"DIRS": [BASE_DIR / "bench" / "templates"]}]
PROXIES = 1  # the bench says from which address each request comes: one alone may search only so often
