"""Finds a browser for the tests of the page, and says loudly what is left out without one."""

import os
import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CACHES = (".cache/ms-playwright", "Library/Caches/ms-playwright")
INSIDE = ("chromium-*/chrome-linux*/chrome", "chromium-*/chrome-mac*/*.app/Contents/MacOS/*")
ADVICE = "no Chromium: install chromium, or run .venv/bin/playwright install chromium"


def find() -> Path | None:
    """The browser to drive: MINQING_CHROMIUM, else the system's, else the one Playwright has fetched, else None."""
    given = os.environ.get("MINQING_CHROMIUM")
    if given:
        return Path(given)
    ours = next(filter(None, map(shutil.which, NAMES)), None)
    if ours:
        return Path(ours)
    caches = [Path.home() / cache for cache in CACHES]
    fetched = (path for cache in caches for inside in INSIDE for path in sorted(cache.glob(inside)))
    return next(fetched, None)
