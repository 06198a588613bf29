"""The same school and its windows as the journal's."""

from tests.browser.journal.conftest import desk, school, site

__all__ = ["desk", "school", "site"]
