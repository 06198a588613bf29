from tests.notifications.conftest import gateway  # noqa: F401 - a fixture
