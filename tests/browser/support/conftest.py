"""The same school as the journal's, on a server."""

from tests.browser.journal.conftest import school, site

__all__ = ["school", "site"]
