from tests.notifications.conftest import gateway

__all__ = ["gateway"]
