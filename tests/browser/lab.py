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
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

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


# Asked of JupyterLab itself: its menus and its signs on the page lag behind what it knows.
KERNEL = "window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel"
CONNECTED = f"""() => {{
  // Where JupyterLab asks which kernel, take its choice.
  document.querySelector(".jp-Dialog button[aria-label^='Select']")?.click();
  return {KERNEL}?.connectionStatus === 'connected';
}}"""
IN_TIME = """(promise, what) => Promise.race([promise, new Promise(
  (_, fail) => setTimeout(() => fail(new Error(`${what} took over two minutes`)), 120_000))])"""
ANSWERS = f"() => ({IN_TIME})({KERNEL}.requestKernelInfo(), 'the kernel')"
RESTART = f"() => ({IN_TIME})({KERNEL}.restart(), 'the restart')"
# Without activating the notebook, which would take the focus at a moment of its own.
RUN_ALL = f"""() => ({IN_TIME})(
  jupyterapp.commands.execute('notebook:run-all-cells', {{activate: false}}), 'Run All')"""


@dataclass
class Lab:
    """A running JupyterLab and the requests that tried to leave the machine."""

    url: str
    token: str
    root: Path
    outside: list[str] = field(default_factory=list)
    _context: BrowserContext | None = None

    def open(
        self,
        browser: Browser,
        notebook: str,
        *,
        dark: bool = False,
        width: int = 1280,
        height: int = 900,
    ) -> Page:
        """Open a notebook in a page of its own, with its kernel ready."""
        if self._context is None:  # one for all pages: the second one finds JupyterLab loaded
            self._context = browser.new_context(device_scale_factor=1)
            self._context.route("**/*", self._guard)
        page = self._context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"{self.url}/lab/tree/{quote(notebook)}?token={self.token}&reset")
        wait_for_kernel(page)
        use_theme(page, dark=dark)
        return page

    def pages(self) -> list[Page]:
        """Every page that is open."""
        return [] if self._context is None else self._context.pages

    def close(self) -> None:
        """Close every page."""
        if self._context is not None:
            self._context.close()
            self._context = None

    def _guard(self, route: Route) -> None:
        if urlsplit(route.request.url).hostname in LOCAL or route.request.url.startswith(
            ("data:", "blob:")
        ):
            route.continue_()
        else:
            self.outside.append(route.request.url)
            route.abort()


def use_theme(page: Page, *, dark: bool) -> None:
    """Have a page in JupyterLab's dark theme, or in its light one."""
    theme = "JupyterLab Dark" if dark else "JupyterLab Light"
    page.emulate_media(color_scheme="dark" if dark else "light")
    page.evaluate("theme => jupyterapp.commands.execute('apputils:change-theme', {theme})", theme)
    page.wait_for_selector(f"body[data-jp-theme-name='{theme}']", state="attached")


def make_room(page: Page) -> None:
    """Close the file browser, whether or not it is open."""
    page.evaluate("() => jupyterapp.shell.collapseLeft()")


def wait_for_kernel(page: Page) -> None:
    """Wait until the notebook is there and its kernel answers."""
    page.wait_for_function(CONNECTED, timeout=60_000)
    page.evaluate(ANSWERS)


def restart_kernel(page: Page) -> None:
    """Restart the kernel; nothing is run again."""
    page.evaluate(RESTART)
    wait_for_kernel(page)


def start_all(page: Page) -> None:
    """Run every cell, and wait for nothing."""
    page.evaluate(f"() => void ({RUN_ALL})()")


def run_all(page: Page) -> None:
    """Run every cell, and wait until the kernel has run them. Widgets are drawn a little later."""
    page.evaluate(RUN_ALL)


def wait_until(page: Page, holds: Callable[[], bool], seconds: float = 15) -> None:
    """Wait until something holds that the page does not show, such as what a file says."""
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            raise TimeoutError(f"it did not come true in {seconds} s")
        page.wait_for_timeout(50)


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


@contextlib.contextmanager
def start_lab(
    root: Path, settings: Mapping[str, Mapping[str, object]] | None = None
) -> Iterator[Lab]:
    """Serve a folder with JupyterLab on a free local port, until the block ends.

    The user's settings are given by plugin, as in {"@jupyterlab/shortcuts-extension/shortcuts": …}.
    """
    port, token = _free_port(), secrets.token_hex(16)
    home = root / ".home"
    home.mkdir(exist_ok=True)
    for plugin, values in (settings or {}).items():
        file = home / "config/lab/user-settings" / f"{plugin}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(values))
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
