"""What axe finds wrong with a page, in as few words as help to mend it."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def violations(page: Page) -> list[str]:
    page.wait_for_load_state()  # a link that was pressed may still be on its way
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {node['target']}" for rule in found for node in rule["nodes"]]
