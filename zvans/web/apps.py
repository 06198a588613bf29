from django.apps import AppConfig
from django.core.signals import request_started

from zvans.lib.database.away import drop_lost_connection


class WebConfig(AppConfig):
    name = "zvans.web"

    def ready(self) -> None:
        request_started.connect(drop_lost_connection)
