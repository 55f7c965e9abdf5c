"""Draw the README's picture: the first page of the demo, in Debian's Chromium.

Usage: readme_picture.py PAGES OUT.png, after `make demo`: readme_picture.py build/demo/pages docs/start.png
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

WIDTH = 1200
"""Pixels: the page at the width at which README pages are read."""


def main(pages: Path, out: Path) -> None:
    """Write the first page down to the end of its three pictures as PNG."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": 900})
        page.goto((pages / "index.html").resolve().as_uri() + "?lang=en&scheme=light")
        box = page.locator(".pictures").bounding_box()
        assert box, "the first page has no pictures: build the demo first"
        page.screenshot(
            path=out, full_page=True, clip={"x": 0, "y": 0, "width": WIDTH, "height": box["y"] + box["height"] + 16}
        )
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
