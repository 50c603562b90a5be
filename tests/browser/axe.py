"""What axe-core finds wrong with our own nodes of a page."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# Rules that JupyterLab itself breaks around our nodes, by name, and why each is not ours to keep.
JUPYTERLABS_OWN = {
    # The notebook's cells are regions of JupyterLab's; a board in an output stands outside them.
    "region": "JupyterLab puts outputs outside its landmarks",
}


def violations(page: Page, *, include: str) -> list[str]:
    """Return axe's findings inside the nodes that match a selector, one line each."""
    options: dict[str, Any] = {
        "rules": {rule: {"enabled": False} for rule in JUPYTERLABS_OWN},
        "resultTypes": ["violations"],
    }
    found = Axe().run(page, context={"include": [[include]]}, options=options)
    return [
        f"{one['id']} ({one['impact']}): {node['target']} {node['html'][:160]} "
        f"{node.get('failureSummary', '')[:300]}"
        for one in found.response["violations"]
        for node in one["nodes"]
    ]
