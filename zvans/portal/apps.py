from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "zvans.portal"
