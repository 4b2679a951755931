"""A browser without a window. Nothing is downloaded: the tests are skipped where a part of it is not installed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

Open = Callable[..., "Page"]
_NAMES: Final = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium as the system has it, driven by Playwright."""
    library = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: pip install playwright")
    program = next((found for name in _NAMES if (found := shutil.which(name))), None)
    if program is None:
        pytest.skip("Chromium is not installed on this machine: apt-get install chromium")
    with library.sync_playwright() as driver:
        # As root, as in most containers, Chromium starts only without its sandbox. The pages are our own.
        started = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def opened(browser: Browser) -> Iterator[Open]:
    """Open a file as ``opened(path, width=…, dark=…, script=…)``. Whatever it asks for besides itself, and whatever
    the browser complains of, fails the test."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def watched(path: Path, *, width: int = 1280, height: int = 900, dark: bool = False, script: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
        )
        contexts.append(context)
        address = path.as_uri()

        def only_itself(route: Any) -> None:
            if route.request.url.partition("#")[0] == address:
                route.continue_()
            else:
                faults.append(f"asked for {route.request.url}")
                route.abort()

        context.route("**/*", only_itself)
        page = context.new_page()
        page.on("console", lambda message: faults.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: faults.append(f"error: {error}"))
        page.goto(address)
        return page

    yield watched
    for context in contexts:
        context.close()
    assert not faults
