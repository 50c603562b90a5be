"""Drive a real JupyterLab in a real browser that may talk to nobody else."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

from playwright.sync_api import Browser, Page, Route, sync_playwright

from autograder import cli

# What `bootcamp lab` sets: no news, no look for updates.
LAB_CONFIG = Path(cli.__file__).parent / "lab"
LOCAL = {"127.0.0.1", "localhost"}
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@dataclass
class Lab:
    """A running JupyterLab and the requests that tried to leave the machine."""

    url: str
    token: str
    root: Path
    outside: list[str] = field(default_factory=list)

    def open(
        self,
        browser: Browser,
        notebook: str,
        *,
        dark: bool = False,
        width: int = 1280,
        height: int = 900,
    ) -> Page:
        """Open a notebook in a fresh page, with its kernel ready."""
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            device_scale_factor=1,
        )
        context.route("**/*", self._guard)
        page = context.new_page()
        page.goto(f"{self.url}/lab/tree/{quote(notebook)}?token={self.token}&reset")
        page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
        _wait_for_kernel(page)
        return page

    def _guard(self, route: Route) -> None:
        if urlsplit(route.request.url).hostname in LOCAL or route.request.url.startswith(
            ("data:", "blob:")
        ):
            route.continue_()
        else:
            self.outside.append(route.request.url)
            route.abort()


def dark_theme(lab: Lab, *, on: bool) -> None:
    """Have the next page open in JupyterLab's dark theme, or in its light one again."""
    theme = "JupyterLab Dark" if on else "JupyterLab Light"
    settings = lab.root / ".home/config/lab/user-settings/@jupyterlab/apputils-extension"
    settings.mkdir(parents=True, exist_ok=True)
    (settings / "themes.jupyterlab-settings").write_text(json.dumps({"theme": theme}))


def run_all(page: Page, timeout: float = 120) -> None:
    """Run every cell, and wait until the last one has run and the kernel is idle again.

    Raises:
        TimeoutError: some code cell did not run in time.
    """
    start_all(page)
    deadline = time.monotonic() + timeout
    while time.monotonic() < deadline:
        page.wait_for_timeout(400)
        if _all_ran(page):
            page.wait_for_timeout(1500)  # outputs and widgets are drawn after the kernel is idle
            return
    raise TimeoutError("the notebook did not finish")


def _wait_for_kernel(page: Page, timeout: float = 60) -> None:
    """Wait until the kernel is there and idle; where JupyterLab asks which one, take its choice."""
    deadline = time.monotonic() + timeout
    idle = 0
    while time.monotonic() < deadline and idle < 4:  # idle for a second, with no question open
        page.wait_for_timeout(250)
        asked = page.locator(".jp-Dialog button:has-text('Select')")
        if asked.count():
            asked.click()
            idle = 0
        elif page.locator(".jp-Notebook-ExecutionIndicator[data-status='idle']").count():
            idle += 1
        else:
            idle = 0
    if idle < 4:
        raise TimeoutError("the kernel did not start")


def start_all(page: Page) -> None:
    """Choose Run All Cells from the menu, and wait for nothing."""
    page.locator(".lm-MenuBar-item", has_text="Run").first.click()
    page.locator(".lm-Menu-item", has_text="Run All Cells").first.click()


def _all_ran(page: Page) -> bool:
    """Whether no cell on the page waits, and the last code cell of the notebook has a number."""
    if not page.locator(".jp-Notebook-ExecutionIndicator[data-status='idle']").count():
        return False
    prompts = page.locator(".jp-CodeCell .jp-InputPrompt").all_inner_texts()
    return not any("*" in text for text in prompts) and _counted(page)


def outputs(page: Page) -> list[tuple[str, str]]:
    """Return (cell id, kind) of all that the cells put out, such as "error" or "stderr"."""
    found = page.evaluate(
        """() => {
          const cells = Array.from(window.jupyterapp.shell.currentWidget.content.model.cells);
          return cells.filter(c => c.type === 'code').flatMap(c => c.outputs.toJSON().map(
            o => [c.id, o.output_type === 'stream' ? o.name : o.output_type]));
        }"""
    )
    return [(cell, kind) for cell, kind in found]


def _counted(page: Page) -> bool:
    # Cells out of view are not in the page, but the notebook's own model is there to ask.
    return bool(
        page.evaluate(
            """() => {
              const panel = window.jupyterapp?.shell?.currentWidget;
              const cells = Array.from(panel?.content?.model?.cells ?? []);
              const code = cells.filter(c => c.type === 'code' && c.sharedModel.source.trim());
              return code.length > 0 && code.every(c => c.executionCount);
            }"""
        )
    )


@contextlib.contextmanager
def start_lab(root: Path) -> Iterator[Lab]:
    """Serve a folder with JupyterLab on a free local port, until the block ends."""
    port, token = _free_port(), secrets.token_hex(16)
    home = root / ".home"
    home.mkdir(exist_ok=True)
    command = [
        sys.executable, "-m", "jupyter", "lab", "--no-browser", "--allow-root",
        f"--ServerApp.root_dir={root}", "--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}",
        f"--IdentityProvider.token={token}", "--ServerApp.port_retries=0",
        "--LabApp.expose_app_in_browser=True",
    ]  # fmt: skip
    env = {
        **os.environ,
        "HOME": str(home),
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_CONFIG_PATH": str(LAB_CONFIG),
    }
    with (home / "lab.log").open("wb") as log:
        server = subprocess.Popen(command, env=env, stdout=log, stderr=subprocess.STDOUT, cwd=root)
        try:
            url = f"http://127.0.0.1:{port}"
            _wait_for(f"{url}/api/status?token={token}", server, home / "lab.log")
            yield Lab(url, token, root)
        finally:
            server.terminate()
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()


@contextlib.contextmanager
def start_browser() -> Iterator[Browser]:
    """Start Debian's chromium, until the block ends."""
    path = shutil.which("chromium")
    if path is None:
        raise FileNotFoundError("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise RuntimeError(f"JupyterLab ended: {log.read_text()[-2000:]}")
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310  # our own server
            if answer.status == 200:
                return
        time.sleep(0.3)
    raise TimeoutError(f"JupyterLab did not start: {log.read_text()[-2000:]}")
