"""The pages: they open offline in a real browser, show what the records say, and run nothing that a report says."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright
from reports import report_of

from tifatu.exports.pages.site import write_site
from tifatu.graph.errors import FolderInUseError
from tifatu.graph.labels import term_key
from tifatu.graph.model import (
    AnyRecord,
    Attribution,
    Definition,
    Join,
    Mention,
    Origin,
    Region,
    Report,
    Sense,
    Variant,
)

PAYLOADS = (
    "<script>window.PWN=1</script>",
    "</script><script>window.PWN=2</script>",
    '"><img src=x onerror="window.PWN=3">',
    "<a href='javascript:window.PWN=4'>href</a>",
    "{{ 7*7 }} <!-- ' \" & \u2028 😀 𬭎",
)
"""What a hostile report might hold."""


def report(number: int, name: str, code: str | None, year: int) -> Report:
    """An invented report."""
    return report_of(
        id=f"R{number}", source=f"{name}-{year}.md", start=0, end=900, title=f"{year}年{name}政府工作报告",
        region=Region(code=code, name=name, level="地级"), date=f"{year}-01-08", session=f"{name}第五届人民代表大会",
        speaker="王样本", reviews=(year - 1,), plans=year, body=(0, 500), glossary=(500, 900),
    )  # fmt: skip


def definition(number: int, of: Report, term: str, items: tuple[str, ...], sense: str) -> Definition:
    """An invented definition that lists its items."""
    text = "、".join(items)
    starts = [600 + len("、".join(items[:n])) + (n > 0) for n in range(len(items))]
    return Definition(
        id=f"D{number}", source=of.source, report=of.id, start=600, end=600 + len(text), origin=Origin.GLOSSARY,
        number="1", terms=(term,), term_spans=((590, 590 + len(term)),), text=text, components=items,
        component_spans=tuple((s, s + len(i)) for s, i in zip(starts, items, strict=True)), rule="numbered-colon",
        sense=sense, variant=f"V{number}",
    )  # fmt: skip


def records_about(term: str, words: str) -> list[AnyRecord]:
    """Two regions that mean different things by one term, with the words in every field that a page shows."""
    here, there = report(1, f"酒泉市{words}", "620900", 2024), report(2, "张掖市", "620700", 2025)
    key = term_key(term)
    one = definition(1, here, term, (f"强科技{words}", "强工业"), "S1")
    two = definition(2, there, term, ("政治功能强", "队伍强"), "S2")
    join = Join(a="D1", b="D2", verdict="different", evidence=(f"aligned-items 0/2 {words}",))
    return [
        here,
        there,
        one,
        two,
        Mention(
            id="M1", source=here.source, report="R1", start=9, end=11, term=key, text=key, quoted=True, rule="quoted"
        ),
        Attribution(
            id="A1", source=here.source, report="R1", start=7, end=9, mention="M1", term=key, head="行动",
            issuer=f"省委{words}", body="party-committee", region="620000", rule="issuer-before",
        ),
        Sense(
            id="S1", term=key, label=term, program=words, variants=(Variant(id="V1", definitions=("D1",)),),
            joins=(join,),
        ),
        Sense(id="S2", term=key, label=term, variants=(Variant(id="V2", definitions=("D2",)),)),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium without a window."""
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("no Chromium here: install Debian's chromium to test the pages")
    with sync_playwright() as play:
        flags = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
        chromium = play.chromium.launch(executable_path=found, args=flags)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails its test when it asks for anything that is not a local file, or meets an error."""
    asked, wrong = list[str](), list[str]()

    def note(request: Request) -> None:
        if not request.url.startswith(("file:", "data:")):
            asked.append(request.url)

    def told(message: ConsoleMessage) -> None:
        if message.type == "error":
            wrong.append(message.text)

    tab = browser.new_page(viewport={"width": 1440, "height": 900})
    tab.on("request", note)
    tab.on("console", told)
    tab.on("pageerror", lambda problem: wrong.append(str(problem)))
    yield tab
    tab.close()
    assert (asked, wrong) == ([], [])


def opened(page: Page, path: Path) -> Page:
    """The page once its picture stands."""
    page.goto(path.as_uri())
    page.wait_for_selector("#graph[data-ready]")
    return page


def term_page(folder: Path) -> Path:
    """The only page of a term."""
    (found,) = (folder / "terms").iterdir()
    return found


def test_a_term_page_shows_every_definition_by_place_and_year(page: Page, tmp_path: Path) -> None:
    """Both regions' words stand on the page with their year and their characters."""
    write_site(records_about("“四强”行动", ""), tmp_path / "site")

    opened(page, term_page(tmp_path / "site"))

    assert page.locator(".definition").count() == 2
    assert page.locator(".definition blockquote").all_inner_texts() == ["强科技、强工业", "政治功能强、队伍强"]
    assert "2024" in page.locator(".definition").first.inner_text()
    assert "600–607" in page.locator(".receipt").first.inner_text()


def test_the_picture_stands_at_rest_with_all_its_nodes(page: Page, tmp_path: Path) -> None:
    """Term, two senses, two regions, four components and an issuer are drawn; nothing moves."""
    write_site(records_about("“四强”行动", ""), tmp_path / "site")

    opened(page, term_page(tmp_path / "site"))

    data = page.evaluate("JSON.parse(document.getElementById('graph-data').textContent)")
    assert [node["kind"] for node in data["nodes"]].count("sense") == 2
    assert len(data["nodes"]) == 10
    assert data["options"]["physics"]["enabled"] is False
    assert page.locator("#graph canvas").bounding_box()["width"] > 600  # type: ignore[index]


@pytest.mark.parametrize("words", PAYLOADS)
def test_text_of_reports_is_shown_and_never_run(page: Page, tmp_path: Path, words: str) -> None:
    """A hostile report's words appear as words on every kind of page, also after hover, find and click."""
    site = tmp_path / "site"
    write_site(records_about(f"“四强”{words}", words), site)

    for path in [site / "index.html", *sorted(site.glob("*/*.html"))]:
        page.goto(path.as_uri())
        page.mouse.move(720, 450)
        page.locator("#search").fill("四")
        if page.locator("#find").count():
            page.locator("#find").fill("强")
        assert page.evaluate("window.PWN") is None
        assert page.locator("main img").count() == 0

    page.goto(term_page(site).as_uri())
    assert f"强科技{words}"[:12] in page.locator("blockquote").first.inner_text()


def test_search_finds_a_term_by_any_part_of_its_name(page: Page, tmp_path: Path) -> None:
    """Two characters from the middle lead to the term's page, with or without quotation marks."""
    write_site(records_about("“四强”行动", ""), tmp_path / "site")
    page.goto((tmp_path / "site" / "index.html").as_uri())

    page.locator("#search").fill("“强")
    page.locator("#found a").first.click()

    assert page.locator("h1").inner_text().startswith("“四强”行动")


@pytest.mark.parametrize("typed", ["sqxd", "siqiang", "Si Qiang Xing", "qiangxingdong", "qxd"])
def test_search_finds_a_term_by_pinyin_and_by_initials(page: Page, tmp_path: Path, typed: str) -> None:
    """Letters without tones, from the beginning of any syllable, lead to the term's page; offline like the rest."""
    write_site(records_about("“四强”行动", ""), tmp_path / "site")
    page.goto((tmp_path / "site" / "index.html").as_uri())

    page.locator("#search").fill(typed)

    assert page.locator("#found a").first.inner_text() == "“四强”行动"


@pytest.mark.parametrize("typed", ["ang", "iqiang", "sx", "sqxdx"])
def test_search_by_pinyin_keeps_to_whole_syllables(page: Page, tmp_path: Path, typed: str) -> None:
    """The end of a syllable is no way in: everything would match."""
    write_site(records_about("“四强”行动", ""), tmp_path / "site")
    page.goto((tmp_path / "site" / "index.html").as_uri())

    page.locator("#search").fill(typed)

    assert page.locator("#found a").count() == 0


def test_a_phone_shows_the_page_without_sideways_scrolling(page: Page, tmp_path: Path) -> None:
    """At 375 pixels nothing is wider than the screen."""
    write_site(records_about("“四强”行动", ""), tmp_path / "site")
    page.set_viewport_size({"width": 375, "height": 800})

    for path in [tmp_path / "site" / "index.html", *sorted((tmp_path / "site").glob("*/*.html"))]:
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 375


def test_two_exports_of_the_same_records_are_equal(tmp_path: Path) -> None:
    """Every file of the site has the same bytes the second time."""
    for name in ("one", "two"):
        write_site(records_about("“四强”行动", ""), tmp_path / name)

    files = [
        {p.relative_to(f): p.read_bytes() for p in f.rglob("*") if p.is_file()}
        for f in (tmp_path / "one", tmp_path / "two")
    ]
    assert files[0] == files[1]
    assert len(files[0]) > 5


def test_a_folder_of_someone_else_is_never_replaced(tmp_path: Path) -> None:
    """Also with force: a folder without our mark stays as it is."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "thesis.doc").write_text("mine")

    with pytest.raises(FolderInUseError):
        write_site(records_about("“四强”行动", ""), tmp_path / "site", force=True)

    assert (tmp_path / "site" / "thesis.doc").read_text() == "mine"
    assert [p.name for p in tmp_path.iterdir()] == ["site"]
