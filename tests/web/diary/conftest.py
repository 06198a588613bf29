from tests.diary.conftest import families, monday_evening

__all__ = ["families", "monday_evening"]
