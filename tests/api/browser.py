"""A browser of the tests' own, found on this machine."""

import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


def found_browser() -> str:
    """Give the path of Chromium, or fail with a sentence: a missing browser is never passed over."""
    for name in NAMES:
        path = shutil.which(name)
        if path:
            return path
    raise RuntimeError("no Chromium on PATH: install chromium (on Debian: apt-get install chromium)")
