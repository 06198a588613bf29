"""The application that Granian serves, with static files answered before Django is asked."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.conf import settings
from whitenoise import WhiteNoise


def _is_hashed(path: str, url: str) -> bool:
    """Files named by their content never change: `app.1a2b3c4d5e6f.css`."""
    parts = url.rsplit("/", 1)[-1].split(".")
    return len(parts) > 2 and len(parts[-2]) == 12


application = WhiteNoise(get_wsgi_application(), immutable_file_test=_is_hashed)
application.add_files(str(settings.STATIC_ROOT), prefix=settings.STATIC_URL)
