"""The page with the editor of queries, in a real browser that may speak to this server alone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright
from served import Server, serving

from tifatu.graph.store.building import publish

pytestmark = pytest.mark.slow

HERE = Path(__file__).resolve().parent


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("editor") / "kg"
    publish(folder, HERE / "data" / "invented.jsonl")
    with serving(folder, "--pages", str(folder)) as running:
        yield running


@pytest.fixture
def page(server: Server) -> Iterator[Page]:
    """The editor; it fails its test when it asks anybody else, or meets an error."""
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("no Chromium here: install Debian's chromium to test the pages")
    asked, wrong = list[str](), list[str]()
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-background-networking"])
        tab = browser.new_page(viewport={"width": 1280, "height": 900})
        tab.on("request", lambda request: asked.append(request.url))
        tab.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        tab.on("pageerror", lambda problem: wrong.append(str(problem)))
        tab.goto(server.address + "/query")
        tab.wait_for_selector(".yasqe .CodeMirror")
        yield tab
        browser.close()
    foreign = [url for url in asked if not url.startswith((server.address, "data:", "blob:"))]
    assert (foreign, wrong) == ([], [])


def editor(page: Page) -> str:
    """The text in the editor."""
    return str(page.evaluate("document.querySelector('.yasqe .CodeMirror').CodeMirror.getValue()"))


def ask(page: Page) -> None:
    """Run what stands in the editor."""
    page.click(".yasqe_queryButton")
    page.wait_for_selector(".yasr table.dataTable tbody tr")


def test_the_first_query_stands_there_and_is_answered(page: Page) -> None:
    """With its prefixes declared; the answer is a table."""
    assert "PREFIX tfv:" in editor(page)
    ask(page)
    assert page.locator(".yasr table.dataTable tbody tr").count() > 3


def test_a_named_query_is_an_example(page: Page) -> None:
    """It runs as it stands."""
    page.select_option("#examples", "homonyms")
    assert "HAVING" in editor(page)
    ask(page)
    assert "四方责任" in page.inner_text(".yasr")


def test_our_words_are_completed(page: Page) -> None:
    """Control and blank behind a prefix and some letters."""
    page.evaluate("document.querySelector('.yasqe .CodeMirror').CodeMirror.setValue('SELECT * { ?s tfv:defin')")
    page.click(".yasqe .CodeMirror-lines")
    page.keyboard.press("Control+End")
    page.keyboard.press("Control+Space")
    page.wait_for_selector(".CodeMirror-hints")
    assert "tfv:definitionCount" in page.inner_text(".CodeMirror-hints")


def test_the_vendored_editor_is_what_its_licence_says() -> None:
    """Unchanged, by its hash."""
    import hashlib

    from tifatu.cli import serving as package

    assets = Path(package.__path__[0]) / "assets"
    licence = (assets / "LICENSE.yasgui.txt").read_text(encoding="utf-8")
    for name in ("yasgui.min.js", "yasgui.min.css"):
        assert f"{hashlib.sha256((assets / name).read_bytes()).hexdigest()}  {name}" in licence
